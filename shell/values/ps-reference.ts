/** `[ref]$x`: System.Management.Automation.PSReference, an object with a `.Value` that .NET code can set. */
import {defineType} from './define-type.ts';
import type {Value} from './value.ts';

export class PSReference {
  private readonly read: () => Value;
  private readonly write: (value: Value) => void;

  /** The engine passes accessors of the variable; `PSReference.of(v)` is a cell of its own. */
  constructor(read: () => Value, write: (value: Value) => void) {
    this.read = read;
    this.write = write;
  }
  static of(value: Value): PSReference {
    let cell = value;
    return new PSReference(
      () => cell,
      changed => {
        cell = changed;
      },
    );
  }
  get value(): Value {
    return this.read();
  }
  set value(value: Value) {
    this.write(value);
  }
}

export const referenceType = defineType<PSReference>({
  fullName: 'System.Management.Automation.PSReference',
  accelerator: 'ref',
  instance: PSReference,
  convert: value => PSReference.of(value),
  members: {
    'object Value': {
      get: self => self.value,
      set: (self, value: Value) => {
        self.value = value;
      },
    },
  },
});
