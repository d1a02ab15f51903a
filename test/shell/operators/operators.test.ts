/** The operators as functions: rows of operands and the result's type and text. Source: specification 3.2 to 3.4. */
import test from 'ava';
import {
  add,
  asType,
  binaryOperators,
  bitNot,
  compare,
  divide,
  increment,
  isType,
  looseEquals,
  match,
  multiply,
  negate,
  range,
  rangeItems,
  remainder,
  splitBlanks,
  subtract,
} from '../../../shell/operators/index.ts';
import {
  Char,
  convertTo,
  customObject,
  decimal,
  double,
  hashtable,
  Integer,
  NetException,
  requireType,
  setHooks,
  Single,
  toText,
  typedArray,
  typeOf,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/index.ts';

function shown(v: Value): string {
  return v === null || v === undefined ? String(v) : `${typeOf(v).name} ${toText(v)}`;
}

const byte = (n: number) => new Integer('Byte', n);
const uint = (n: number) => new Integer('UInt32', n);
const ulong = (n: bigint) => new Integer('UInt64', n);
const MAX = 2147483647;

const arithmetic: [string, Value, Value, string][] = [
  ['+', 1, 2, 'Int32 3'],
  ['+', MAX, 1, 'Double 2147483648'],
  ['+', 1.5, 1.5, 'Double 3'],
  ['+', double(5), 1, 'Double 6'],
  ['+', 5n, 1, 'Int64 6'],
  ['+', 9223372036854775807n, 1, 'Double 9.22337203685478E+18'],
  ['+', byte(200), byte(100), 'Int32 300'],
  ['+', uint(1), 2, 'UInt32 3'],
  ['+', uint(1), -2, 'Int64 -1'],
  ['+', ulong(1n), 2, 'UInt64 3'],
  ['+', ulong(1n), -2, 'Double -1'],
  ['+', new Single(1.5), 1, 'Double 2.5'],
  ['+', decimal('1.50'), 1, 'Decimal 2.50'],
  ['+', decimal('0.1'), 0.2, 'Decimal 0.3'],
  ['+', true, 1, 'Int32 2'],
  ['+', 1, '2', 'Int32 3'],
  ['+', 1, '2.5', 'Double 3.5'],
  ['+', 1, '0x10', 'Int32 17'],
  ['+', '1', 2, 'String 12'],
  ['+', new Char('a'), 1, 'String a1'],
  ['+', null, 5, 'Int32 5'],
  ['+', 5, null, 'Int32 5'],
  ['+', [1], 2, 'Object[] 1 2'],
  ['+', [1], [2, 3], 'Object[] 1 2 3'],
  ['+', 'a', [1, 2], 'String a1 2'],
  ['-', '10', 3, 'Int32 7'],
  ['-', null, 3, 'Int32 -3'],
  ['-', -MAX - 1, 1, 'Double -2147483649'],
  ['*', 3, 4, 'Int32 12'],
  ['*', 0, -5, 'Int32 0'],
  ['*', MAX, 2, 'Double 4294967294'],
  ['*', 'ab', 3, 'String ababab'],
  ['*', 'ab', '2', 'String abab'],
  ['*', [1, 2], 2, 'Object[] 1 2 1 2'],
  ['*', null, 5, 'null'],
  ['/', 6, 3, 'Int32 2'],
  ['/', 7, 2, 'Double 3.5'],
  ['/', 0, -5, 'Int32 0'],
  ['/', 1, double(0), 'Double Infinity'],
  ['/', decimal(1), 3, 'Decimal 0.3333333333333333333333333333'],
  ['/', decimal(1), 4, 'Decimal 0.25'],
  ['/', 6n, 4, 'Double 1.5'],
  ['%', 7, 3, 'Int32 1'],
  ['%', -7, 3, 'Int32 -1'],
  ['%', 5.5, 2, 'Double 1.5'],
  ['band', 6, 3, 'Int32 2'],
  ['bor', 6, 3, 'Int32 7'],
  ['bxor', 6, 3, 'Int32 5'],
  ['bor', 1n, 2, 'Int64 3'],
  ['band', '7', 2.6, 'Int32 3'],
  ['shl', 1, 33, 'Int32 2'],
  ['shr', -8, 1, 'Int32 -4'],
  ['shl', 1n, 40, 'Int64 1099511627776'],
];

test('arithmetic', t => {
  for (const [op, a, b, wanted] of arithmetic)
    t.is(shown(binaryOperators[op]?.(a, b)), wanted, `${toText(a)} ${op} ${toText(b)}`);
});

test('dates add and subtract', t => {
  const date = convertTo('2024-01-31', 'datetime');
  const span = convertTo('1.00:00:00', 'timespan');
  t.is(shown(add(date, span)), 'DateTime 02/01/2024 00:00:00');
  t.is(shown(subtract(date, convertTo('2024-01-30', 'datetime'))), 'TimeSpan 1.00:00:00');
  t.is(shown(subtract(date, span)), 'DateTime 01/30/2024 00:00:00');
  t.is(shown(add(span, span)), 'TimeSpan 2.00:00:00');
  t.is(shown(multiply(span, 2)), 'TimeSpan 2.00:00:00');
});

test('unary operators', t => {
  t.is(shown(negate('5')), 'Int32 -5');
  t.is(shown(negate(0)), 'Int32 0');
  t.is(shown(negate(-2147483648)), 'Double 2147483648');
  t.is(shown(negate(null)), 'Int32 0');
  t.is(shown(bitNot(5)), 'Int32 -6');
  t.is(shown(bitNot(uint(0))), 'UInt32 4294967295');
  t.is(shown(increment(null)), 'Int32 1');
  t.is(shown(increment(MAX)), 'Double 2147483648');
});

const failures: [() => Value, string, RegExp][] = [
  [() => divide(1, 0), 'RuntimeException', /^Attempted to divide by zero\.$/],
  [() => remainder(1n, 0), 'RuntimeException', /divide by zero/],
  [
    () => add(1, 'abc'),
    'InvalidCastFromStringToInteger',
    /^Cannot convert value "abc" to type "System.Int32"/,
  ],
  [
    () => add(1, [2]),
    'MethodNotFound',
    /^Method invocation failed because \[System.Object\[\]\] does not contain a method named 'op_Addition'\.$/,
  ],
  [
    () => add(customObject({}), 1),
    'MethodNotFound',
    /\[System.Management.Automation.PSObject\] does not contain a method named 'op_Addition'/,
  ],
  [
    () => add(hashtable(), 1),
    'AddHashTableToNonHashTable',
    /^A hash table can only be added to another hash table\.$/,
  ],
  [
    () => increment('a'),
    'OperatorRequiresNumber',
    /^The '\+\+' operator works only on numbers. The operand is a 'System.String'\.$/,
  ],
  [() => multiply('a', -1), 'RuntimeException', /non-negative/],
  [() => compare(1, 'abc') as Value, 'ComparisonFailure', /^Could not compare "1" to "abc"/],
  [() => isType(1, 'foo') as Value, 'RuntimeException', /^Cannot convert the "foo" value/],
  [() => isType(1, 5) as Value, 'IsOperatorRequiresType', /must be a type/],
  [
    () => binaryOperators.f?.('{1}', 1),
    'FormatError',
    /^Error formatting a string: Index \(zero based\)/,
  ],
  [
    () => binaryOperators.isplit?.('a', [',', 0, 'SimpleMatch,RegexMatch']),
    'InvalidSplitOptionCombination',
    /combination of options/,
  ],
];

test('operator errors', t => {
  for (const [run, id, message] of failures) {
    const error = t.throws(run, {instanceOf: NetException});
    t.is(error?.errorId, id);
    t.regex(error?.message ?? '', message);
  }
});

const comparisons: [string, Value, Value, string][] = [
  ['ieq', 10, '10', 'Boolean True'],
  ['ieq', '1.0', 1, 'Boolean False'],
  ['ieq', true, 'x', 'Boolean True'],
  ['ieq', 0, '', 'Boolean True'],
  ['ieq', 1, 'x', 'Boolean False'],
  ['ine', 1, 'x', 'Boolean True'],
  ['ieq', 'ABC', 'abc', 'Boolean True'],
  ['ceq', 'ABC', 'abc', 'Boolean False'],
  ['ieq', null, null, 'Boolean True'],
  ['ieq', null, '', 'Boolean False'],
  ['ilt', null, 0, 'Boolean True'],
  ['igt', null, -1, 'Boolean True'],
  ['ilt', null, 'a', 'Boolean True'],
  ['ile', null, null, 'Boolean True'],
  ['ilt', 'a', 'B', 'Boolean True'],
  ['clt', 'a', 'A', 'Boolean True'],
  ['igt', 10, '9', 'Boolean True'],
  ['igt', '10', 9, 'Boolean False'],
  ['ieq', 5n, 5, 'Boolean True'],
  ['ieq', decimal('1.0'), 1, 'Boolean True'],
  ['ieq', Number.NaN, Number.NaN, 'Boolean False'],
  ['ieq', [1, null, 2], null, 'Object[] '],
  ['igt', [1, 5, 9], 4, 'Object[] 5 9'],
  ['ieq', [1, 2, [3, 4]], 3, 'Object[] '],
  ['ilike', 'PowerShell', 'p*shell', 'Boolean True'],
  ['clike', 'PowerShell', 'p*shell', 'Boolean False'],
  ['ilike', ['a1', 'b1', 'a2'], 'a?', 'Object[] a1 a2'],
  ['ilike', 'file[1]', 'file`[1`]', 'Boolean True'],
  ['ilike', 'b', '[a-c]', 'Boolean True'],
  ['inotlike', 'x', 'y*', 'Boolean True'],
  ['icontains', [1, 'B'], 'b', 'Boolean True'],
  ['ccontains', [1, 'B'], 'b', 'Boolean False'],
  ['iin', '1', [1, 2], 'Boolean True'],
  ['inotin', 5, [1, 2], 'Boolean True'],
];

test('comparison', t => {
  for (const [op, a, b, wanted] of comparisons)
    t.is(shown(binaryOperators[op]?.(a, b)), wanted, `${toText(a)} -${op} ${toText(b)}`);
  t.true(looseEquals(convertTo('Monday', 'DayOfWeek'), 'monday'));
  t.true(looseEquals(requireType('int'), requireType('System.Int32')));
  t.true(compare(convertTo('1.10', 'version'), convertTo('1.9', 'version')) > 0);
  t.true(compare(convertTo('2024-01-01', 'datetime'), '2023-12-31') > 0);
  t.true(compare(convertTo('1.0.0-a', 'semver'), convertTo('1.0.0', 'semver')) < 0);
  t.false(looseEquals(customObject({a: 1}), customObject({a: 1})));
});

const texts: [string, Value, Value, string][] = [
  ['ireplace', 'Hello', ['L', 'x'], 'String Hexxo'],
  ['creplace', 'Hello', ['L', 'x'], 'String Hello'],
  ['ireplace', 'Hello', 'l', 'String Heo'],
  ['ireplace', 'John Smith', ['(\\w+) (\\w+)', '$2, $1'], 'String Smith, John'],
  ['ireplace', 'ab', ['(?<x>a)', '[${x}$$]'], 'String [a$]b'],
  ['ireplace', ['a1', 'b2'], ['\\d', ''], 'Object[] a b'],
  ['ireplace', 'abc', ['b', "<$`|$&|$'>"], 'String a<a|b|c>c'],
  ['ireplace', 5, ['5', '6'], 'String 6'],
  ['isplit', 'a,b,c', ',', 'String[] a b c'],
  ['isplit', 'a,b,c', [',', 2], 'String[] a b,c'],
  ['isplit', 'a,b,c', [',', -2], 'String[] a,b c'],
  ['isplit', 'a1b2c', '(\\d)', 'String[] a 1 b 2 c'],
  ['isplit', 'a.b', ['.', 0, 'SimpleMatch'], 'String[] a b'],
  ['isplit', 'aXbxc', 'x', 'String[] a b c'],
  ['csplit', 'aXbxc', 'x', 'String[] aXb c'],
  ['isplit', ['a b', 'c d'], ' ', 'String[] a b c d'],
  ['join', [1, 2, 3], '-', 'String 1-2-3'],
  ['join', 'x', '-', 'String x'],
  ['f', '{0}-{1:D3}', ['a', 7], 'String a-007'],
  ['f', '{0}', [1], 'String 1'],
];

test('replace, split, join, format', t => {
  for (const [op, a, b, wanted] of texts)
    t.is(shown(binaryOperators[op]?.(a, b)), wanted, `${toText(a)} -${op} ${toText(b)}`);
  t.is(shown(splitBlanks('  a \t b\nc ')), 'String[] a b c');
});

test('blocks in -replace and -split', t => {
  const block = {run: (underscore: Value): Value => underscore};
  setHooks({
    isScriptBlock: v => v === block,
    invokeScript: (_block, call) =>
      typeOf(call.underscore).name === 'Match'
        ? `<${toText(call.underscore)}>`
        : toText(call.underscore) === '-',
  });
  t.is(shown(binaryOperators.ireplace?.('a1', ['\\d', block])), 'String a<1>');
  t.is(shown(binaryOperators.isplit?.('a-b', block)), 'String[] a b');
});

test('match fills the table of groups', t => {
  const found = match('2024-05', '(?<year>\\d+)-(\\d+)', true);
  t.true(found.value);
  t.deepEqual(
    [...(found.matches?.entries() ?? [])],
    [
      [0, '2024-05'],
      [1, '05'],
      ['year', '2024'],
    ],
  );
  t.is(match('x', 'y', true).matches, undefined);
  t.deepEqual(match(['ab', 'cd'], 'a', true).value, ['ab']);
});

test('ranges', t => {
  t.deepEqual(range(1, 4), [1, 2, 3, 4]);
  t.deepEqual(range(3, 1), [3, 2, 1]);
  t.deepEqual(range(1.1, 3.9), [1, 2, 3, 4]);
  t.deepEqual(range('1', '3'), [1, 2, 3]);
  t.deepEqual(range('a', 'c').map(toText), ['a', 'b', 'c']);
  t.deepEqual([...rangeItems(2, null)], [2, 1, 0]);
});

test('-is and -as', t => {
  const rows: [Value, string, boolean][] = [
    [1, 'int', true],
    [1, 'long', false],
    [1, 'ValueType', true],
    ['a', 'System.Collections.IEnumerable', true],
    [[1], 'array', true],
    [typedArray(requireType('int'), [1]), 'int[]', true],
    [hashtable(), 'System.Collections.IDictionary', true],
    [customObject({}), 'pscustomobject', true],
    [customObject({}), 'psobject', true],
    ['a', 'psobject', false],
    [null, 'object', false],
    [convertTo('Monday', 'DayOfWeek'), 'Enum', true],
  ];
  for (const [v, type, wanted] of rows) t.is(isType(v, type), wanted, `${toText(v)} -is ${type}`);
  t.is(asType('x', 'int'), null);
  t.is(asType('5', 'int'), 5);
});
