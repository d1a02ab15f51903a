/** The door of the grammar: text in; tree and errors out. */
import type {ScriptBlockAst} from './ast.ts';

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

/** Parses a script. Never throws on any input. */
export declare function parseScript(text: string): ParseResult;
