/** A command made of script: a function, a filter, a script file, a script block called by `&`. */
import type {CommandMetadata} from '../cmdlet/metadata.ts';
import type {NetType} from '../values/net-type.ts';
import {TYPE} from '../values/type-symbol.ts';
import {AdvancedStage} from './advanced-stage.ts';
import {commandInfoType} from './command-info-type.ts';
import type {Frame} from './frame.ts';
import {functionMetadata} from './function-metadata.ts';
import {FunctionStage} from './function-stage.ts';
import type {Command, CommandArgument, CommandType, PipelineContext, Stage} from './runtime.ts';
import type {ScriptBlock} from './script-block.ts';

export class FunctionCommand implements Command {
  readonly name: string;
  readonly commandType: CommandType;
  readonly block: ScriptBlock;
  /** VARIABLE_OPTIONS: ReadOnly, Constant, AllScope ... */
  options = 0;
  description = '';
  visibility: 'Public' | 'Private' = 'Public';
  /** Offset of `function` in the source, -1 when it was not defined by such a statement: help looks before it. */
  readonly definedAt: number;
  /** `exit` in this script ends the shell and not only the script. */
  readonly exitsShell: boolean = false;
  #metadata: CommandMetadata | null = null;
  #isPlain: boolean | null = null;

  constructor(name: string, commandType: CommandType, block: ScriptBlock, definedAt = -1) {
    this.name = name;
    this.commandType = commandType;
    this.block = block;
    this.definedAt = definedAt;
  }

  /** A function, or a filter when the block is one. */
  static of(name: string, block: ScriptBlock, definedAt = -1): FunctionCommand {
    return new FunctionCommand(name, block.isFilter ? 'Filter' : 'Function', block, definedAt);
  }

  /** A script file: its variables live in a script scope. `path` is absolute. */
  static script(path: string, block: ScriptBlock): FunctionCommand {
    return new FunctionCommand(path, 'ExternalScript', block);
  }

  get [TYPE](): NetType {
    return commandInfoType(this);
  }

  /** Name of the module it was defined in, '' for none. */
  get moduleName(): string {
    return this.block.moduleName;
  }

  /** Nothing but statements and simple parameters: callFunction runs it without a stage. */
  get isPlain(): boolean {
    this.#isPlain ??= this.#judgePlain();
    return this.#isPlain;
  }

  #judgePlain(): boolean {
    if (this.commandType === 'ExternalScript') return false;
    const {compiled} = this.block;
    return (
      !compiled.isAdvanced &&
      compiled.begin === null &&
      compiled.process === null &&
      compiled.clean === null &&
      compiled.dynamicParam === null
    );
  }

  /** Parameters and sets. `caller`: where it is asked for. */
  metadata(caller: Frame): CommandMetadata {
    this.#metadata ??= functionMetadata(this.name, this.block, caller);
    return this.#metadata;
  }

  /** The same function with that metadata: dynamic parameters among it. */
  describedBy(metadata: CommandMetadata): FunctionCommand {
    const described = new FunctionCommand(this.name, this.commandType, this.block, this.definedAt);
    described.#metadata = metadata;
    return described;
  }

  createStage(args: readonly CommandArgument[], context: PipelineContext): Stage {
    return this.block.compiled.isAdvanced
      ? new AdvancedStage(this, args, context)
      : new FunctionStage(this, args, context);
  }
}
