/**
 * RuntimeDefinedParameter and its dictionary: what a `dynamicparam` block answers.
 * Language specification 11.1.
 */
import {defineType} from '../values/define-type.ts';
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {enumerate, toArray} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {AttributedParameter} from '../cmdlet/parameter-attributes.ts';
import {requireType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {NetException} from '../values/net-exception.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';

export class RuntimeDefinedParameter {
  name = '';
  parameterType: NetType;
  attributes: Value[] = [];
  value: Value = null;
  isSet = false;

  constructor(name: string, type: NetType, attributes: Value[]) {
    this.name = name;
    this.parameterType = type;
    this.attributes = attributes;
  }
}

/** Keys are parameter names. */
export class RuntimeDefinedParameterDictionary extends Hashtable {}

defineType<RuntimeDefinedParameter>({
  fullName: 'System.Management.Automation.RuntimeDefinedParameter',
  instance: RuntimeDefinedParameter,
  properties: {
    Name: {
      type: 'string',
      get: self => self.name,
      set: (self, value) => {
        self.name = toText(value);
      },
    },
    ParameterType: {
      type: 'type',
      get: self => self.parameterType,
      set: (self, value) => {
        self.parameterType = convertTo(value, 'type') as NetType;
      },
    },
    Attributes: {type: 'object', get: self => self.attributes},
    Value: {
      type: 'object',
      get: self => self.value,
      set: (self, value) => {
        self.value = value;
        self.isSet = true;
      },
    },
    IsSet: {
      type: 'bool',
      get: self => self.isSet,
      set: (self, value) => {
        self.isSet = value === true;
      },
    },
  },
  constructors: {
    '()': () => new RuntimeDefinedParameter('', requireType('object'), []),
    '(string name, type parameterType, object attributes)': (
      name: string,
      type: NetType,
      attributes: Value,
    ) => new RuntimeDefinedParameter(name, type, toArray(attributes)),
  },
});

defineType<RuntimeDefinedParameterDictionary>({
  fullName: 'System.Management.Automation.RuntimeDefinedParameterDictionary',
  base: requireType('hashtable'),
  instance: RuntimeDefinedParameterDictionary,
  constructors: {'()': () => new RuntimeDefinedParameterDictionary()},
});

/** The parameters in the output of a `dynamicparam` block. */
export function dynamicParametersOf(output: Value): AttributedParameter[] {
  if (isNull(output)) return [];
  const dictionary = [...enumerate(output)].at(-1);
  if (!(dictionary instanceof RuntimeDefinedParameterDictionary)) {
    throw new NetException(
      'System.Management.Automation.ParameterBindingException',
      'Cannot retrieve the dynamic parameters for the cmdlet. The dynamicparam block must answer a RuntimeDefinedParameterDictionary.',
      {errorId: 'GetDynamicParametersException', category: 'InvalidArgument'},
    );
  }
  return dictionary
    .values()
    .filter(parameter => parameter instanceof RuntimeDefinedParameter)
    .map(({name, parameterType, attributes}) => ({
      name,
      type: parameterType,
      attributes,
      dynamic: true,
    }));
}
