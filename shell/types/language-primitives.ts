/** LanguagePrimitives, PSTypeName: the language's own rules, callable from scripts. */
import {convertTo, tryConvert} from '../conversion/convert.ts';
import {toBool} from '../conversion/to-bool.ts';
import {compare, looseEquals} from '../operators/compare.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {findType} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {CultureInfo} from './culture.ts';
import {NetException} from '../values/net-exception.ts';
import type {PSReference} from '../values/ps-reference.ts';
import type {Value} from '../values/value.ts';

function tryConvertTo(v: Value, type: NetType, result: PSReference): boolean {
  const converted = tryConvert(v, type);
  result.value = converted?.value ?? null;
  return converted !== undefined;
}

function tryCompare(a: Value, b: Value, ignoreCase: boolean, result: PSReference): boolean {
  try {
    result.value = Math.sign(compare(a, b, {ignoreCase}));
    return true;
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    result.value = 0;
    return false;
  }
}

/** Two texts by the order of a culture; all else as ever. */
function tryCompareIn(
  culture: Value,
  a: Value,
  b: Value,
  ignoreCase: boolean,
  result: PSReference,
): boolean {
  if (typeof a !== 'string' || typeof b !== 'string' || !(culture instanceof CultureInfo))
    return tryCompare(a, b, ignoreCase, result);
  const sensitivity = ignoreCase ? 'accent' : 'variant';
  const order = new Intl.Collator(culture.name || 'en', {sensitivity}).compare(a, b);
  result.value = Math.sign(order);
  return true;
}

defineType({
  fullName: 'System.Management.Automation.LanguagePrimitives',
  abstract: true,
  statics: {
    'object ConvertTo(object valueToConvert, type resultType)': (v: Value, type: NetType) =>
      convertTo(v, type),
    'object ConvertTo(object valueToConvert, type resultType, System.IFormatProvider formatProvider)':
      (v: Value, type: NetType) => convertTo(v, type),
    'bool TryConvertTo(object valueToConvert, type resultType, ref object result)': tryConvertTo,
    'int Compare(object first, object second)': (a: Value, b: Value) =>
      Math.sign(compare(a, b, {ignoreCase: false})),
    'int Compare(object first, object second, bool ignoreCase)': (
      a: Value,
      b: Value,
      ignoreCase: boolean,
    ) => Math.sign(compare(a, b, {ignoreCase})),
    'bool TryCompare(object first, object second, ref object result)': (
      a: Value,
      b: Value,
      result: PSReference,
    ) => tryCompare(a, b, false, result),
    'bool TryCompare(object first, object second, bool ignoreCase, ref object result)': (
      a: Value,
      b: Value,
      ignoreCase: boolean,
      result: PSReference,
    ) => tryCompare(a, b, ignoreCase, result),
    'bool TryCompare(object first, object second, bool ignoreCase, System.IFormatProvider formatProvider, ref object result)':
      (a: Value, b: Value, ignoreCase: boolean, culture: Value, result: PSReference) =>
        tryCompareIn(culture, a, b, ignoreCase, result),
    'bool Equals(object first, object second)': (a: Value, b: Value) =>
      looseEquals(a, b, {ignoreCase: false}),
    'bool Equals(object first, object second, bool ignoreCase)': (
      a: Value,
      b: Value,
      ignoreCase: boolean,
    ) => looseEquals(a, b, {ignoreCase}),
    'bool IsTrue(object obj)': toBool,
    'object GetEnumerable(object obj)': (v: Value) => (isEnumerable(v) ? [...enumerate(v)] : null),
    'object GetEnumerator(object obj)': (v: Value) => (isEnumerable(v) ? [...enumerate(v)] : null),
    'string ConvertTypeNameToPSTypeName(string typeName)': (name: string) =>
      `[${findType(name)?.accelerator ?? name}]`,
  },
});

/** The value that is nothing: what a command without output gives. */
defineType({
  fullName: 'System.Management.Automation.Internal.AutomationNull',
  abstract: true,
  // Of type void, for a value of any other type would be null and not nothing.
  statics: {'void Value': () => undefined},
});

class PSTypeName {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

defineType<PSTypeName>({
  fullName: 'System.Management.Automation.PSTypeName',
  instance: PSTypeName,
  toText: self => self.name,
  members: {'string Name': self => self.name, 'type Type': self => findType(self.name) ?? null},
  constructors: {
    '(type type)': (type: NetType) => new PSTypeName(type.fullName),
    '(string name)': (name: string) => new PSTypeName(name),
  },
});
