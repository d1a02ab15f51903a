/** `$obj.Method` without parentheses: the method itself, with its overloads. */
import {defineType} from './define-type.ts';
import {invokeMethod} from './invoke.ts';
import type {Value} from './value.ts';

export class PSMethod {
  readonly target: Value;
  readonly name: string;
  readonly overloads: readonly string[];
  readonly memberType: string;
  constructor(target: Value, name: string, overloads: readonly string[], memberType = 'Method') {
    this.target = target;
    this.name = name;
    this.overloads = overloads;
    this.memberType = memberType;
  }
}

export const psMethodType = defineType<PSMethod>({
  fullName: 'System.Management.Automation.PSMethod',
  instance: PSMethod,
  toText: self => self.overloads.join(', '),
  properties: {
    OverloadDefinitions: {type: 'string[]', get: self => [...self.overloads]},
    MemberType: {type: 'string', get: self => self.memberType},
    TypeNameOfValue: {type: 'string', get: () => 'System.Management.Automation.PSMethod'},
    Value: {type: 'object', get: self => self},
    Name: {type: 'string', get: self => self.name},
    IsInstance: {type: 'bool', get: () => false},
  },
  methods: {
    Invoke: {
      overloads: ['object Invoke(params object[] arguments)'],
      call: (self, [args]) => invokeMethod(self.target, self.name, args as Value[]),
    },
  },
});
