/** A text that was parsed, with the file it came from: what extents and positions are computed from. */
import type {Node} from '../../grammar/ast.ts';
import type {NetType} from '../values/net-type.ts';
import {lineStarts, positionOf} from '../../grammar/positions.ts';

export class SourceText {
  readonly text: string;
  /** Absolute path of the script file, '' when the text came from the prompt or from memory. */
  readonly file: string;
  /** Names of its `using namespace` statements. */
  readonly namespaces: string[] = [];
  /** The classes and enums it defines, by lower-case name. */
  readonly types = new Map<string, NetType>();
  /** Its types and `using` statements were seen to (script-types.ts). */
  prepared = false;
  #starts: readonly number[] | null = null;
  #debugs: boolean | null = null;

  constructor(text: string, file = '') {
    this.text = text;
    this.file = file;
  }

  /** It calls the debugger itself, which from there on looks at what follows. */
  get callsDebugger(): boolean {
    this.#debugs ??= /\b(?:Wait-Debugger|Set-PSDebug|Set-PSBreakpoint|sbp)\b/i.test(this.text);
    return this.#debugs;
  }

  /** 1-based line and column of an offset. */
  position(offset: number): {line: number; column: number} {
    this.#starts ??= lineStarts(this.text);
    return positionOf(this.#starts, offset);
  }

  /** The whole line (without its end) that holds an offset. */
  /** Without its line end. */
  lineAt(offset: number): string {
    return this.wholeLineAt(offset).replace(/\r?\n$|\r$/, '');
  }

  wholeLineAt(offset: number): string {
    const {line} = this.position(offset);
    const starts = this.#starts as readonly number[];
    const from = starts[line - 1] ?? 0;
    const to = starts[line] ?? this.text.length;
    return this.text.slice(from, to);
  }

  textOf(node: Node): string {
    return this.text.slice(node.start, node.end);
  }
}

export const NO_SOURCE = new SourceText('');
