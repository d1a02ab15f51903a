/** The door of the grammar: text in; tree and errors out. */
import type {ScriptBlockAst} from './ast.ts';
import {checkScript} from './checks/index.ts';
import {errorText, type ParseErrorId} from './errors.ts';
import {parse} from './powershell.peggy';

/** A syntax error, with PowerShell's id and text. Offsets are UTF-16 units into the text parsed. */
export interface ParseError {
  readonly errorId: string; // for example MissingEndCurlyBrace
  readonly message: string;
  readonly start: number;
  readonly end: number;
  /** True when more text could make the input valid: the prompt shows `>>`. */
  readonly incompleteInput: boolean;
}

export interface ParseResult {
  readonly ast: ScriptBlockAst | null; // null only when there are errors
  readonly errors: readonly ParseError[];
}

function parseError(
  errorId: ParseErrorId,
  start: number,
  end: number,
  args: readonly string[],
): ParseError {
  return {errorId, message: errorText(errorId, args), start, end, incompleteInput: false};
}

/** Parses a script. Never throws on any input. */
export function parseScript(text: string): ParseResult {
  const errors: ParseError[] = [];
  const notes = {unclosed: -1, unfinishedLine: false, requirements: new Map<number, string>()};
  try {
    const ast = parse(text, {errors, notes}) as ScriptBlockAst;
    if (notes.unfinishedLine) errors.push(unfinished('IncompleteString', text.length, text.length));
    if (notes.unclosed >= 0) {
      const end = Math.min(notes.unclosed + 2, text.length);
      errors.push(unfinished('MissingTerminatorMultiLineComment', notes.unclosed, end));
    }
    checkScript(ast, (id, {start, end}, ...args) => errors.push(parseError(id, start, end, args)));
    return {ast, errors};
  } catch (error) {
    // The parser is recursive: a text nested too deeply exhausts the stack. It has no other way to fail
    // but a rule that lacks its error production, which must not take the shell down either.
    const found =
      error instanceof RangeError
        ? parseError('ScriptTooComplicated', 0, 0, [])
        : parseError('UnexpectedToken', text.length, text.length, ['']);
    return {ast: null, errors: [...errors, found]};
  }
}

function unfinished(errorId: ParseErrorId, start: number, end: number): ParseError {
  return {...parseError(errorId, start, end, []), incompleteInput: true};
}
