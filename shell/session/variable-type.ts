/** PSVariable: a variable as an object, as Get-Variable gives it. Language specification 4. */
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import type {Value} from '../values/value.ts';
import {allScopeNames} from './scope.ts';
import {VARIABLE_OPTIONS, Variable} from './variable.ts';

export const scopedItemOptions = defineEnum({
  fullName: 'System.Management.Automation.ScopedItemOptions',
  values: VARIABLE_OPTIONS,
  flags: true,
});

/** ScopedItemOptions as a value, from text (`ReadOnly, AllScope`), number or enum. */
export function optionsNumber(value: Value): number {
  return (convertTo(value, scopedItemOptions) as EnumValue).value;
}

defineType<Variable>({
  fullName: 'System.Management.Automation.PSVariable',
  instance: Variable,
  properties: {
    Name: {type: 'string', get: self => self.name},
    Value: {type: 'object', get: self => self.value, set: (self, value) => self.assign(value)},
    Description: {
      type: 'string',
      get: self => self.description,
      set: (self, value) => {
        self.description = toText(value);
      },
    },
    Options: {
      get: self => enumValue(scopedItemOptions, self.options),
      set: (self, value) => {
        self.options = optionsNumber(value);
        if (self.has(VARIABLE_OPTIONS.AllScope)) allScopeNames.add(self.name.toLowerCase());
      },
    },
    Visibility: {get: self => self.visibility},
    Module: {get: () => null},
    ModuleName: {type: 'string', get: self => self.moduleName},
    Attributes: {get: self => [...self.attributes]},
  },
  methods: {IsValidValue: {call: (self, [value]) => isValid(self, value)}},
  constructors: {
    '(string name)': (name: string) => new Variable(name),
    '(string name, object value)': (name: string, value: Value) => new Variable(name, value),
    '(string name, object value, System.Management.Automation.ScopedItemOptions options)': (
      name: string,
      value: Value,
      options: EnumValue,
    ) => new Variable(name, value, options.value),
  },
});

function isValid(variable: Variable, value: Value): boolean {
  try {
    variable.transform?.(value);
    return true;
  } catch {
    return false;
  }
}
