/**
 * Completers that scripts register (Register-ArgumentCompleter): for a parameter of one command or of all, for the
 * arguments of programs, and for programs that have none of their own.
 */
import type {CommandAst} from '../../grammar/ast.ts';
import {parseScript} from '../../grammar/parse.ts';
import {walk} from '../../grammar/walk.ts';
import type {ScriptBlock} from '../eval/script-block.ts';
import {SourceText} from '../eval/source-text.ts';
import type * as Language from '../language/index.ts';
import type {Session} from '../session/session.ts';
import {foldName} from '../values/fold-name.ts';
import type {Value} from '../values/value.ts';

class Completers {
  /** `command:parameter`, or `:parameter` for every command. */
  readonly parameters = new Map<string, ScriptBlock>();
  readonly programs = new Map<string, ScriptBlock>();
  otherPrograms: ScriptBlock | null = null;
}

const registered = new WeakMap<Session, Completers>();

function completersOf(session: Session): Completers {
  const known = registered.get(session) ?? new Completers();
  registered.set(session, known);
  return known;
}

/** `command` '': of every command. A block that is null takes the completer away. */
export function registerForParameter(
  session: Session,
  command: string,
  parameter: string,
  block: ScriptBlock | null,
): void {
  put(completersOf(session).parameters, `${command}:${parameter}`, block);
}

function put(table: Map<string, ScriptBlock>, key: string, block: ScriptBlock | null): void {
  if (block === null) table.delete(foldName(key));
  else table.set(foldName(key), block);
}

/** `program` null: for those that have no completer of their own. */
export function registerForProgram(
  session: Session,
  program: string | null,
  block: ScriptBlock | null,
): void {
  if (program === null) completersOf(session).otherPrograms = block;
  else put(completersOf(session).programs, program, block);
}

export function parameterCompleter(
  session: Session,
  command: string,
  parameter: string,
): ScriptBlock | undefined {
  const known = registered.get(session)?.parameters;
  return known?.get(foldName(`${command}:${parameter}`)) ?? known?.get(foldName(`:${parameter}`));
}

export function programCompleter(session: Session, program: string): ScriptBlock | undefined {
  const known = registered.get(session);
  const name = program.slice(program.lastIndexOf('/') + 1);
  return known?.programs.get(foldName(name)) ?? known?.otherPrograms ?? undefined;
}

/** The innermost command that `cursor` is in or behind, as a CommandAst; null when there is none. */
export function commandAt(text: string, cursor: number): Value {
  const {ast} = parseScript(text);
  let found: CommandAst | null = null;
  if (ast)
    walk(ast, node => {
      if (node.kind === 'CommandAst' && node.start <= cursor && isBehind(text, node.end, cursor))
        found = node;
    });
  if (found === null) return null;
  const {astObject} = require('../language/index.ts') as typeof Language;
  return astObject(found, new SourceText(text), null);
}

/** Only blanks lie between the command and the cursor. */
function isBehind(text: string, end: number, cursor: number): boolean {
  return cursor <= end || text.slice(end, cursor).trim() === '';
}
