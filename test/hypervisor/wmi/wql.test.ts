import test from 'ava';
import {parseWql, WqlSyntaxError} from '../../../grammar/wql.ts';
import {compareValues, likePattern} from '../../../hypervisor/wmi/comparison.ts';
import {DoorError} from '../../../hypervisor/wmi/door-error.ts';
import type {CimValue} from '../../../hypervisor/wmi/cim.ts';

const select = (text: string) => {
  const query = parseWql(text);
  if (query.kind !== 'select') throw new Error(query.kind);
  return query;
};

test('SELECT: lists, conditions and how they bind', t => {
  t.like(select('SELECT * FROM Msvm_ComputerSystem'), {
    className: 'Msvm_ComputerSystem',
    properties: '*',
    where: undefined,
  });
  t.deepEqual(select('select Name , EnabledState from X').properties, [['Name'], ['EnabledState']]);
  t.is(select('SELECT COUNT(*) FROM X').properties, 'count');
  t.like(select("SELECT * FROM X WHERE A='x'AND B=5 OR C=1").where, {op: 'or', left: {op: 'and'}});
  t.like(select('SELECT * FROM X WHERE NOT A=1 AND B=2').where, {op: 'and', left: {op: 'not'}});
  t.like(select('SELECT * FROM X WHERE A=1 AND (B=2 OR C=3)').where, {
    op: 'and',
    right: {op: 'or'},
  });
  t.like(select('SELECT * FROM X WHERE Name != __SERVER').where, {
    relation: '!=',
    right: {property: ['__SERVER']},
  });
  t.like(select('SELECT * FROM X WHERE 5 <> A').where, {relation: '!=', left: {constant: 5n}});
  t.like(select("SELECT * FROM X WHERE Name NOT LIKE 'a%'").where, {op: 'like', not: true});
  t.like(select('SELECT * FROM X WHERE A IS NOT NULL').where, {op: 'null', not: true});
});

const constants: readonly [string, CimValue][] = [
  ["'a\\\\b'", 'a\\b'],
  ['"say \\"x\\""', 'say "x"'],
  ["'c:\\temp'", 'c:\\temp'],
  ['0x10', 16n],
  ['-7', -7n],
  ['18446744073709551615', 18446744073709551615n],
  ['1.5', 1.5],
  ['2e3', 2000],
  ['TRUE', true],
  ['null', null],
];

for (const [text, value] of constants)
  test(`the constant ${text}`, t => {
    const where = select(`SELECT * FROM X WHERE A = ${text}`).where;
    t.like(where, {op: 'compare'});
    if (where?.op === 'compare') t.deepEqual(where.right, {constant: value as string});
  });

test('event, schema and association queries', t => {
  t.like(
    select(
      "SELECT * FROM __InstanceModificationEvent WITHIN 0.5 WHERE TargetInstance ISA 'X' GROUP WITHIN 5 BY TargetInstance.Name HAVING NumberOfEvents > 3",
    ),
    {
      within: 0.5,
      where: {op: 'isa', property: ['TargetInstance']},
      group: {within: 5, by: [['TargetInstance', 'Name']]},
    },
  );
  t.is(parseWql("SELECT * FROM meta_class WHERE __this ISA 'CIM_Job'").kind, 'schema');
  t.deepEqual(parseWql('ASSOCIATORS OF {X.A="}"} WHERE AssocClass = Y Role=Z KeysOnly'), {
    kind: 'associators',
    path: 'X.A="}"',
    clauses: [{name: 'assocclass', value: 'Y'}, {name: 'role', value: 'Z'}, {name: 'keysonly'}],
  });
  t.is(parseWql("REFERENCES OF {X.A='b'}").kind, 'references');
});

for (const text of [
  '',
  'SELECT',
  'SELECT * FROM X;',
  'SELECT * FROM X WHERE',
  "SELECT * FROM X WHERE A='",
  'SELECT * FROM X WHERE A LIKE 5',
  'DELETE FROM X',
  'ASSOCIATORS OF X',
  '('.repeat(40_000),
  `SELECT * FROM X WHERE ${'('.repeat(15_000)}`,
])
  test(`is no WQL: ${text.slice(0, 40)} (${text.length})`, t => {
    t.throws(() => parseWql(text), {instanceOf: WqlSyntaxError});
  });

const comparisons: readonly [CimValue, Parameters<typeof compareValues>[2], CimValue, boolean][] = [
  ['Web01', '=', 'WEB01', true],
  ['a', '<', 'B', true],
  [10, '=', '10', true],
  [18446744073709551615n, '>', 18446744073709551614n, true],
  [5n, '=', 5.0, true],
  [1.5, '>=', 1n, true],
  [true, '=', 'TRUE', true],
  [true, '!=', 0n, true],
  [{datetime: '20260101000000.000000+060'}, '=', '20251231230000.000000+000', true],
  [{datetime: '20260102000000.000000+000'}, '>', '20260101', true],
  [{datetime: '00000000000500.000000:000'}, '<', '00000000000600.000000:000', true],
  [{ref: '\\\\H\\root\\virtualization\\v2:C.A="x",B="y"'}, '=', 'c.b="Y",a="x"', true],
];

test('values compare by the type of the property', t => {
  for (const [left, relation, right, expected] of comparisons)
    t.is(
      compareValues(left, right, relation),
      expected,
      `${JSON.stringify(left, (_, v) => (typeof v === 'bigint' ? `${v}n` : v))} ${relation} ${String(right)}`,
    );
  t.throws(() => compareValues(true, false, '<'), {instanceOf: DoorError});
  t.throws(() => compareValues(5, 'five', '='), {instanceOf: DoorError});
  t.throws(() => compareValues({datetime: '00000000000500.000000:000'}, '20260101', '<'), {
    instanceOf: DoorError,
  });
});

const patterns: readonly [string, string, boolean][] = [
  ['web%', 'Web01', true],
  ['%01', 'web01', true],
  ['%b%1', 'web01', true],
  ['web', 'web01', false],
  ['web__', 'web01', true],
  ['web_', 'web01', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['100[%]', '100%', true],
  ['a[_]b', 'axb', false],
  ['Microsoft:%\\b', 'Microsoft:x\\b', true],
  ['a.b', 'axb', false],
  ['%', '', true],
  ['', 'x', false],
  ['%aab', 'aaab', true],
  ['%a%a', 'ba', false],
];

test('LIKE', t => {
  for (const [pattern, text, expected] of patterns)
    t.is(likePattern(pattern)(text), expected, `${text} LIKE ${pattern}`);
  t.throws(() => likePattern('[z-a]'), {instanceOf: DoorError});
  const long = 'a'.repeat(5000);
  t.false(likePattern('%a%a%a%a%a%a%b')(long), 'no runaway');
});
