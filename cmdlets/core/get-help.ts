/** Get-Help: what a command is for and how it is called. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {AliasCommand} from '../../shell/commands/command-info.ts';
import {findCommands} from '../../shell/commands/find-commands.ts';
import type {Command, CommandType} from '../../shell/eval/runtime.ts';
import {helpTopic} from '../../shell/help/find-help.ts';
import {helpObject, parameterObject} from '../../shell/help/help-object.ts';
import type {HelpView} from '../../shell/help/help-text.ts';
import type {HelpTopic} from '../../shell/help/help-topic.ts';
import {customObject, hasWildcard} from '../../shell/values/index.ts';
import {NetException} from '../../shell/values/net-exception.ts';
import {wildcard} from '../../shell/values/wildcard.ts';

const TYPES: ReadonlySet<CommandType> = new Set(['Cmdlet', 'Function', 'Filter', 'ExternalScript']);

export const getHelp = cmdlet({
  name: 'Get-Help',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['help', 'man'],
  className: 'GetHelpCommand',
  synopsis: 'Displays information about commands.',
  defaultParameterSet: 'AllUsersView',
  parameters: {
    Name: {
      type: 'string',
      position: 0,
      pipeline: 'name',
      wildcards: true,
      help: 'A command or a pattern.',
    },
    Category: {
      type: 'string[]',
      help: 'Only commands of these kinds: Cmdlet, Function, Filter, ExternalScript.',
    },
    Component: {type: 'string[]', wildcards: true, help: 'Only help of these components.'},
    Functionality: {type: 'string[]', wildcards: true, help: 'Only help of these functions.'},
    Role: {type: 'string[]', wildcards: true, help: 'Only help for these roles.'},
    Path: {
      type: 'string',
      help: 'Where the command is to work. No provider has help of its own, so it is the same everywhere.',
    },
    Full: {type: 'switch', sets: {AllUsersView: {}}, help: 'All there is.'},
    Detailed: {
      type: 'switch',
      sets: {DetailedView: {mandatory: true}},
      help: 'With parameters and examples.',
    },
    Examples: {type: 'switch', sets: {Examples: {mandatory: true}}, help: 'Only the examples.'},
    Parameter: {
      type: 'string[]',
      sets: {Parameters: {mandatory: true}},
      wildcards: true,
      help: 'Only these parameters.',
    },
    Online: {
      type: 'switch',
      sets: {Online: {mandatory: true}},
      help: 'Opens the page that the first link of the help names.',
    },
  },
  examples: [{title: 'One parameter', code: 'Get-Help Start-Sleep -Parameter Seconds'}],

  process(run, p) {
    const name = p.Name ?? '*';
    const topics = topicsFor(run, name, p.Category).filter(
      topic =>
        isAbout(topic.component, p.Component) &&
        isAbout(topic.functionality, p.Functionality) &&
        isAbout(topic.role, p.Role),
    );
    const [first] = topics;
    if (first === undefined) return notFound(run, name);
    if (p.Online) return openPage(run, first);
    if (p.Parameter) {
      for (const topic of topics) writeParameters(run, topic, p.Parameter);
      return;
    }
    const view: HelpView = p.Full
      ? 'full'
      : p.Detailed
        ? 'detailed'
        : p.Examples
          ? 'examples'
          : 'default';
    const [only] = topics;
    if (topics.length === 1 && only) run.writeObject(helpObject(only, view));
    else for (const topic of topics) run.writeObject(summary(topic));
  },
});

/** Does the help speak of one of these? */
function isAbout(text: string, wanted: readonly string[] | undefined): boolean {
  return wanted?.some(pattern => wildcard(pattern)(text.trim())) ?? true;
}

function openPage(run: Run, topic: HelpTopic): void {
  const page = topic.links.find(link => /^https?:/i.test(link.trim()));
  if (page !== undefined) {
    run.call('Start-Process', page.trim());
    return;
  }
  const text =
    'The online version of this Help topic cannot be displayed because the Internet address (URI) of the Help topic is not specified in the command code or in the help file for the command.';
  const exception = new NetException(
    'System.Management.Automation.PSInvalidOperationException',
    text,
  );
  run.throwTerminatingError(run.error('InvalidOperation', 'InvalidOperation', exception));
}

function topicsFor(run: Run, name: string, categories: readonly string[] | undefined): HelpTopic[] {
  const {session} = run;
  const resolved = hasWildcard(name) ? undefined : session.resolveCommand(name);
  const commands: Command[] =
    resolved !== undefined ? [target(resolved)] : [...findCommands({name, types: TYPES}, session)];
  const wanted = (topic: HelpTopic) =>
    categories?.some(category => category.toLowerCase() === topic.category.toLowerCase()) ?? true;
  return commands.flatMap(command => helpTopic(command, session) ?? []).filter(wanted);
}

function target(command: Command): Command {
  return command instanceof AliasCommand ? (command.resolved ?? command) : command;
}

function writeParameters(run: Run, topic: HelpTopic, patterns: readonly string[]): void {
  const found = topic.parameters.filter(parameter =>
    patterns.some(pattern => wildcard(pattern)(parameter.name)),
  );
  for (const parameter of found) run.writeObject(parameterObject(parameter));
  if (found.length > 0) return;
  const missing = new NetException(
    'System.Management.Automation.PSArgumentException',
    `No parameter matches criteria ${patterns.join(', ')}.`,
  );
  run.writeError(run.error('NoMatchedParameter', 'InvalidArgument', missing, patterns.join(', ')));
}

function summary(topic: HelpTopic) {
  return customObject(
    {
      Name: topic.name,
      Category: topic.category,
      ModuleName: topic.moduleName,
      Synopsis: topic.synopsis.trim(),
    },
    'HelpInfoShort',
  );
}

function notFound(run: Run, name: string): void {
  if (hasWildcard(name)) return;
  const missing = new NetException(
    'Microsoft.PowerShell.Commands.HelpNotFoundException',
    `Get-Help could not find ${name} in a help file in this session.`,
  );
  run.writeError(run.error('HelpNotFound', 'ResourceUnavailable', missing, name));
}
