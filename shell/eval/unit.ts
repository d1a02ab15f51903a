/**
 * What is known while one script block is compiled: the layout its variables live in, its source, and what
 * was noticed on the way. Compiled code is independent of the session: it gets that from its frame.
 */
import type {Node} from '../../grammar/ast.ts';
import type {Layout} from '../session/scope.ts';
import type {Value} from '../values/value.ts';
import type {Completion} from './flow.ts';
import type {Frame} from './frame.ts';
import type {SourceText} from './source-text.ts';
import {isWatched} from './watching.ts';

export type Expression = (f: Frame) => Value;
export type Statement = (f: Frame) => Completion;

export class Unit {
  readonly layout: Layout;
  readonly source: SourceText;
  /** A `return` stands in a sub-expression or a captured statement: the block must catch ReturnSignal. */
  hasNestedReturn = false;
  /** Inside a class's method: output is dropped, errors are never skipped. */
  readonly isMethod: boolean;
  /** Somebody watches it run: watching.ts. */
  readonly isWatched: boolean;

  constructor(layout: Layout, source: SourceText, isMethod = false) {
    this.layout = layout;
    this.source = source;
    this.isMethod = isMethod;
    this.isWatched = isWatched(source);
  }

  textOf(node: Node): string {
    return this.source.textOf(node);
  }
}
