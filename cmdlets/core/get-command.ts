/** Get-Command: the commands there are, or that a name leads to. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {commandSyntax, metadataOf} from '../../shell/commands/command-info.ts';
import {SessionCommands} from '../../shell/commands/command-resolver.ts';
import {findCommands} from '../../shell/commands/find-commands.ts';
import {commandNotFound} from '../../shell/errors/engine-errors.ts';
import type {Command, CommandType} from '../../shell/eval/runtime.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import {hasWildcard} from '../../shell/values/index.ts';
import type {Session} from '../../shell/session/session.ts';
import {wildcard} from '../../shell/values/wildcard.ts';

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
    ParameterName: {type: 'string[]', help: 'Commands with a parameter of this name.'},
    ParameterType: {type: 'string[]', help: 'Commands with a parameter of this type.'},
  },
  outputTypes: ['System.Management.Automation.CommandInfo'],
  examples: [
    {title: 'Where a name leads', code: '(Get-Command %).Definition', output: ['ForEach-Object']},
  ],

  process(run, p) {
    const {session} = run;
    let left = p.TotalCount ?? Number.POSITIVE_INFINITY;
    for (const command of chosen(run, p)) {
      if (left-- <= 0) return;
      if (p.Syntax) run.writeObject(commandSyntax(command, session));
      else run.writeObject(command);
    }
  },
});

function* chosen(run: Run, p: Arguments): Iterable<Command> {
  const names = (p.Name as string[] | undefined) ?? [];
  if (names.length === 0) {
    yield* listed(run, p);
    return;
  }
  for (const name of names) {
    const found = named(run, p, name).filter(command => fits(run, p, command));
    if (found.length > 0) yield* found;
    else if (!hasWildcard(name)) notFound(run, name);
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
    (p.ListImported !== true || isImported(run, command)) &&
    hasParameters(run, p, command)
  );
}

/** The shell's own modules always are; so is what belongs to none. */
function isImported(run: Run, {moduleName = ''}: Command): boolean {
  const own = /^(|hvsh|Microsoft\.PowerShell\..+)$/i.test(moduleName);
  return own || modulesOf(run.session).find(moduleName) !== undefined;
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
