/**
 * A value of a .NET enumeration. The type (names, flags, underlying type) is made by `defineEnum`.
 */
import type {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';

export class EnumValue {
  readonly [TYPE]: NetType;
  readonly value: number;

  constructor(type: NetType, value: number) {
    this[TYPE] = type;
    this.value = value;
  }

  /** `Monday`; for flags `ReadOnly, Hidden`; the number when no name fits. */
  toString(): string {
    return this[TYPE].enumInfo?.textOf(this.value) ?? String(this.value);
  }
}
