/** Casts and texts: rows of value, type, and the result's type and text. Source: language specification 6. */
import test from 'ava';
import {
  arrayList,
  Char,
  convertTo,
  customObject,
  decimal,
  double,
  hashtable,
  Integer,
  NetException,
  ordered,
  parseNumber,
  readStatic,
  Single,
  toBool,
  toCurrentText,
  toText,
  typedArray,
  requireType,
  typeOf,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/index.ts';

function shown(v: Value): string {
  return v === null || v === undefined ? String(v) : `${typeOf(v).name} ${toText(v)}`;
}

const casts: [Value, string, string][] = [
  // numbers from text
  ['5', 'int', 'Int32 5'],
  [' 42 ', 'int', 'Int32 42'],
  ['', 'int', 'Int32 0'],
  ['2.5', 'int', 'Int32 2'],
  ['3.5', 'int', 'Int32 4'],
  ['0x10', 'int', 'Int32 16'],
  ['0xFFFFFFFF', 'int', 'Int32 -1'],
  ['1kb', 'int', 'Int32 1024'],
  ['1e3', 'int', 'Int32 1000'],
  ['1,000', 'int', 'Int32 1000'],
  ['-7', 'long', 'Int64 -7'],
  ['255', 'byte', 'Byte 255'],
  ['1.5', 'double', 'Double 1.5'],
  ['NaN', 'double', 'Double NaN'],
  ['1.50', 'decimal', 'Decimal 1.50'],
  ['123456789012345678901234567890', 'bigint', 'BigInteger 123456789012345678901234567890'],
  // numbers from numbers
  [2.5, 'int', 'Int32 2'],
  [1.5, 'int', 'Int32 2'],
  [-2.5, 'int', 'Int32 -2'],
  [5, 'double', 'Double 5'],
  [5, 'long', 'Int64 5'],
  [true, 'int', 'Int32 1'],
  [new Char('A'), 'int', 'Int32 65'],
  [null, 'int', 'Int32 0'],
  [3_000_000_000, 'long', 'Int64 3000000000'],
  [0.1, 'single', 'Single 0.1'],
  [0.1, 'decimal', 'Decimal 0.1'],
  // char, bool, string
  ['x', 'char', 'Char x'],
  [65, 'char', 'Char A'],
  ['False', 'bool', 'Boolean True'],
  [null, 'string', 'String '],
  [true, 'string', 'String True'],
  [[1, 2], 'string', 'String 1 2'],
  [3.3000000000000003, 'string', 'String 3.3'],
  // arrays
  [['1', '2'], 'int[]', 'Int32[] 1 2'],
  ['1', 'int[]', 'Int32[] 1'],
  ['ab', 'char[]', 'Char[] a b'],
  [[1, 300 - 45], 'byte[]', 'Byte[] 1 255'],
  [null, 'int[]', 'null'],
  [5, 'array', 'Object[] 5'],
  [[1, 2], 'System.Collections.ArrayList', 'ArrayList 1 2'],
  ['1', 'System.Collections.Generic.List[int]', 'List`1 1'],
  // enumerations
  ['monday', 'DayOfWeek', 'DayOfWeek Monday'],
  ['mon', 'DayOfWeek', 'DayOfWeek Monday'],
  [3, 'DayOfWeek', 'DayOfWeek Wednesday'],
  ['ReadOnly,Hidden', 'System.IO.FileAttributes', 'FileAttributes ReadOnly, Hidden'],
  [['ReadOnly', 'System'], 'System.IO.FileAttributes', 'FileAttributes ReadOnly, System'],
  // the rest
  ['2024-01-31T13:05:00', 'datetime', 'DateTime 01/31/2024 13:05:00'],
  ['1.02:03:04', 'timespan', 'TimeSpan 1.02:03:04'],
  [10_000_000, 'timespan', 'TimeSpan 00:00:01'],
  ['1.2.3.4', 'version', 'Version 1.2.3.4'],
  ['int', 'type', 'RuntimeType int'],
  ['5', 'System.Nullable[int]', 'Int32 5'],
  [null, 'System.Nullable[int]', 'null'],
  [1, 'switch', 'SwitchParameter True'],
  [hashtable({a: 1}), 'pscustomobject', 'PSCustomObject @{a=1}'],
  [ordered({a: 1}), 'hashtable', 'Hashtable System.Collections.Hashtable'],
  ['x', 'object', 'String x'],
  [readStatic(requireType('NullString'), 'Value'), 'string', 'null'],
];

test('casts', t => {
  for (const [v, type, wanted] of casts)
    t.is(shown(convertTo(v, type)), wanted, `[${type}]${toText(v)}`);
});

const failures: [Value, string, string, string][] = [
  [
    'abc',
    'int',
    'InvalidCastFromStringToInteger',
    `Cannot convert value "abc" to type "System.Int32". Error: "The input string 'abc' was not in a correct format."`,
  ],
  [
    'abc',
    'double',
    'InvalidCastFromStringToDoubleOrSingle',
    `Cannot convert value "abc" to type "System.Double". Error: "The input string 'abc' was not in a correct format."`,
  ],
  [
    '3000000000',
    'int',
    'InvalidCastFromStringToInteger',
    'Cannot convert value "3000000000" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
  ],
  [
    3e9,
    'int',
    'InvalidCastIConvertible',
    'Cannot convert value "3000000000" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
  ],
  [
    256,
    'byte',
    'InvalidCastIConvertible',
    'Cannot convert value "256" to type "System.Byte". Error: "Value was either too large or too small for an unsigned byte."',
  ],
  [
    [1, 2],
    'int',
    'ConvertToFinalInvalidCastException',
    'Cannot convert the "System.Object[]" value of type "System.Object[]" to type "System.Int32".',
  ],
  [
    'ab',
    'char',
    'InvalidCastParseTargetInvocation',
    'Cannot convert value "ab" to type "System.Char". Error: "String must be exactly one character long."',
  ],
  [null, 'datetime', 'nullToObjectInvalidCast', 'Cannot convert null to type "System.DateTime".'],
  [
    'x',
    'hashtable',
    'ConvertToFinalInvalidCastException',
    'Cannot convert the "x" value of type "System.String" to type "System.Collections.Hashtable".',
  ],
  [
    9,
    'DayOfWeek',
    'InvalidCastExceptionEnumerationNoValue',
    'Cannot convert value "9" to type "System.DayOfWeek" due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "Sunday,Monday,Tuesday,Wednesday,Thursday,Friday,Saturday".',
  ],
];

test('failed casts name the id and the text', t => {
  for (const [v, type, id, message] of failures) {
    const error = t.throws(() => convertTo(v, type), {instanceOf: NetException});
    t.is(error?.errorId, id);
    t.is(error?.message, message);
  }
  t.regex(
    t.throws(() => convertTo('xx', 'DayOfWeek'))?.message ?? '',
    /Unable to match the identifier name xx to a valid enumerator name/,
  );
  t.regex(
    t.throws(() => convertTo('not a date', 'datetime'))?.message ?? '',
    /^Cannot convert value "not a date" to type "System.DateTime"/,
  );
  t.regex(t.throws(() => convertTo('12', 'version'))?.message ?? '', /too short or too long/);
});

test('truth', t => {
  const rows: [Value, boolean][] = [
    [null, false],
    [undefined, false],
    ['', false],
    ['False', true],
    [0, false],
    [double(0), false],
    [0n, false],
    [new Integer('Byte', 0), false],
    [decimal(0), false],
    [new Char(0), false],
    [[], false],
    [[0], false],
    [[0, 0], true],
    [[[0]], true],
    [arrayList([]), false],
    [hashtable(), true],
    [customObject({}), true],
    [Number.NaN, true],
  ];
  for (const [v, wanted] of rows) t.is(toBool(v), wanted, toText(v));
});

test('text of values: cast form and ToString form', t => {
  const rows: [Value, string, string][] = [
    [1.1 * 3, '3.3', '3.3000000000000003'],
    [double(5), '5', '5'],
    [1e20, '1E+20', '1E+20'],
    [1e15, '1E+15', '1E+15'],
    [1e-5, '1E-05', '1E-05'],
    [0.0001, '0.0001', '0.0001'],
    [123456.789, '123456.789', '123456.789'],
    [Number.POSITIVE_INFINITY, 'Infinity', 'Infinity'],
    [double(-0), '-0', '-0'],
    [new Single(0.1), '0.1', '0.1'],
    [new Single(16777216), '1.677722E+07', '16777216'],
    [decimal('1.50'), '1.50', '1.50'],
    [convertTo('2024-01-31 13:05', 'datetime'), '01/31/2024 13:05:00', '1/31/2024 1:05:00 PM'],
    [[1, [2, 3]], '1 System.Object[]', 'System.Object[]'],
    [customObject({a: 1, b: 'x', c: null}), '@{a=1; b=x; c=}', ''],
    [hashtable({a: 1}), 'System.Collections.Hashtable', 'System.Collections.Hashtable'],
    [requireType('System.IO.Path'), 'System.IO.Path', 'System.IO.Path'],
    [requireType('int[]'), 'int[]', 'System.Int32[]'],
    [typedArray(requireType('int'), [1, 2]), '1 2', 'System.Int32[]'],
    [undefined, '', ''],
  ];
  for (const [v, cast, current] of rows) {
    t.is(toText(v), cast);
    t.is(toCurrentText(v), current);
  }
});

test('number literals in text', t => {
  const rows: [string, string][] = [
    ['2147483648', 'Int64 2147483648'],
    ['9223372036854775808', 'Decimal 9223372036854775808'],
    ['1e40', 'Double 1E+40'],
    ['1gb', 'Int32 1073741824'],
    ['1tb', 'Int64 1099511627776'],
    ['2.5kb', 'Double 2560'],
    ['2.5l', 'Int64 2'],
    ['3.72y', 'SByte 4'],
    ['5u', 'UInt32 5'],
    ['5000000000u', 'UInt64 5000000000'],
    ['10d', 'Decimal 10'],
    ['7n', 'BigInteger 7'],
    ['1ulkb', 'UInt64 1024'],
    ['0b11111111', 'Int32 -1'],
    ['0xFFu', 'UInt32 255'],
    ['-0x12', 'Int32 -18'],
    ['.5', 'Double 0.5'],
    ['1.', 'Double 1'],
  ];
  for (const [text, wanted] of rows) t.is(shown(parseNumber(text)), wanted, text);
  for (const text of ['1_6', '16p', '18uu', 'abc', '', '.', '1 2', '500sgb'])
    t.is(parseNumber(text), undefined, text);
});

test('property bags become objects', t => {
  const builder = convertTo(hashtable({Host: 'example.org', Path: '/x'}), 'System.UriBuilder');
  t.is(toText(builder), 'http://example.org/x');
  const error = t.throws(() => convertTo(hashtable({Nope: 1}), 'System.UriBuilder'), {
    instanceOf: NetException,
  });
  t.is(error?.errorId, 'ObjectCreationError');
  t.regex(
    error?.message ?? '',
    /^Cannot create object of type "System.UriBuilder". The property 'Nope' was not found for the 'System.UriBuilder' object. The settable properties are: \[Host <System.String>\]/,
  );
});
