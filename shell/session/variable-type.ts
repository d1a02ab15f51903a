/** PSVariable: a variable as an object, as Get-Variable gives it. Language specification 4. */
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {defineEnum, enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import type {Value} from '../values/value.ts';
import {allScopeNames} from './scope.ts';
import {PSVariable, VARIABLE_OPTIONS, Variable} from './variable.ts';

export const scopedItemOptions = defineEnum({
  fullName: 'System.Management.Automation.ScopedItemOptions',
  values: VARIABLE_OPTIONS,
  flags: true,
});

/** ScopedItemOptions as a value, from text (`ReadOnly, AllScope`), number or enum. */
export function optionsNumber(value: Value): number {
  return (convertTo(value, scopedItemOptions) as EnumValue).value;
}

defineType<PSVariable>({
  fullName: 'System.Management.Automation.PSVariable',
  instance: PSVariable,
  properties: {
    Name: {type: 'string', get: ({variable}) => variable.name},
    Value: {
      type: 'object',
      get: ({variable}) => variable.value,
      set: ({variable}, value) => variable.assign(value),
    },
    Description: {
      type: 'string',
      get: ({variable}) => variable.description,
      set: ({variable}, value) => {
        variable.description = toText(value);
      },
    },
    Options: {
      get: ({variable}) => enumValue(scopedItemOptions, variable.options),
      set: ({variable}, value) => {
        variable.options = optionsNumber(value);
        if (variable.has(VARIABLE_OPTIONS.AllScope)) allScopeNames.add(variable.name.toLowerCase());
      },
    },
    Visibility: {get: ({variable}) => variable.visibility},
    Module: {get: () => null},
    ModuleName: {type: 'string', get: ({variable}) => variable.moduleName},
    Attributes: {get: ({variable}) => [...variable.attributes]},
  },
  methods: {IsValidValue: {call: ({variable}, [value]) => isValid(variable, value)}},
  constructors: {
    '(string name)': (name: string) => new Variable(name).object,
    '(string name, object value)': (name: string, value: Value) => new Variable(name, value).object,
    '(string name, object value, System.Management.Automation.ScopedItemOptions options)': (
      name: string,
      value: Value,
      options: EnumValue,
    ) => new Variable(name, value, options.value).object,
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
