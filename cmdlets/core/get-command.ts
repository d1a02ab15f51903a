/** Get-Command: the commands there are, or that a name leads to. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {looksLikePath} from '../../shell/commands/search-path.ts';
import {commandSyntax, metadataOf} from '../../shell/commands/command-info.ts';
import {atPaths, SessionCommands} from '../../shell/commands/command-resolver.ts';
import {findCommands} from '../../shell/commands/find-commands.ts';
import {argumentsOf} from '../../shell/cmdlet/run-call.ts';
import {commandNotFound} from '../../shell/errors/engine-errors.ts';
import {withArguments} from '../../shell/eval/advanced-stage.ts';
import {FunctionCommand} from '../../shell/eval/function-command.ts';
import type {Command, CommandType} from '../../shell/eval/runtime.ts';
import {type ModuleSpecification, satisfies} from '../../shell/modules/module-specification.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import type {Session} from '../../shell/session/session.ts';
import {asNumber, hasWildcard, NetException} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {isAbbreviation, nearest} from './command-names.ts';
import {showCommandInfo} from './show-command-info.ts';

const TYPES: readonly CommandType[] = [
  'Alias',
  'Function',
  'Filter',
  'Cmdlet',
  'ExternalScript',
  'Application',
];
/** What is listed when nothing is asked for by name. */
const LISTED: ReadonlySet<CommandType> = new Set(['Alias', 'Function', 'Filter', 'Cmdlet']);

interface Arguments {
  readonly [name: string]: unknown;
}

export const getCommand = cmdlet({
  name: 'Get-Command',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['gcm'],
  className: 'GetCommandCommand',
  synopsis: 'Gets all commands.',
  defaultParameterSet: 'CmdletSet',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {AllCommandSet: {position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Names or patterns.',
    },
    Verb: {
      type: 'string[]',
      sets: {CmdletSet: {pipeline: 'name'}},
      help: 'Commands with these verbs.',
    },
    Noun: {
      type: 'string[]',
      sets: {CmdletSet: {pipeline: 'name'}},
      help: 'Commands with these nouns.',
    },
    FullyQualifiedModule: {
      type: 'Microsoft.PowerShell.Commands.ModuleSpecification[]',
      pipeline: 'name',
      help: 'Commands of the modules that answer these specifications.',
    },
    ExcludeModule: {type: 'string[]', wildcards: true, help: 'Not the commands of these modules.'},
    Module: {
      type: 'string[]',
      aliases: ['PSSnapin'],
      pipeline: 'name',
      help: 'Commands of these modules.',
    },
    CommandType: {
      type: 'string[]',
      aliases: ['Type'],
      sets: {AllCommandSet: {pipeline: 'name'}},
      validate: [{set: [...TYPES, 'All', 'Script']}],
      help: 'Commands of these types.',
    },
    TotalCount: {type: 'int', pipeline: 'name', help: 'At most so many.'},
    Syntax: {type: 'switch', pipeline: 'name', help: 'Only the syntax lines, as text.'},
    All: {type: 'switch', pipeline: 'name', help: 'Hidden commands too.'},
    ListImported: {type: 'switch', pipeline: 'name', help: 'Only commands of this session.'},
    ArgumentList: {
      type: 'object[]',
      position: 1,
      remaining: true,
      allowNull: true,
      allowEmptyCollection: true,
      aliases: ['Args'],
      help: 'Arguments the command is given: its dynamic parameters for them are shown too.',
    },
    ShowCommandInfo: {type: 'switch', help: 'Plain objects with all there is to know.'},
    UseFuzzyMatching: {
      type: 'switch',
      sets: {AllCommandSet: {}},
      help: 'Names that are nearly as given, the nearest first.',
    },
    FuzzyMinimumDistance: {
      type: 'uint',
      sets: {AllCommandSet: {}},
      help: 'How many letters may differ for -UseFuzzyMatching; 5 by default.',
    },
    UseAbbreviationExpansion: {
      type: 'switch',
      sets: {AllCommandSet: {}},
      help: 'The name is the first letters of the words of names: i-psdf.',
    },
    ParameterName: {type: 'string[]', help: 'Commands with a parameter of this name.'},
    ParameterType: {type: 'string[]', help: 'Commands with a parameter of this type.'},
  },
  outputTypes: ['System.Management.Automation.CommandInfo'],
  examples: [
    {title: 'Where a name leads', code: '(Get-Command %).Definition', output: ['ForEach-Object']},
  ],

  process(run, p) {
    refuseMany(run, p);
    let left = p.TotalCount ?? Number.POSITIVE_INFINITY;
    for (const command of chosen(run, p)) {
      if (left-- <= 0) return;
      run.writeObject(shown(run, p, command));
    }
  },
});

/** Arguments are those of one command. */
function refuseMany(run: Run, p: Arguments): void {
  const names = (p.Name as string[] | undefined) ?? [];
  const [only = '*'] = names;
  if (p.ShowCommandInfo === true && p.Syntax === true)
    run.throwTerminatingError(
      run.error(
        'GetCommandCannotSpecifySyntaxAndShowCommandInfoTogether',
        'InvalidArgument',
        'The ShowCommandInfo and Syntax parameters cannot be specified together.',
      ),
    );
  if (p.ArgumentList === undefined || (names.length === 1 && !hasWildcard(only))) return;
  const text =
    'The command could not be retrieved because the ArgumentList parameter can be specified only when retrieving a single cmdlet or script.';
  run.throwTerminatingError(
    run.error(
      'CommandArgsOnlyForSingleCmdlet',
      'InvalidArgument',
      new NetException('System.Management.Automation.PSArgumentException', text),
    ),
  );
}

function shown(run: Run, p: Arguments, found: Command): Value {
  const args = p.ArgumentList as Value[] | undefined;
  const command =
    args !== undefined && found instanceof FunctionCommand
      ? withArguments(found, argumentsOf(args), run.context)
      : found;
  if (p.Syntax === true) return commandSyntax(command, run.session);
  return p.ShowCommandInfo === true ? showCommandInfo(command, run.session) : command;
}

function* chosen(run: Run, p: Arguments): Iterable<Command> {
  const names = (p.Name as string[] | undefined) ?? [];
  if (names.length === 0) {
    yield* listed(run, p);
    return;
  }
  for (const name of names) {
    const found = named(run, p, name).filter(command => fits(run, p, command));
    if (found.length > 0) yield* found;
    else if (
      !hasWildcard(name) &&
      p.UseFuzzyMatching !== true &&
      p.UseAbbreviationExpansion !== true
    )
      notFound(run, name);
  }
}

function* listed(run: Run, p: Arguments): Iterable<Command> {
  const given = typesOf(p);
  const byParts = p.Verb !== undefined || p.Noun !== undefined;
  const types =
    given ?? (byParts ? new Set<CommandType>(['Cmdlet', 'Function', 'Filter', 'Alias']) : LISTED);
  const all = [...findCommands({name: '*', types, all: p.All === true}, run.session)];
  const key = (command: Command) => command.name.toLowerCase();
  for (const command of all.sort((a, b) => (key(a) < key(b) ? -1 : 1)))
    if (fits(run, p, command)) yield command;
}

/** A plain name gives the command it leads to, as calling it would, unless all are wanted. */
function named(run: Run, p: Arguments, name: string): Command[] {
  const {session} = run;
  const types = typesOf(p);
  if (p.UseFuzzyMatching === true) {
    const most = asNumber(p.FuzzyMinimumDistance ?? 5);
    return nearest(findCommands({name: '*', ...(types ? {types} : {})}, session), name, most);
  }
  if (p.UseAbbreviationExpansion === true)
    return [...findCommands({name: '*', ...(types ? {types} : {})}, session)].filter(command =>
      isAbbreviation(name, command.name),
    );
  if (hasWildcard(name) && looksLikePath(name)) return atPaths(name, session);
  if (hasWildcard(name) || p.All === true || types !== undefined)
    return [...findCommands({name, all: p.All === true, ...(types ? {types} : {})}, session)];
  const [alias] = findCommands({name, types: new Set(['Alias'])}, session);
  const command = alias ?? session.resolveCommand(name);
  return command === undefined || isRefusal(session, command) ? [] : [command];
}

/** A name that only says why it does nothing counts as missing. */
function isRefusal({resolver}: Session, {name, moduleName}: Command): boolean {
  return (
    resolver instanceof SessionCommands &&
    resolver.table.find(name, moduleName) === undefined &&
    resolver.table.notApplicable.find(name, moduleName) !== undefined
  );
}

function typesOf(p: Arguments): ReadonlySet<CommandType> | undefined {
  const given = p.CommandType as string[] | undefined;
  if (given === undefined || given.some(name => name.toLowerCase() === 'all')) return undefined;
  const wanted = given.map(name => name.toLowerCase());
  return new Set(TYPES.filter(type => wanted.includes(type.toLowerCase())));
}

function fits(run: Run, p: Arguments, command: Command): boolean {
  const matches = (patterns: unknown, text: string) =>
    patterns === undefined || (patterns as string[]).some(pattern => wildcard(pattern)(text));
  const dash = command.name.indexOf('-');
  const byParts = p.Verb === undefined && p.Noun === undefined;
  if (!byParts && dash < 0) return false;
  return (
    matches(p.Verb, command.name.slice(0, dash)) &&
    matches(p.Noun, command.name.slice(dash + 1)) &&
    matches(p.Module, command.moduleName ?? '') &&
    (p.ExcludeModule === undefined || !matches(p.ExcludeModule, command.moduleName ?? '')) &&
    isOfModule(run, p, command) &&
    (p.ListImported !== true || isImported(run, command)) &&
    hasParameters(run, p, command)
  );
}

/** The shell's own modules always are; so is what belongs to none. */
function isImported(run: Run, {moduleName = ''}: Command): boolean {
  const own = /^(|hvsh|Microsoft\.PowerShell\..+)$/i.test(moduleName);
  return own || modulesOf(run.session).find(moduleName) !== undefined;
}

function isOfModule(run: Run, p: Arguments, {moduleName = ''}: Command): boolean {
  const wanted = p.FullyQualifiedModule as ModuleSpecification[] | undefined;
  if (wanted === undefined) return true;
  const table = modulesOf(run.session);
  const module = table.find(moduleName) ?? table.builtIn(moduleName);
  return (
    module !== undefined &&
    wanted.some(one => wildcard(one.name)(moduleName) && satisfies(one, module))
  );
}

function hasParameters(run: Run, p: Arguments, command: Command): boolean {
  const names = p.ParameterName as string[] | undefined;
  const types = p.ParameterType as string[] | undefined;
  if (names === undefined && types === undefined) return true;
  const parameters = metadataOf(command, run.session)?.parameters ?? [];
  const byName = (name: string) =>
    parameters.some(parameter => [parameter.name, ...parameter.aliases].some(wildcard(name)));
  const byType = (type: string) =>
    parameters.some(({type: own}) => wildcard(type)(own.fullName) || wildcard(type)(own.name));
  return (names?.some(byName) ?? true) && (types?.some(byType) ?? true);
}

function notFound(run: Run, name: string): void {
  const missing = commandNotFound(name);
  run.writeError(run.error('CommandNotFoundException', 'ObjectNotFound', missing, name));
}
