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
import {
  byName,
  type CompletionMatch,
  type CompletionResult,
  match,
  quoted,
  startsWith,
} from './completion-match.ts';
import {inputMember, inputMembers, members} from './member-completion.ts';
import {bracketedType, typeOffers} from './type-completion.ts';
import {boundPairs, completeDeclared} from './value-completion.ts';
import {type Word, wordsBefore} from './words.ts';

/** Suggestions for the word that ends at `cursor`. Never throws for what the user typed. */
export function complete(text: string, cursor: number, session: Session): CompletionResult {
  const before = text.slice(0, cursor);
  const special = members(before, session) ?? bracketedType(before);
  const words = itemsLeftOut(wordsBefore(before));
  const word = words.at(-1) as Word;
  const start = special?.start ?? word.start;
  return {
    replacementIndex: start,
    replacementLength: cursor - start,
    matches: special?.matches ?? ofWord({text, cursor, words, session}, word),
  };
}

function ofWord(line: Line, word: Word): readonly CompletionMatch[] {
  const {words, session} = line;
  if (word.text.startsWith('$')) return variables(word.text.slice(1), session);
  if (words.length === 1) return commandsAndPaths(word, session);
  const metadata = metadataOf((words[0] as Word).value, session);
  if (word.text.startsWith('-') && metadata) return parameters(word.text.slice(1), metadata);
  const values = metadata ? valuesFor(line, metadata) : programArguments(line);
  return values.length > 0 ? values : paths(word, session);
}

/** A list (`a, b,c`) is one argument: its last item stands for it. */
function itemsLeftOut(words: readonly Word[]): Word[] {
  const last = words.at(-1) as Word;
  const whole = words.slice(0, -1).filter(word => !word.text.endsWith(','));
  const at = /^[^'"]*,/.exec(last.text)?.[0].length ?? 0;
  const text = last.text.slice(at);
  const value = at === 0 ? last.value : text;
  return [...whole, {start: last.start + at, text, value}];
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
  const {text, cursor, session, words} = line;
  const word = (words.at(-1) as Word).value;
  if (metadata.name === 'New-Object' && parameter.name === 'TypeName') return typeOffers(word);
  const kind = inputMember(metadata.name, parameter.name);
  if (kind) return inputMembers(text.slice(0, cursor), word, kind, session);
  const begins = startsWith(word);
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
  const named = new Set<ParameterMetadata>();
  let given = 0;
  let open: ParameterMetadata | undefined;
  for (const word of words.slice(1, -1)) {
    const parameter = word.text.startsWith('-') ? namedBy(word, metadata) : undefined;
    if (parameter) named.add(parameter);
    else if (open === undefined && !word.text.startsWith('-')) given++;
    open = parameter?.isSwitch ? undefined : parameter;
  }
  return (
    open ??
    placedAt(
      given,
      metadata.parameters.filter(parameter => !named.has(parameter)),
    )
  );
}

function namedBy(word: Word, metadata: CommandMetadata): ParameterMetadata | undefined {
  const name = word.text.slice(1).replace(/:$/, '');
  return metadata.named(name) ?? metadata.startingWith(name)[0];
}

/** Of the parameters that share a position in different sets, one that is written as a word. */
function placedAt(
  given: number,
  candidates: readonly ParameterMetadata[],
): ParameterMetadata | undefined {
  const places = new Map<number, ParameterMetadata[]>();
  for (const parameter of candidates)
    for (const {position} of parameter.flagsIn(-1))
      if (position !== null) places.set(position, [...(places.get(position) ?? []), parameter]);
  const place = [...places.keys()].sort((a, b) => a - b)[given];
  const sharing = place === undefined ? [] : (places.get(place) ?? []);
  return sharing.find(({type}) => !/ScriptBlock/.test(type.fullName)) ?? sharing[0];
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
