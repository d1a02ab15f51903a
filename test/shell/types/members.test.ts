/** Static and instance members of the .NET types: a row calls something and says type and text of the result. */
import test from 'ava';
import {
  ConversionError,
  construct,
  convertTo,
  double,
  findType,
  invokeMethod,
  invokeStatic,
  NetException,
  PSReference,
  readMember,
  readStatic,
  requireType,
  toText,
  typedArray,
  typeOf,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/index.ts';

/** `Int32 5`, `String[] a b`. */
function shown(v: Value): string {
  return v === null || v === undefined ? String(v) : `${typeOf(v).name} ${toText(v)}`;
}

/** `Type::Member` with arguments (static), or a value with a member path. */
function call(type: string, member: string, ...args: Value[]): string {
  const owner = requireType(type);
  return shown(
    owner.staticMember(member)?.kind === 'property'
      ? readStatic(owner, member)
      : invokeStatic(owner, member, args),
  );
}

function on(v: Value, member: string, ...args: Value[]): string {
  const found = typeOf(v).member(member);
  return shown(found?.kind === 'property' ? readMember(v, member) : invokeMethod(v, member, args));
}

function errorOf(run: () => unknown): string {
  try {
    return `no error: ${shown(run())}`;
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    return `${error.errorId}: ${error.message}`;
  }
}

const date = (text: string) => convertTo(text, 'datetime');
const span = (text: string) => convertTo(text, 'timespan');

test('members of strings', t => {
  const rows: [string, string][] = [
    [on('héllo', 'Length'), 'Int32 5'],
    [on('a,b;c', 'Split', ',;'), 'String[] a,b;c'],
    [on('a,b;c', 'Split', convertTo(',;', 'char[]')), 'String[] a b c'],
    [on('a,b,,c', 'Split', ',', 2), 'String[] a b,,c'],
    [on('a,,b', 'Split', ',', 'RemoveEmptyEntries'), 'String[] a b'],
    [on('a--b', 'Split', '--'), 'String[] a b'],
    [on('  x ', 'Trim'), 'String x'],
    [on('xxaxx', 'Trim', 'x'), 'String a'],
    [on('abcab', 'TrimEnd', convertTo('ab', 'char[]')), 'String abc'],
    [on('abc', 'Substring', 1), 'String bc'],
    [on('abc', 'Substring', 1, 1), 'String b'],
    [on('abc', 'Replace', 'b', 'x'), 'String axc'],
    [on('abc', 'ToUpper'), 'String ABC'],
    [on('abcabc', 'IndexOf', 'c'), 'Int32 2'],
    [on('abcabc', 'IndexOf', 'c', 3), 'Int32 5'],
    [on('abcabc', 'LastIndexOf', 'b'), 'Int32 4'],
    [on('ABC', 'Contains', 'b'), 'Boolean False'],
    [on('ABC', 'Contains', 'b', 'OrdinalIgnoreCase'), 'Boolean True'],
    [on('abc', 'StartsWith', 'AB', 'InvariantCultureIgnoreCase'), 'Boolean True'],
    [on('7', 'PadLeft', 3, '0'), 'String 007'],
    [on('abc', 'Insert', 1, 'XX'), 'String aXXbc'],
    [on('abc', 'Remove', 1), 'String a'],
    [on('abc', 'Remove', 1, 1), 'String ac'],
    [on('abc', 'ToCharArray'), 'Char[] a b c'],
    [on('abc', 'Equals', 'ABC'), 'Boolean False'],
    [on('abc', 'CompareTo', 'abd'), 'Int32 -1'],
    [on('abc', 'Chars', 1), 'Char b'],
    [call('string', 'Join', ',', [1, 2, 3]), 'String 1,2,3'],
    [call('string', 'Join', '-', 'a', 'b', 'c'), 'String a-b-c'],
    [call('string', 'IsNullOrEmpty', null), 'Boolean True'],
    [call('string', 'IsNullOrWhiteSpace', ' \t'), 'Boolean True'],
    [call('string', 'Format', '{0:N1}|{1,4}', double(2), 'x'), 'String 2.0|   x'],
    [call('string', 'Concat', 'a', 1, true), 'String a1True'],
    [call('string', 'Empty'), 'String '],
    [call('string', 'Compare', 'a', 'B', true), 'Int32 -1'],
    [shown(construct(requireType('string'), ['-', 5])), 'String -----'],
  ];
  for (const [got, wanted] of rows) t.is(got, wanted);
});

test('errors of calls carry PowerShell ids and texts', t => {
  const rows: [() => unknown, string][] = [
    [
      () => invokeMethod('abc', 'Substring', [9]),
      'ArgumentOutOfRangeException: Exception calling "Substring" with "1" argument(s): "startIndex cannot be larger than length of string. (Parameter \'startIndex\')"',
    ],
    [
      () => invokeMethod('abc', 'Nope', []),
      "MethodNotFound: Method invocation failed because [System.String] does not contain a method named 'Nope'.",
    ],
    [
      () => invokeMethod(null, 'X', []),
      'InvokeMethodOnNull: You cannot call a method on a null-valued expression.',
    ],
    [
      () => invokeMethod('abc', 'Substring', [1, 2, 3]),
      'MethodCountCouldNotFindBest: Cannot find an overload for "Substring" and the argument count: "3".',
    ],
    [
      () => invokeMethod('abc', 'Substring', ['x']),
      'MethodArgumentConversionInvalidCastArgument: Cannot convert argument "startIndex", with value: "x", for "Substring" to type "System.Int32": "Cannot convert value "x" to type "System.Int32". Error: "The input string \'x\' was not in a correct format.""',
    ],
    [
      () => invokeStatic(requireType('int'), 'Parse', ['x']),
      'FormatException: Exception calling "Parse" with "1" argument(s): "The input string \'x\' was not in a correct format."',
    ],
    [
      () => invokeMethod([1], 'Add', [2]),
      'NotSupportedException: Exception calling "Add" with "1" argument(s): "Collection was of a fixed size."',
    ],
    [() => requireType('No.Such'), 'TypeNotFound: Unable to find type [No.Such].'],
    [
      () => construct(requireType('version'), ['x', 'y', 'z', 'a', 'b']),
      'MethodCountCouldNotFindBest: Cannot find an overload for "new" and the argument count: "5".',
    ],
  ];
  for (const [run, wanted] of rows) t.is(errorOf(run), wanted);
  t.throws(() => convertTo('x', 'int'), {instanceOf: ConversionError});
});

test('members of numbers', t => {
  const rows: [string, string][] = [
    [call('int', 'MaxValue'), 'Int32 2147483647'],
    [call('long', 'MinValue'), 'Int64 -9223372036854775808'],
    [call('byte', 'MaxValue'), 'Byte 255'],
    [call('uint64', 'MaxValue'), 'UInt64 18446744073709551615'],
    [call('double', 'NaN'), 'Double NaN'],
    [call('decimal', 'MaxValue'), 'Decimal 79228162514264337593543950335'],
    [call('int', 'Parse', '42'), 'Int32 42'],
    [call('int', 'Parse', 'ff', 'HexNumber'), 'Int32 255'],
    [call('double', 'Parse', '2'), 'Double 2'],
    [call('double', 'IsNaN', Number.NaN), 'Boolean True'],
    [on(255, 'ToString', 'X4'), 'String 00FF'],
    [on(double(3), 'ToString'), 'String 3'],
    [on(3.3000000000000003, 'ToString'), 'String 3.3000000000000003'],
    [on(5, 'CompareTo', 7), 'Int32 -1'],
    [on(5, 'GetType'), 'RuntimeType int'],
    [on(5, 'Equals', 5n), 'Boolean False'],
    [call('Math', 'Round', 2.5), 'Double 2'],
    [call('Math', 'Round', 2.5, 'AwayFromZero'), 'Double 3'],
    [call('Math', 'Round', 1.005, 2), 'Double 1'],
    [call('Math', 'Floor', -1.5), 'Double -2'],
    [call('Math', 'Ceiling', 1.2), 'Double 2'],
    [call('Math', 'Abs', -5), 'Int32 5'],
    [call('Math', 'Max', 3, 2.5), 'Double 3'],
    [call('Math', 'Min', 3, 2), 'Int32 2'],
    [call('Math', 'Pow', 2, 10), 'Double 1024'],
    [call('Math', 'Sqrt', 16), 'Double 4'],
    [call('Math', 'Sign', -2.5), 'Int32 -1'],
    [call('Math', 'Truncate', -2.7), 'Double -2'],
    [call('Convert', 'ToInt32', '1F', 16), 'Int32 31'],
    [call('Convert', 'ToInt32', 'FFFFFFFF', 16), 'Int32 -1'],
    [call('Convert', 'ToString', 10, 2), 'String 1010'],
    [call('Convert', 'ToBase64String', Uint8Array.of(1, 2, 3)), 'String AQID'],
    [call('Convert', 'FromBase64String', 'AQID'), 'Byte[] 1 2 3'],
    [call('Convert', 'ToInt32', 2.5), 'Int32 2'],
    [call('Convert', 'ToBoolean', 'true'), 'Boolean True'],
    [call('Convert', 'ChangeType', '5', requireType('double')), 'Double 5'],
    [call('char', 'IsDigit', '5'), 'Boolean True'],
    [call('char', 'ToUpper', 'a'), 'Char A'],
    [call('char', 'ConvertFromUtf32', 0x1f600), 'String 😀'],
  ];
  for (const [got, wanted] of rows) t.is(got, wanted);
  const out = PSReference.of(0);
  t.true(invokeStatic(requireType('int'), 'TryParse', ['12', out]) as boolean);
  t.is(out.value, 12);
});

test('dates and time spans', t => {
  const rows: [string, string][] = [
    [shown(date('2024-01-31 13:05')), 'DateTime 01/31/2024 13:05:00'],
    [on(date('1/31/2024 1:05 PM'), 'ToString'), 'String 1/31/2024 1:05:00 PM'],
    [on(date('2024-01-31'), 'DayOfWeek'), 'DayOfWeek Wednesday'],
    [on(date('2024-01-31'), 'AddMonths', 1), 'DateTime 02/29/2024 00:00:00'],
    [on(date('2024-02-29'), 'AddYears', 1), 'DateTime 02/28/2025 00:00:00'],
    [on(date('2024-01-31'), 'AddDays', 1.5), 'DateTime 02/01/2024 12:00:00'],
    [on(date('2024-03-01'), 'DayOfYear'), 'Int32 61'],
    [on(date('2024-01-02 03:04:05.678'), 'ToString', 'o'), 'String 2024-01-02T03:04:05.6780000'],
    [on(date('2024-01-02'), 'ToString', 'yyyyMMdd-HHmmss'), 'String 20240102-000000'],
    [on(date('2024-01-02 15:04'), 'ToString', 'hh:mm tt'), 'String 03:04 PM'],
    [on(date('2024-01-02'), 'ToLongDateString'), 'String Tuesday, January 2, 2024'],
    [on(date('2024-01-02'), 'ToShortDateString'), 'String 1/2/2024'],
    [on(date('2024-01-02'), 'ToString', 'R'), 'String Tue, 02 Jan 2024 00:00:00 GMT'],
    [on(date('2024-01-02'), 'Ticks'), 'Int64 638397504000000000'],
    [on(date('2024-01-02'), 'Kind'), 'DateTimeKind Unspecified'],
    [on(date('2024-01-02T00:00:00Z'), 'Kind'), 'DateTimeKind Local'],
    [call('datetime', 'DaysInMonth', 2024, 2), 'Int32 29'],
    [call('datetime', 'ParseExact', '20240102', 'yyyyMMdd', null), 'DateTime 01/02/2024 00:00:00'],
    [call('datetime', 'IsLeapYear', 2023), 'Boolean False'],
    [shown(construct(requireType('datetime'), [2024, 1, 2])), 'DateTime 01/02/2024 00:00:00'],
    [on(date('2024-01-02'), 'Subtract', date('2024-01-01')), 'TimeSpan 1.00:00:00'],
    [shown(span('1.02:03:04.5')), 'TimeSpan 1.02:03:04.5000000'],
    [shown(span('5')), 'TimeSpan 5.00:00:00'],
    [shown(span('0:5')), 'TimeSpan 00:05:00'],
    [on(span('1.12:00'), 'TotalHours'), 'Double 36'],
    [on(span('-0:0:30'), 'Seconds'), 'Int32 -30'],
    [call('timespan', 'FromMinutes', 90), 'TimeSpan 01:30:00'],
    [shown(construct(requireType('timespan'), [1, 2, 3])), 'TimeSpan 01:02:03'],
    [on(span('1:2:3'), 'ToString', 'hh\\:mm'), 'String 01:02'],
    [on(span('1:2:3'), 'ToString', 'g'), 'String 1:02:03'],
    [call('DateTimeOffset', 'FromUnixTimeSeconds', 0), 'DateTimeOffset 01/01/1970 00:00:00 +00:00'],
  ];
  for (const [got, wanted] of rows) t.is(got, wanted);
});

test('collections', t => {
  const list = construct(requireType('System.Collections.Generic.List[int]'), []);
  invokeMethod(list, 'Add', ['5']);
  invokeMethod(list, 'AddRange', [[3, '4']]);
  t.is(shown(list), 'List`1 5 3 4');
  invokeMethod(list, 'Sort', []);
  t.is(on(list, 'ToArray'), 'Int32[] 3 4 5');
  t.is(on(list, 'Contains', 4), 'Boolean True');
  t.is(on(list, 'Remove', 4), 'Boolean True');
  t.is(on(list, 'Count'), 'Int32 2');
  t.is(typeOf(list).fullName, 'System.Collections.Generic.List`1[System.Int32]');
  t.regex(
    errorOf(() => invokeMethod(list, 'Add', ['x'])),
    /^MethodArgumentConversionInvalidCastArgument/,
  );
  t.regex(
    errorOf(() => invokeMethod(list, 'RemoveAt', [9])),
    /^ArgumentOutOfRangeException/,
  );

  const array = convertTo([1, 2], 'System.Collections.ArrayList');
  t.is(on(array, 'Add', 'x'), 'Int32 2');
  t.is(shown(array), 'ArrayList 1 2 x');

  const map = construct(requireType('System.Collections.Generic.Dictionary[string,int]'), []);
  invokeMethod(map, 'Add', ['a', '1']);
  t.is(on(map, 'ContainsKey', 'A'), 'Boolean False');
  t.is(on(map, 'Item', 'a'), 'Int32 1');
  t.is(
    errorOf(() => invokeMethod(map, 'Add', ['a', 2])),
    'ArgumentException: Exception calling "Add" with "2" argument(s): "An item with the same key has already been added. Key: a"',
  );
  const found = PSReference.of(null);
  t.is(shown(invokeMethod(map, 'TryGetValue', ['a', found])), 'Boolean True');
  t.is(found.value, 1);

  const hash = construct(requireType('hashtable'), []);
  invokeMethod(hash, 'Add', ['K', 1]);
  t.is(
    errorOf(() => invokeMethod(hash, 'Add', ['K', 2])),
    `ArgumentException: Exception calling "Add" with "2" argument(s): "Item has already been added. Key in dictionary: 'K'  Key being added: 'K'"`,
  );

  const set = convertTo(['a', 'b', 'a'], 'System.Collections.Generic.HashSet[string]');
  t.is(on(set, 'Count'), 'Int32 2');
  t.is(on(set, 'Add', 'a'), 'Boolean False');
  const queue = construct(requireType('System.Collections.Queue'), []);
  invokeMethod(queue, 'Enqueue', [1]);
  invokeMethod(queue, 'Enqueue', [2]);
  t.is(on(queue, 'Dequeue'), 'Int32 1');
  const stack = construct(requireType('System.Collections.Generic.Stack[int]'), []);
  invokeMethod(stack, 'Push', [1]);
  invokeMethod(stack, 'Push', [2]);
  t.is(on(stack, 'Pop'), 'Int32 2');

  const ints = typedArray(requireType('int'), [3, 1, 2]);
  invokeStatic(requireType('array'), 'Sort', [ints]);
  t.is(shown(ints), 'Int32[] 1 2 3');
  t.is(call('array', 'IndexOf', ints, 2), 'Int32 1');
  t.is(call('Tuple', 'Create', 1, 'a'), 'Tuple`2 (1, a)');
});

test('other types', t => {
  const regex = convertTo('(?<word>\\w+)-(\\d)', 'regex');
  const match = invokeMethod(regex, 'Match', ['x ab-5']);
  const rows: [string, string][] = [
    [on(match, 'Success'), 'Boolean True'],
    [on(match, 'Index'), 'Int32 2'],
    [
      shown(readMember(invokeMethod(readMember(match, 'Groups'), 'Item', ['word']), 'Value')),
      'String ab',
    ],
    [
      shown(readMember(invokeMethod(readMember(match, 'Groups'), 'Item', [1]), 'Value')),
      'String 5',
    ],
    [call('regex', 'Replace', 'a1b2', '\\d', '<$0>'), 'String a<1>b<2>'],
    [call('regex', 'Escape', 'a.b*c'), 'String a\\.b\\*c'],
    [call('regex', 'Split', 'a1b2c', '\\d'), 'String[] a b c'],
    [
      shown(convertTo('{6F9619FF-8B86-D011-B42D-00CF4FC964FF}', 'guid')),
      'Guid 6f9619ff-8b86-d011-b42d-00cf4fc964ff',
    ],
    [
      on(convertTo('6f9619ff8b86d011b42d00cf4fc964ff', 'guid'), 'ToString', 'B'),
      'String {6f9619ff-8b86-d011-b42d-00cf4fc964ff}',
    ],
    [shown(convertTo('1.2', 'version')), 'Version 1.2'],
    [on(convertTo('1.2', 'version'), 'Build'), 'Int32 -1'],
    [on(convertTo('1.2.3-beta.1', 'semver'), 'PreReleaseLabel'), 'String beta.1'],
    [on(convertTo(convertTo('1.2.3-a+b', 'semver'), 'version'), 'ToString'), 'String 1.2.3-a+b'],
    [
      shown(convertTo(convertTo(convertTo('1.2.3-a+b', 'semver'), 'version'), 'semver')),
      'SemanticVersion 1.2.3-a+b',
    ],
    [on(construct(requireType('wildcardpattern'), ['*.t]t*']), 'ToRegex'), 'Regex \\.t]t'],
    [on(construct(requireType('wildcardpattern'), ['a[b-c]?']), 'ToRegex'), 'Regex ^a[b-c].$'],
    [on(convertTo('1.2.3-beta', 'semver'), 'CompareTo', convertTo('1.2.3', 'semver')), 'Int32 -1'],
    [on(convertTo('http://h.x:8080/a/b?q=1#f', 'uri'), 'Port'), 'Int32 8080'],
    [on(convertTo('http://h.x/a/b?q=1', 'uri'), 'Segments'), 'String[] / a/ b'],
    [call('uri', 'EscapeDataString', 'a b&c/d'), 'String a%20b%26c%2Fd'],
    [shown(convertTo('fe80:0:0:0:0:0:0:1', 'ipaddress')), 'IPAddress fe80::1'],
    [on(convertTo('10.0.0.1', 'ipaddress'), 'GetAddressBytes'), 'Byte[] 10 0 0 1'],
    [call('IO.Path', 'Combine', '/a', 'b'), 'String /a/b'],
    [call('IO.Path', 'GetFileNameWithoutExtension', '/x/y.tar.gz'), 'String y.tar'],
    [call('IO.Path', 'ChangeExtension', 'a.txt', 'md'), 'String a.md'],
    [call('IO.Path', 'GetDirectoryName', '/x/y'), 'String /x'],
    [call('Environment', 'NewLine'), 'String \n'],
    [call('Enum', 'GetNames', requireType('DateTimeKind')), 'String[] Unspecified Utc Local'],
    [call('Enum', 'Parse', requireType('DayOfWeek'), 'monday', true), 'DayOfWeek Monday'],
    [
      on(convertTo('ReadOnly,Hidden', 'System.IO.FileAttributes'), 'HasFlag', 'Hidden'),
      'Boolean True',
    ],
    [shown(readMember(convertTo('Friday', 'DayOfWeek'), 'value__')), 'Int32 5'],
    [on(readStatic(requireType('Text.Encoding'), 'UTF8'), 'GetBytes', 'é'), 'Byte[] 195 169'],
    [
      on(readStatic(requireType('Text.Encoding'), 'Unicode'), 'GetString', Uint8Array.of(65, 0)),
      'String A',
    ],
    [
      on(
        invokeMethod(construct(requireType('Text.StringBuilder'), []), 'AppendLine', ['x']),
        'ToString',
      ),
      'String x\n',
    ],
    [on(convertTo('de-DE', 'cultureinfo'), 'DisplayName'), 'String German (Germany)'],
    [on(requireType('int'), 'FullName'), 'String System.Int32'],
    [on(requireType('int[]'), 'Name'), 'String Int32[]'],
    [on(requireType('System.Collections.Generic.List[int]'), 'Name'), 'String List`1'],
    [on(requireType('int'), 'BaseType'), 'RuntimeType System.ValueType'],
    [
      shown(construct(requireType('System.ArgumentException'), ['bad', 'p'])),
      "ArgumentException System.ArgumentException: bad (Parameter 'p')",
    ],
    [on(construct(requireType('System.Exception'), ['m']), 'Message'), 'String m'],
    [call('WildcardPattern', 'Escape', 'a*[b]'), 'String a`*`[b`]'],
  ];
  for (const [got, wanted] of rows) t.is(got, wanted);
  t.is(
    findType('System.Management.Automation.ParameterBindingException')?.base?.fullName,
    'System.Management.Automation.RuntimeException',
  );
  t.deepEqual(
    ['IO.FileNotFoundException', 'io.filenotfoundexception'].map(name =>
      findType(name)?.hierarchy.slice(0, 3),
    ),
    [0, 1].map(() => [
      'System.IO.FileNotFoundException',
      'System.IO.IOException',
      'System.SystemException',
    ]),
  );
});
