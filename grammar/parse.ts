/** The door of the grammar: text in; tree and errors out. */
import type {ScriptBlockAst} from './ast.ts';
import {errorText} from './errors.ts';
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

function failure(id: 'ScriptTooComplicated' | 'UnexpectedToken', at: number, arg: string): ParseError {
  return {errorId: id, message: errorText(id, [arg]), start: at, end: at, incompleteInput: false};
}

/** Parses a script. Never throws on any input. */
export function parseScript(text: string): ParseResult {
  const errors: ParseError[] = [];
  const notes = {unclosed: -1, requirements: new Map<number, string>()};
  try {
    const ast = parse(text, {errors, notes}) as ScriptBlockAst;
    if (notes.unclosed >= 0) errors.push(unclosedComment(notes.unclosed, text));
    return {ast, errors};
  } catch (error) {
    // The parser is recursive: a text nested too deeply exhausts the stack. It has no other way to fail
    // but a rule that lacks its error production, which must not take the shell down either.
    const found =
      error instanceof RangeError
        ? failure('ScriptTooComplicated', 0, '')
        : failure('UnexpectedToken', text.length, '');
    return {ast: null, errors: [...errors, found]};
  }
}

function unclosedComment(start: number, text: string): ParseError {
  return {
    errorId: 'MissingTerminatorMultiLineComment',
    message: errorText('MissingTerminatorMultiLineComment', []),
    start,
    end: Math.min(start + 2, text.length),
    incompleteInput: true,
  };
}
