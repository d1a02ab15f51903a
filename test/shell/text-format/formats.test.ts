/** Format strings: rows of value, format and text. Source: language specification 18.1. */
import test from 'ava';
import {
  convertTo,
  decimal,
  double,
  formatString,
  formatValue,
  Integer,
  NetException,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/index.ts';

const date = convertTo('2024-03-05 14:07:09.0120000', 'datetime');
const span = convertTo('1.02:03:04.5', 'timespan');

const rows: [Value, string, string][] = [
  [42, 'D5', '00042'],
  [-42, 'D5', '-00042'],
  [255, 'X', 'FF'],
  [255, 'x8', '000000ff'],
  [-1, 'X', 'FFFFFFFF'],
  [-1n, 'X', 'FFFFFFFFFFFFFFFF'],
  [new Integer('Byte', 5), 'X2', '05'],
  [5, 'B8', '00000101'],
  [1234.5678, 'F2', '1234.57'],
  [0.125, 'F2', '0.13'],
  [2.5, 'F0', '3'],
  [1234567, 'N', '1,234,567.00'],
  [1234.5, 'N0', '1,235'],
  [-1234.5, 'N1', '-1,234.5'],
  [decimal('1.005'), 'N2', '1.01'],
  [12345.678, 'E3', '1.235E+004'],
  [12345.678, 'e', '1.234568e+004'],
  [2.71939, 'G3', '2.72'],
  [1234567, 'G3', '1.23E+06'],
  [1.5, 'C', '$1.50'],
  [-1.5, 'C', '-$1.50'],
  [0.256, 'P', '25.60%'],
  [0.256, 'P0', '26%'],
  [0.285, 'P1', '28.5%'],
  [0.1, 'R', '0.1'],
  // custom
  [5, '000', '005'],
  [1234.5, '#,##0.00', '1,234.50'],
  [0, '#', ''],
  [1234567, '0,,.0', '1.2'],
  [0.5, '0.0%', '50.0%'],
  [-5, '0;(0)', '(5)'],
  [0, '0;(0);zero', 'zero'],
  [5, "0'x'", '5x'],
  [12, '0 \\#', '12 #'],
  [1234, '0.00E+00', '1.23E+03'],
  [1.2, '0.###', '1.2'],
  [123, '(##) #', '(12) 3'],
  [double(3), '0.0', '3.0'],
  // dates
  [date, 'd', '3/5/2024'],
  [date, 'D', 'Tuesday, March 5, 2024'],
  [date, 't', '2:07 PM'],
  [date, 'T', '2:07:09 PM'],
  [date, 'g', '3/5/2024 2:07 PM'],
  [date, 'G', '3/5/2024 2:07:09 PM'],
  [date, 'f', 'Tuesday, March 5, 2024 2:07 PM'],
  [date, 'M', 'March 5'],
  [date, 'Y', 'March 2024'],
  [date, 's', '2024-03-05T14:07:09'],
  [date, 'u', '2024-03-05 14:07:09Z'],
  [date, 'o', '2024-03-05T14:07:09.0120000'],
  [date, 'yyyy-MM-dd HH:mm:ss.fff', '2024-03-05 14:07:09.012'],
  [date, 'dddd ddd d MMMM MMM', 'Tuesday Tue 5 March Mar'],
  [date, 'h:m:s tt', '2:7:9 PM'],
  [date, '%d', '5'],
  [date, "yy'year'", '24year'],
  [date, 'HH\\hmm', '14h07'],
  [date, 'ss.FFFFFFF', '09.012'],
  // time spans
  [span, 'c', '1.02:03:04.5000000'],
  [span, 'g', '1:2:03:04.5'],
  [span, 'G', '1:02:03:04.5000000'],
  [span, 'd\\.hh\\:mm', '1.02:03'],
  [span, "hh' h 'mm", '02 h 03'],
  // others
  [convertTo('Friday', 'DayOfWeek'), 'd', '5'],
  [convertTo('Friday', 'DayOfWeek'), 'G', 'Friday'],
  [convertTo('Friday', 'DayOfWeek'), 'X', '00000005'],
  [
    convertTo('6F9619FF-8B86-D011-B42D-00CF4FC964FF', 'guid'),
    'N',
    '6f9619ff8b86d011b42d00cf4fc964ff',
  ],
  [null, 'X', ''],
  ['text', 'X', 'text'],
];

test('format strings', t => {
  for (const [v, format, wanted] of rows) t.is(formatValue(v, format), wanted, format);
});

test('composite formats', t => {
  const cases: [string, Value[], string][] = [
    ['{0}{1}', [1, 2], '12'],
    ['{1} {0}', ['a', 'b'], 'b a'],
    ['{{{0}}}', [1], '{1}'],
    ['[{0,5}]', ['ab'], '[   ab]'],
    ['[{0,-5}]', ['ab'], '[ab   ]'],
    ['{0,8:N2}', [2.71939], '    2.72'],
    ['{0:HH:mm}', [date], '14:07'],
    ['{0}', [null], ''],
    ['{0}', [3.3000000000000003], '3.3000000000000003'],
    ['{0}', [[1, 2]], 'System.Object[]'],
    ['{0}', [date], '3/5/2024 2:07:09 PM'],
    ['{0}', [true], 'True'],
    ['no holes', [], 'no holes'],
  ];
  for (const [format, args, wanted] of cases) t.is(formatString(format, args), wanted, format);
  for (const bad of ['{0', '{1}', '{x}', '}']) {
    const error = t.throws(() => formatString(bad, [1]), {instanceOf: NetException});
    t.is(error?.errorId, 'FormatError');
  }
  t.throws(() => formatValue(1.5, 'D'), {message: 'Format specifier was invalid.'});
});
