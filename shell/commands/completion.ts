/**
 * Completion at Tab: commands, parameters, values of parameters, variables, paths.
 *
 * Looks at the text up to the cursor only, word by word, so that it works on text that does not parse yet.
 * Result shape: System.Management.Automation.CommandCompletion. Source: language specification 21.
 */
import {readdirSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import {CmdletCommand} from '../cmdlet/cmdlet-command.ts';
import type {CommandMetadata, CompletionRequest, ParameterMetadata} from '../cmdlet/metadata.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import type {Session} from '../session/session.ts';
import {CompletionOffer} from '../types/completion-result.ts';
import {hashtable, NetException, toText, unwrap} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {SessionCommands} from './command-resolver.ts';
import {programsOnPath} from './search-path.ts';
import {commandAt, parameterCompleter, programCompleter} from './argument-completers.ts';
import {boundPairs, completeDeclared} from './value-completion.ts';
import {type Word, wordsBefore} from './words.ts';

export type ResultType =
  | 'Text'
  | 'History'
  | 'Command'
  | 'ProviderItem'
  | 'ProviderContainer'
  | 'Property'
  | 'Method'
  | 'ParameterName'
  | 'ParameterValue'
  | 'Variable'
  | 'Namespace'
  | 'Type'
  | 'Keyword';

export interface CompletionMatch {
  readonly completionText: string;
  readonly listItemText: string;
  readonly resultType: ResultType;
  readonly toolTip: string;
}

export interface CompletionResult {
  readonly replacementIndex: number; // UTF-16 offsets into the text
  readonly replacementLength: number;
  readonly matches: readonly CompletionMatch[];
}

/** Suggestions for the word that ends at `cursor`. Never throws for what the user typed. */
export function complete(text: string, cursor: number, session: Session): CompletionResult {
  const words = wordsBefore(text.slice(0, cursor));
  const word = words.at(-1) as Word;
  const result = (matches: readonly CompletionMatch[]): CompletionResult => ({
    replacementIndex: word.start,
    replacementLength: cursor - word.start,
    matches,
  });
  if (word.text.startsWith('$')) return result(variables(word.text.slice(1), session));
  if (words.length === 1) return result(commandsAndPaths(word, session));
  const metadata = metadataOf((words[0] as Word).value, session);
  if (word.text.startsWith('-') && metadata)
    return result(parameters(word.text.slice(1), metadata));
  const line: Line = {text, cursor, words, session};
  const values = metadata ? valuesFor(line, metadata) : programArguments(line);
  return result(values.length > 0 ? values : paths(word, session));
}

/** What is typed, as far as completers want to see it. */
interface Line {
  readonly text: string;
  readonly cursor: number;
  readonly words: readonly Word[];
  readonly session: Session;
}

/** Parameters of the command a name leads to; undefined for programs and unknown names. */
function metadataOf(name: string, session: Session): CommandMetadata | undefined {
  const command = session.resolveCommand(name);
  if (command instanceof CmdletCommand) return command.metadata;
  return command instanceof FunctionCommand ? command.metadata(session.topFrame) : undefined;
}

function match(
  completionText: string,
  resultType: ResultType,
  listItemText = completionText,
  toolTip = listItemText,
): CompletionMatch {
  return {completionText, listItemText, resultType, toolTip};
}

function startsWith(prefix: string): (name: string) => boolean {
  const lower = prefix.toLowerCase();
  return name => name.toLowerCase().startsWith(lower);
}

function byName(a: CompletionMatch, b: CompletionMatch): number {
  return a.listItemText.toLowerCase() < b.listItemText.toLowerCase() ? -1 : 1;
}

// ---- commands ----------------------------------------------------------------------------------

function commandsAndPaths(word: Word, session: Session): readonly CompletionMatch[] {
  if (/[/\\~.]/.test(word.value)) return paths(word, session);
  return [...commandNames(word.value, session), ...(word.value === '' ? [] : paths(word, session))];
}

function commandNames(prefix: string, session: Session): CompletionMatch[] {
  const begins = startsWith(prefix);
  const names = new Map<string, string>();
  const add = (name: string) => {
    if (begins(name) && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name);
  };
  for (const definition of session.definitions('aliases').values())
    add((definition as {name: string}).name);
  for (const definition of session.definitions('functions').values())
    add((definition as {name: string}).name);
  if (session.resolver instanceof SessionCommands) {
    for (const cmdlet of session.resolver.table.all()) add(cmdlet.name);
    for (const [alias] of session.resolver.table.aliases()) add(alias);
  }
  if (prefix !== '')
    for (const program of programsOnPath(name => name.startsWith(prefix)))
      add(path.basename(program.path));
  return [...names.values()].map(name => match(name, 'Command')).sort(byName);
}

// ---- parameters --------------------------------------------------------------------------------

function parameters(prefix: string, metadata: CommandMetadata): CompletionMatch[] {
  const begins = startsWith(prefix);
  return metadata.parameters
    .filter(parameter => begins(parameter.name))
    .map(parameter =>
      match(
        `-${parameter.name}`,
        'ParameterName',
        parameter.name,
        `[${parameter.type.accelerator ?? parameter.type.name}] ${parameter.name}`,
      ),
    )
    .sort(byName);
}

function valuesFor(line: Line, metadata: CommandMetadata): CompletionMatch[] {
  const parameter = parameterAt(line.words, metadata);
  if (parameter === undefined) return [];
  const own = scriptValues(line, metadata.name, parameter);
  if (own !== undefined) return own;
  const begins = startsWith((line.words.at(-1) as Word).value);
  return valueNames(parameter, line)
    .filter(begins)
    .map(value => match(quoted(value), 'ParameterValue', value));
}

/** What a completer of a script offers is taken as it is; undefined: there is none. */
function scriptValues(
  line: Line,
  commandName: string,
  {name, spec}: ParameterMetadata,
): CompletionMatch[] | undefined {
  const {text, cursor, words, session} = line;
  const block = parameterCompleter(session, commandName, name);
  if (block === undefined && spec.completer === undefined) return undefined;
  const request: CompletionRequest = {
    commandName,
    parameterName: name,
    word: (words.at(-1) as Word).value,
    commandAst: commandAt(text, cursor),
    bound: hashtable(Object.fromEntries(boundPairs(words))),
  };
  const {parameterName, word, commandAst, bound} = request;
  return offered(() =>
    block
      ? block.invoke({args: [commandName, parameterName, word, commandAst, bound]})
      : (spec.completer?.(request) ?? []),
  );
}

function programArguments({text, cursor, words, session}: Line): CompletionMatch[] {
  const block = programCompleter(session, (words[0] as Word).value);
  if (block === undefined) return [];
  const word = (words.at(-1) as Word).value;
  return offered(() => block.invoke({args: [word, commandAt(text, cursor), cursor]}));
}

/** CompletionResults, or texts. Errors of a completer are no offer. */
function offered(ask: () => readonly Value[]): CompletionMatch[] {
  try {
    return ask().map(value => {
      const bare = unwrap(value);
      if (bare instanceof CompletionOffer) return bare as CompletionMatch;
      return match(toText(value), 'ParameterValue');
    });
  } catch (error) {
    if (error instanceof NetException) return [];
    throw error;
  }
}

/** The parameter that the last word is for: named just before, or by position. */
function parameterAt(
  words: readonly Word[],
  metadata: CommandMetadata,
): ParameterMetadata | undefined {
  const before = words.at(-2) as Word;
  if (before.text.startsWith('-') && words.length > 2) {
    const name = before.text.slice(1).replace(/:$/, '');
    const named = metadata.named(name) ?? metadata.startingWith(name)[0];
    if (named && !named.isSwitch) return named;
  }
  const placed = metadata.parameters
    .flatMap(parameter =>
      [...parameter.flagsIn(-1)].flatMap(flags =>
        flags.position === null ? [] : [{parameter, position: flags.position}],
      ),
    )
    .sort((a, b) => a.position - b.position);
  const given = words.slice(1, -1).filter(word => !word.text.startsWith('-')).length;
  return placed[given]?.parameter;
}

function valueNames(parameter: ParameterMetadata, {words, session}: Line): string[] {
  const {spec, type} = parameter;
  if (spec.validSet) return [...spec.validSet()];
  if (type.enumInfo) return [...type.enumInfo.names];
  const command = session.resolveCommand((words[0] as Word).value);
  return command instanceof CmdletCommand
    ? completeDeclared(command, parameter.name, words, session)
    : [];
}

// ---- variables and paths -----------------------------------------------------------------------

function variables(prefix: string, session: Session): CompletionMatch[] {
  const scopeName = /^(global|script|local|private):/i.exec(prefix)?.[0] ?? '';
  const begins = startsWith(prefix.slice(scopeName.length));
  const names = new Set<string>();
  for (let scope = session.topFrame.scope; scope !== null; scope = scope.parent as typeof scope)
    for (const name of scope.variableNames()) names.add(scope.box(name)?.name ?? name);
  if (/^env:/i.test(prefix)) {
    const part = startsWith(prefix.slice(4));
    return Object.keys(process.env)
      .filter(part)
      .map(name => match(`$env:${name}`, 'Variable', name))
      .sort(byName);
  }
  return [...names]
    .filter(begins)
    .map(name => scopeName + name)
    .map(name => match(/^[\w:]+$/.test(name) ? `$${name}` : `\${${name}}`, 'Variable', name))
    .sort(byName);
}

function paths(word: Word, session: Session): CompletionMatch[] {
  const given = word.value;
  const slash = given.lastIndexOf('/');
  const folder = given.slice(0, slash + 1);
  const begins = startsWith(given.slice(slash + 1));
  const absolute = path.resolve(session.location, folder.replace(/^~/, homedir()));
  return listFolder(absolute)
    .filter(
      name => begins(name) && (given.slice(slash + 1).startsWith('.') || !name.startsWith('.')),
    )
    .sort()
    .map(name => {
      const isFolder = statSync(path.join(absolute, name), {throwIfNoEntry: false})?.isDirectory();
      const shown = folder === '' ? `./${name}` : folder + name;
      return match(
        quoted(shown),
        isFolder ? 'ProviderContainer' : 'ProviderItem',
        name,
        path.join(absolute, name),
      );
    });
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** With quotes where the text would not be one word. */
function quoted(text: string): string {
  return /[\s'"`$(){};,|&<>@#]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
}
