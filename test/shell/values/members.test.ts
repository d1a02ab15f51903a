/** Properties, extended members, member enumeration, indexing, enumeration, wildcards, type names. */
import test from 'ava';
import {
  addMember,
  arrayList,
  changeTypeData,
  convertTo,
  copyObject,
  customObject,
  enumerate,
  escapeWildcard,
  getIndex,
  getProperty,
  hashtable,
  hasProperty,
  hasWildcard,
  invokeMethod,
  isEnumerable,
  NetException,
  ordered,
  propertiesOf,
  readMember,
  readStatic,
  removeTypeData,
  requireType,
  setHooks,
  setIndex,
  setProperty,
  setTypeNames,
  toText,
  typedArray,
  typeNamesOf,
  typeOf,
  wildcard,
} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/index.ts';

function idOf(run: () => unknown): string | undefined {
  const found = (() => {
    try {
      run();
    } catch (error) {
      return error;
    }
    return undefined;
  })();
  if (found !== undefined && !(found instanceof NetException)) throw found;
  return found?.errorId;
}

test('custom objects keep order and ignore case', t => {
  const object = customObject({B: 1, a: 'x'});
  t.is(readMember(object, 'b'), 1);
  t.deepEqual(
    propertiesOf(object).map(p => `${p.memberType} ${p.name} ${p.typeName}`),
    ['NoteProperty B System.Int32', 'NoteProperty a System.String'],
  );
  setProperty(object, 'A', 5);
  t.is(getProperty(object, 'a'), 5);
  t.is(
    idOf(() => setProperty(object, 'nope', 1)),
    'ExceptionWhenSetting',
  );
  t.is(readMember(object, 'nope'), null);
  t.false(hasProperty(object, 'nope'));
  const copy = copyObject(object);
  setProperty(copy, 'a', 6);
  t.is(getProperty(object, 'a'), 5);
  t.deepEqual(typeNamesOf(customObject({}, 'My.Type')).slice(0, 2), [
    'My.Type',
    'System.Management.Automation.PSCustomObject',
  ]);
});

test('extended members by identity, and in a wrapper for scalars', t => {
  const list = arrayList([1]);
  addMember(list, {memberType: 'NoteProperty', name: 'Tag', value: 'x'});
  t.is(readMember(list, 'tag'), 'x');
  const text = addMember('abc', {memberType: 'NoteProperty', name: 'Tag', value: 7});
  t.is(readMember(text, 'Tag'), 7);
  t.is(readMember(text, 'Length'), 3);
  t.is(toText(text), 'abc');
  t.is(readMember('abc', 'Tag'), null);
  const aliased = customObject({Value: 3});
  addMember(aliased, {memberType: 'AliasProperty', name: 'V', referenced: 'Value'});
  addMember(aliased, {
    memberType: 'CodeProperty',
    name: 'Twice',
    get: self => (getProperty(self, 'Value') as number) * 2,
  });
  t.is(readMember(aliased, 'v'), 3);
  t.is(readMember(aliased, 'twice'), 6);
  t.is(
    idOf(() => setProperty(aliased, 'Twice', 1)),
    'PropertyAssignmentException',
  );
  t.is(
    idOf(() => addMember(aliased, {memberType: 'NoteProperty', name: 'V', value: 1})),
    'MemberAlreadyPresent',
  );
  addMember(aliased, {
    memberType: 'CodeMethod',
    name: 'Sum',
    call: (self, args) => (getProperty(self, 'Value') as number) + (args[0] as number),
  });
  t.is(invokeMethod(aliased, 'sum', [4]), 7);
});

test('type data gives members to every object of a type name', t => {
  changeTypeData('Test.Thing').members.set('half', {
    memberType: 'CodeProperty',
    name: 'Half',
    get: self => (getProperty(self, 'N') as number) / 2,
  });
  const thing = customObject({N: 8}, 'Test.Thing');
  t.is(readMember(thing, 'Half'), 4);
  t.is(readMember(customObject({N: 8}), 'Half'), null);
  changeTypeData('System.String').members.set('loud', {
    memberType: 'CodeProperty',
    name: 'Loud',
    get: self => `${toText(self)}!`,
  });
  t.is(readMember('hey', 'loud'), 'hey!');
  removeTypeData('System.String');
  removeTypeData('Test.Thing');
  t.is(readMember('hey', 'loud'), null);
});

test('the PSObject view', t => {
  const object = customObject({a: 1, b: 2});
  const view = readMember(object, 'PSObject');
  const properties = readMember(view, 'Properties');
  t.deepEqual(readMember(properties, 'Name'), ['a', 'b']);
  t.is(readMember(getIndex(properties, 'b'), 'Value'), 2);
  t.is(getIndex(properties, 'zz'), null);
  invokeMethod(properties, 'Add', [invokeNew('psnoteproperty', ['c', 3])]);
  t.is(readMember(object, 'c'), 3);
  invokeMethod(properties, 'Remove', ['a']);
  t.is(toText(object), '@{b=2; c=3}');
  invokeMethod(readMember(view, 'TypeNames'), 'Insert', [0, 'First']);
  t.is(typeNamesOf(object)[0], 'First');
  t.is(toText(readMember(getIndex(properties, 'b'), 'MemberType')), 'NoteProperty');
  t.is(
    readMember(getIndex(readMember(readMember('x', 'PSObject'), 'Properties'), 'Length'), 'Value'),
    1,
  );
});

function invokeNew(type: string, args: Value[]): Value {
  const overloads = requireType(type).table.constructors;
  const found = overloads.find(o => o.signature?.parameters.length === args.length);
  return found?.call(null, args);
}

test('dictionaries: keys beat members, case, order, changes while enumerating', t => {
  const table = hashtable({Name: 'x', Count: 9});
  t.is(readMember(table, 'name'), 'x');
  t.is(readMember(table, 'count'), 9);
  t.is(readMember(hashtable({a: 1}), 'Count'), 1);
  setProperty(table, 'New', 1);
  t.is(getIndex(table, 'new'), 1);
  t.is(getIndex(table, 'missing'), null);
  t.is(
    getIndex(
      hashtable([
        [1, 'int'],
        [1n, 'long'],
      ]),
      1n,
    ),
    'long',
  );
  t.deepEqual(getIndex(table, ['name', 'new']), ['x', 1]);
  const order = ordered({z: 1, a: 2});
  t.is(getIndex(order, 0), 1);
  t.is(getIndex(order, -1), 2);
  t.is(
    idOf(() => setIndex(order, 5, 1)),
    'System.IndexOutOfRangeException',
  );
  t.is(
    idOf(() => getIndex(table, null)),
    'NullArrayIndex',
  );
  t.throws(
    () => {
      for (const [key] of table.entries()) table.set(`${toText(key)}!`, 1);
    },
    {message: /Collection was modified; enumeration operation may not execute/},
  );
  t.false(isEnumerable(table));
  t.deepEqual([...enumerate(readMember(order, 'Keys'))], ['z', 'a']);
});

test('member enumeration', t => {
  const people = [
    customObject({Name: 'a', Tags: [1, 2]}),
    customObject({Name: 'b', Tags: [3]}),
    customObject({}),
  ];
  t.deepEqual(readMember(people, 'Name'), ['a', 'b']);
  t.deepEqual(readMember(people, 'Tags'), [1, 2, 3]);
  t.is(readMember([customObject({Name: 'a'})], 'Name'), 'a');
  t.is(readMember(people, 'Nope'), null);
  t.deepEqual(invokeMethod(['a', 'b'], 'ToUpper', []), ['A', 'B']);
  t.is(readMember(people, 'Count'), 3);
  t.is(readMember(5, 'Count'), 1);
  t.is(readMember(null, 'Count'), 0);
  t.is(
    idOf(() => invokeMethod([1], 'Nope', [])),
    'MethodNotFound',
  );
});

test('strict mode makes missing properties errors', t => {
  setHooks({strictMode: () => 3});
  t.is(
    idOf(() => readMember(customObject({}), 'x')),
    'PropertyNotFoundStrict',
  );
  t.is(
    idOf(() => getIndex([1], 5)),
    'System.IndexOutOfRangeException',
  );
  setHooks({strictMode: () => 0});
  t.is(getIndex([1], 5), null);
});

test('indexing', t => {
  const rows: [Value, Value, Value][] = [
    [[1, 2, 3], 0, 1],
    [[1, 2, 3], -1, 3],
    [[1, 2, 3], '1', 2],
    [
      [1, 2, 3],
      [0, 2, 9],
      [1, 3],
    ],
    [5, 0, 5],
    [5, -1, 5],
    [5, 1, null],
  ];
  for (const [v, index, wanted] of rows) t.deepEqual(getIndex(v, index), wanted);
  t.is(toText(getIndex('abc', -1)), 'c');
  t.is(toText(getIndex(Uint8Array.of(7, 8), 1)), '8');
  t.is(
    idOf(() => getIndex(null, 0)),
    'NullArray',
  );
  const ints = typedArray(requireType('int'), [1, 2]);
  setIndex(ints, 0, '7');
  t.deepEqual([...enumerate(ints)], [7, 2]);
  t.is(
    idOf(() => setIndex(ints, 0, 'x')),
    'InvalidCastFromStringToInteger',
  );
  t.is(
    idOf(() => setIndex(ints, 9, 1)),
    'System.IndexOutOfRangeException',
  );
});

test('methods and statics as values', t => {
  t.deepEqual(
    readMember(readMember('x', 'Trim'), 'OverloadDefinitions'),
    typedArray(requireType('string'), [
      'string Trim()',
      'string Trim(char trimChar)',
      'string Trim(params char[] trimChars)',
    ]),
  );
  t.is(toText(readStatic(requireType('DayOfWeek'), 'friday')), 'Friday');
  t.is(typeOf(setTypeNames('x', ['Y'])).name, 'String');
});

test('types by text', t => {
  const rows: [string, string][] = [
    ['int', 'System.Int32'],
    ['[int]', 'System.Int32'],
    ['System.INT32', 'System.Int32'],
    ['io.path', 'System.IO.Path'],
    ['string[][,]', 'System.String[][,]'],
    ['Collections.Generic.List[int]', 'System.Collections.Generic.List`1[System.Int32]'],
    [
      'System.Collections.Generic.Dictionary[string,System.Collections.Generic.List[int]]',
      'System.Collections.Generic.Dictionary`2[System.String,System.Collections.Generic.List`1[System.Int32]]',
    ],
    ['Func[[int],[string]]', 'System.Func`2[System.Int32,System.String]'],
    ['System.String, mscorlib, Version=4.0.0.0', 'System.String'],
    ['System.Nullable[datetime]', 'System.Nullable`1[System.DateTime]'],
  ];
  for (const [text, wanted] of rows) t.is(requireType(text).fullName, wanted);
  t.is(requireType('int[]'), requireType('System.Int32[]'));
  t.is(requireType('List[int]', {namespaces: ['System.Collections.Generic']}).name, 'List`1');
  t.is(
    idOf(() => requireType('List[int]')),
    'TypeNotFound',
  );
});

test('wildcards', t => {
  const rows: [string, string, boolean][] = [
    ['*', '', true],
    ['a*c', 'abbc', true],
    ['a?c', 'ac', false],
    ['[a-c]x', 'BX', true],
    ['[^a]', '^', true],
    ['a`*', 'a*', true],
    ['a`*', 'ab', false],
    ['a.c', 'abc', false],
    ['*.txt', 'x.TXT', true],
    ['[]]', ']', true],
    ['multi*line', 'multi\nline', true],
  ];
  for (const [pattern, text, wanted] of rows)
    t.is(wildcard(pattern)(text), wanted, `${pattern} ${text}`);
  t.false(wildcard('A', {caseSensitive: true})('a'));
  t.true(hasWildcard('a*'));
  t.false(hasWildcard('a`*'));
  t.is(escapeWildcard('[x]'), '`[x`]');
});

test('enumeration rule', t => {
  const enumerable: Value[] = [
    [1],
    arrayList([1]),
    convertTo([1], 'System.Collections.Generic.HashSet[int]'),
    Uint8Array.of(1),
  ];
  for (const v of enumerable) t.is([...enumerate(v)].length, 1);
  for (const v of ['abc', hashtable({a: 1}), customObject({a: 1}), 5, null] as Value[])
    t.deepEqual([...enumerate(v)], [v]);
  t.deepEqual([...enumerate(undefined)], []);
});
