/** `[switch]`: a parameter that is there or not. */
import {defineType} from './define-type.ts';

export class SwitchParameter {
  readonly isPresent: boolean;
  constructor(isPresent: boolean) {
    this.isPresent = isPresent;
  }
}

export const switchType = defineType<SwitchParameter>({
  fullName: 'System.Management.Automation.SwitchParameter',
  accelerator: 'switch',
  kind: 'struct',
  instance: SwitchParameter,
  toText: self => (self.isPresent ? 'True' : 'False'),
  compare: (a, b) => Number(a.isPresent) - Number(b.isPresent),
  equals: (a, b) => a.isPresent === b.isPresent,
  members: {
    'bool IsPresent': self => self.isPresent,
    'bool ToBool()': self => self.isPresent,
  },
  statics: {'switch Present': () => new SwitchParameter(true)},
  constructors: {'(bool isPresent)': (isPresent: boolean) => new SwitchParameter(isPresent)},
});
