/**
 * ScriptBlock: a piece of code as a value. It remembers its text and the session state (module) it was
 * made in, and nothing of the variables around it.
 *
 * Source: language specification 11.3.
 */
import type {ScriptBlockAst} from '../../grammar/ast.ts';
import type {Value} from '../values/value.ts';
import type {Session, SessionState} from '../session/session.ts';
import type {Frame} from './frame.ts';
import {invokeBlock} from './invoke-block.ts';
import type {InvokeBlockOptions} from './invoke-block.ts';
import type {SourceText} from './source-text.ts';

export class ScriptBlock {
  readonly ast: ScriptBlockAst;
  readonly source: SourceText;
  readonly session: Session;
  /** The module (or global) state its variables and commands are looked up in; null: that of the caller. */
  readonly state: SessionState | null;
  /** A filter: plain statements are its process block. */
  readonly isFilter: boolean;

  constructor(
    ast: ScriptBlockAst,
    source: SourceText,
    session: Session,
    state: SessionState | null,
    isFilter = false,
  ) {
    this.ast = ast;
    this.source = source;
    this.session = session;
    this.state = state;
    this.isFilter = isFilter;
  }

  /** The text between the braces, or the whole script. */
  get text(): string {
    const {ast, source} = this;
    const braces = source.text[ast.start] === '{' && source.text[ast.end - 1] === '}';
    return braces ? source.text.slice(ast.start + 1, ast.end - 1) : source.textOf(ast);
  }

  /** Runs the block and returns all it wrote to the success stream. Errors are thrown or written as usual. */
  invoke(options: InvokeBlockOptions = {}): Value[] {
    return invokeBlock(this, options);
  }

  /** The same code bound to another state: what `& $module {}` runs. */
  boundTo(state: SessionState | null): ScriptBlock {
    return new ScriptBlock(this.ast, this.source, this.session, state, this.isFilter);
  }

  /** A block in a module of its own that holds a copy of the variables `frame` sees in its scope. */
  getNewClosure(frame: Frame): ScriptBlock {
    return this.boundTo(this.session.closureState(frame));
  }
}
