/** A .NET delegate made of a script block: `[Func[int,int]]{...}`, `[Action]{...}`, comparisons, predicates. */
import {hooks} from './hooks.ts';
import type {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';
import type {Value} from './value.ts';

export class Delegate {
  readonly [TYPE]: NetType;
  /** The script block. */
  readonly script: Value;
  private readonly finish: (result: Value) => Value;

  /** `finish` converts the result to the delegate's return type. */
  constructor(type: NetType, script: Value, finish: (result: Value) => Value) {
    this[TYPE] = type;
    this.script = script;
    this.finish = finish;
  }
  invoke(args: readonly Value[]): Value {
    return this.finish(hooks.invokeScript(this.script, {args}));
  }
}
