/** References to managed objects: a type and a value, `VirtualMachine-vm-1a2b3c4d` as text. */
import {defineType, toText} from '../../shell/values/index.ts';

export class ManagedReference {
  type: string;
  value: string;

  constructor(type: string, value: string) {
    this.type = type;
    this.value = value;
  }
  get id(): string {
    return `${this.type}-${this.value}`;
  }
}

defineType<ManagedReference>({
  fullName: 'VMware.Vim.ManagedObjectReference',
  instance: ManagedReference,
  toText: self => self.id,
  equals: (a, b) => a.id === b.id,
  hashKey: self => self.id,
  create: () => new ManagedReference('', ''),
  constructors: {
    '()': () => new ManagedReference('', ''),
    '(string id)': (id: string) => referenceOf(id),
  },
  parse: referenceOf,
  properties: {
    Type: {
      type: 'string',
      get: self => self.type,
      set: (self, value) => {
        self.type = toText(value);
      },
    },
    Value: {
      type: 'string',
      get: self => self.value,
      set: (self, value) => {
        self.value = toText(value);
      },
    },
  },
});

/** From `Type-value`; a text without a hyphen is a type alone, as in `Get-View ServiceInstance`. */
export function referenceOf(id: string): ManagedReference {
  const at = id.indexOf('-');
  return at < 0
    ? new ManagedReference(id, id)
    : new ManagedReference(id.slice(0, at), id.slice(at + 1));
}
