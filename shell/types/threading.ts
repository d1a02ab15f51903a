/**
 * System.Threading.Interlocked and Monitor: one thread runs the scripts of a session, so each step is whole and
 * every lock is free. System.Diagnostics.Debug and Trace: nobody listens.
 */
import {convertTo} from '../conversion/convert.ts';
import {toText} from '../conversion/to-text.ts';
import {defineType} from '../values/define-type.ts';
import {looseEquals} from '../operators/compare.ts';
import {add} from '../operators/arithmetic.ts';
import type {PSReference} from '../values/ps-reference.ts';
import {typeOf} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';

function addTo(location: PSReference, amount: Value): Value {
  location.value = convertTo(add(location.value, amount), typeOf(location.value));
  return location.value;
}

function exchange(location: PSReference, value: Value): Value {
  const {value: old} = location;
  location.value = value;
  return old;
}

defineType({
  fullName: 'System.Threading.Interlocked',
  abstract: true,
  statics: {
    'object Increment(ref object location)': (location: PSReference) => addTo(location, 1),
    'object Decrement(ref object location)': (location: PSReference) => addTo(location, -1),
    'object Add(ref object location1, object value)': addTo,
    'object Exchange(ref object location1, object value)': exchange,
    'object CompareExchange(ref object location1, object value, object comparand)': (
      location: PSReference,
      value: Value,
      comparand: Value,
    ) =>
      looseEquals(location.value, comparand, {ignoreCase: false})
        ? exchange(location, value)
        : location.value,
    'object Read(ref object location)': (location: PSReference) => location.value,
  },
});

defineType({
  fullName: 'System.Threading.Monitor',
  abstract: true,
  statics: {
    'void Enter(object obj)': () => undefined,
    'bool TryEnter(object obj)': () => true,
    'bool TryEnter(object obj, int millisecondsTimeout)': () => true,
    'void Exit(object obj)': () => undefined,
  },
});

for (const name of ['Debug', 'Trace'])
  defineType({
    fullName: `System.Diagnostics.${name}`,
    abstract: true,
    statics: {
      'void WriteLine(object value)': (value: Value) => void toText(value),
      'void Write(object value)': (value: Value) => void toText(value),
      'void Flush()': () => undefined,
    },
  });
