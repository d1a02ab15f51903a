/**
 * ScriptBlock: a piece of code as a value. It remembers its text and the session state (module) it was
 * made in, and nothing of the variables around it. Members for scripts: script-block-type.ts.
 *
 * Source: language specification 11.3.
 */
import type {ParameterAst, ScriptBlockAst} from '../../grammar/ast.ts';
import type {Session, SessionState} from '../session/session.ts';
import type {Value} from '../values/value.ts';
import type {CompiledBlock} from './compile-block.ts';
import {compileBlock} from './compile-block.ts';
import type {Frame} from './frame.ts';
import type {FunctionCommand} from './function-command.ts';
import type {InvokeBlockOptions} from './invoke-block.ts';
import type {SourceText} from './source-text.ts';
import {epoch} from './watching.ts';

/** What a block can do but must not import, for it imports blocks. Set by run-blocks.ts. */
export interface BlockAbilities {
  /** The block as a command: a function of that name, or without a name what `&` runs. */
  command(name: string, block: ScriptBlock): FunctionCommand;
  invoke(block: ScriptBlock, options: InvokeBlockOptions): Value[];
  /** Makes what the block defines before it runs in `frame`: its classes and enums. */
  prepare(block: ScriptBlock, frame: Frame): void;
}

let abilities: BlockAbilities | null = null;

export function setBlockAbilities(table: BlockAbilities): void {
  abilities = table;
}

function able(): BlockAbilities {
  if (abilities === null) throw new Error('run-blocks.ts was not evaluated');
  return abilities;
}

export class ScriptBlock {
  readonly ast: ScriptBlockAst;
  readonly source: SourceText;
  readonly session: Session;
  /** The module (or global) state its variables and commands are looked up in; null: that of the caller. */
  readonly state: SessionState | null;
  readonly isFilter: boolean;
  /** Those of `function f($a) {}`; null: the param block's. */
  readonly parameters: readonly ParameterAst[] | null;
  #compiled: CompiledBlock | null = null;
  /** The watching.ts epoch it was compiled in. */
  #epoch = 0;
  #command: FunctionCommand | null = null;

  constructor(
    ast: ScriptBlockAst,
    source: SourceText,
    session: Session,
    state: SessionState | null,
    isFilter = false,
    parameters: readonly ParameterAst[] | null = null,
  ) {
    this.ast = ast;
    this.source = source;
    this.session = session;
    this.state = state;
    this.isFilter = isFilter;
    this.parameters = parameters;
  }

  /** The text between the braces, or the whole script. */
  get text(): string {
    const {ast, source} = this;
    const braces = source.text[ast.start] === '{' && source.text[ast.end - 1] === '}';
    return braces ? source.text.slice(ast.start + 1, ast.end - 1) : source.textOf(ast);
  }

  /** The code, for a scope of its own. */
  get compiled(): CompiledBlock {
    if (this.#compiled === null || this.#epoch !== epoch) {
      this.#compiled = compileBlock(this.ast, this.source, this.parameters);
      this.#epoch = epoch;
    }
    return this.#compiled;
  }

  /** The block as a nameless command: what `&` and `.` run. */
  get command(): FunctionCommand {
    this.#command ??= able().command('', this);
    return this.#command;
  }

  /** The block as a function of that name. */
  asFunction(name: string): FunctionCommand {
    return able().command(name, this);
  }

  /** Name of the module it belongs to, '' for none. */
  get moduleName(): string {
    return this.state?.moduleName ?? '';
  }

  /** Runs the block and returns all it wrote to the success stream. Errors are thrown or written as usual. */
  invoke(options: InvokeBlockOptions = {}): Value[] {
    return able().invoke(this, options);
  }

  /** Makes the classes and enums it defines: called before it runs in `frame`. */
  prepare(frame: Frame): void {
    able().prepare(this, frame);
  }

  /** The same code bound to another state: what `& $module {}` runs. */
  boundTo(state: SessionState | null): ScriptBlock {
    return new ScriptBlock(
      this.ast,
      this.source,
      this.session,
      state,
      this.isFilter,
      this.parameters,
    );
  }

  /** A block in a module of its own that holds a copy of the variables in the scope of `frame`. */
  getNewClosure(frame: Frame): ScriptBlock {
    return this.boundTo(this.session.closureState(frame));
  }
}
