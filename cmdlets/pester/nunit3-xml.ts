/**
 * NUnit 3 results: a test-run root, an Assembly for each container, a TestFixture or TestSuite for each block
 * and a wrapper around the cases of each -ForEach.
 *
 * Source: the NUnit 3 test result format
 * (https://docs.nunit.org/articles/nunit/technical-notes/usage/Test-Result-XML-Format.html).
 */
import {hostname, platform, release, userInfo} from 'node:os';
import {DateTime} from '../../shell/types/date-time.ts';
import {formatValue, Hashtable, isNull, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {failureTexts, seconds} from './nunit-xml.ts';
import {PESTER_VERSION} from './result-types.ts';
import {Block, type Container, countOf, type Item, type Test, type TestRun} from './test-tree.ts';
import type {Element} from './xml-writer.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** Numbers the nodes of one Assembly: `1-1000`, `1-1001` ... */
class NodeIds {
  readonly #assembly: number;
  #next = 1000;
  constructor(number: number) {
    this.#assembly = number;
  }
  next(): string {
    return `${this.#assembly}-${this.#next++}`;
  }
}

export function nunit3Xml(run: TestRun, suiteName: string): Element {
  const broken = run.containers.filter(container => container.broken).length;
  const counts = countsOf(run.tests, broken);
  return {
    name: 'test-run',
    attributes: {
      id: 0,
      name: suiteName,
      fullname: suiteName,
      testcasecount: counts.total,
      result: resultOf(run.tests, run.result === 'Failed'),
      total: counts.total,
      passed: counts.passed,
      failed: counts.failed,
      inconclusive: counts.inconclusive,
      skipped: counts.skipped,
      warnings: 0,
      ...span(run.executedAt, run.durationMs),
      asserts: counts.total,
      'random-seed': Math.floor(Math.random() * 0x7fffffff),
    },
    children: [
      {name: 'filter'},
      ...run.containers
        .filter(({shouldRun}) => shouldRun)
        .map((each, at) => assembly(each, at + 1)),
    ],
  };
}

function countsOf(tests: readonly Test[], broken = 0) {
  return {
    total: tests.length - countOf(tests, 'NotRun') + broken,
    passed: countOf(tests, 'Passed'),
    failed: countOf(tests, 'Failed') + broken,
    inconclusive: countOf(tests, 'Inconclusive'),
    skipped: countOf(tests, 'Skipped'),
  };
}

function resultOf(tests: readonly Test[], failed: boolean): string {
  const {total, skipped, passed, failed: many} = countsOf(tests);
  if (failed || many > 0) return 'Failed';
  if (total > 0 && skipped > 0) return 'Skipped';
  return total > 0 && passed > 0 ? 'Passed' : 'Inconclusive';
}

const utc = (time: DateTime) => formatValue(time.toUniversalTime(), 'o');

function span(start: DateTime | null, milliseconds: number): Attributes {
  const from = start ?? new DateTime(0n);
  const ticks = BigInt(Math.round(milliseconds * 10_000));
  return {
    'start-time': utc(from),
    'end-time': utc(new DateTime(from.ticks + ticks, from.kind)),
    duration: seconds(milliseconds),
  };
}

interface Suite {
  readonly type: string;
  readonly name: string;
  readonly fullname: string;
  readonly classname?: string;
  readonly runstate: string;
  readonly tests: readonly Test[];
  readonly failed: boolean;
  readonly broken?: boolean;
  readonly site?: string | undefined;
  readonly start: DateTime | null;
  readonly milliseconds: number;
}

function suite(ids: NodeIds, about: Suite, children: () => Element[]): Element {
  const counts = countsOf(about.tests, about.broken ? 1 : 0);
  const attributes = {
    type: about.type,
    id: ids.next(),
    name: about.name,
    fullname: about.fullname,
    ...(about.classname === undefined ? {} : {classname: about.classname}),
    runstate: about.runstate,
    result: resultOf(about.tests, about.failed),
    ...(about.site === undefined ? {} : {site: about.site}),
    ...span(about.start, about.milliseconds),
    testcasecount: counts.total,
    total: counts.total,
    passed: counts.passed,
    failed: counts.failed,
    inconclusive: counts.inconclusive,
    warnings: 0,
    skipped: counts.skipped,
    asserts: counts.total,
  };
  return {name: 'test-suite', attributes, children: children()};
}

function assembly(container: Container, number: number): Element {
  const {info, root, broken} = container;
  const ids = new NodeIds(number);
  const failed = container.result === 'Failed';
  const about: Suite = {
    type: 'Assembly',
    name: info.name.split('/').at(-1) ?? info.name,
    fullname: info.name,
    runstate: broken ? 'NotRunnable' : 'Runnable',
    tests: container.tests,
    failed,
    broken,
    site: failed && !broken ? siteOf(root) : undefined,
    start: container.executedAt,
    milliseconds: container.timing.total,
  };
  return suite(ids, about, () => [
    environment(),
    ...(broken ? [failure(container.errors)] : []),
    ...contentOf(ids, root, ''),
  ]);
}

function environment(): Element {
  const {locale} = Intl.DateTimeFormat().resolvedOptions();
  return {
    name: 'environment',
    attributes: {
      'os-version': release(),
      platform: platform(),
      cwd: process.cwd(),
      'machine-name': hostname(),
      user: userInfo().username,
      'user-domain': '',
      'clr-version': process.version.slice(1),
      'framework-version': PESTER_VERSION,
      culture: locale,
      uiculture: locale,
      'os-architecture': process.arch,
    },
  };
}

/** Where a failed block failed: in a test below, in its BeforeAll, in its AfterAll, or above it. */
function siteOf(block: Block): string | undefined {
  if (!block.passed && block.ownPassed) return 'Child';
  if (block.shouldRun && !block.executed) return 'Parent';
  const ran = block.order.filter(item => item.shouldRun);
  if (block.ownPassed || ran.length === 0) return undefined;
  return ran.some(item => item.executed) ? 'TearDown' : 'SetUp';
}

/** Blocks, then tests; those of one -ForEach stand in a suite of their own. */
function contentOf(ids: NodeIds, block: Block, path: string): Element[] {
  const blocks = groupsOf(block.blocks).flatMap(({id, items}) =>
    id === ''
      ? items.map(each => fixture(ids, each, path))
      : [
          suite(ids, wrapper('ParameterizedFixture', items, path), () =>
            items.map(each => fixture(ids, each, path)),
          ),
        ],
  );
  const tests = groupsOf(block.tests).flatMap(({id, items}) =>
    id === ''
      ? items.map(each => testCase(ids, each, path))
      : [
          suite(ids, wrapper('ParameterizedMethod', items, path), () => [
            ...properties(categories(items[0] as Test)),
            ...items.map(each => testCase(ids, each, path)),
          ]),
        ],
  );
  return [...blocks, ...tests];
}

function groupsOf<T extends Item>(items: readonly T[]): {id: string; items: T[]}[] {
  const groups = new Map<string, T[]>();
  for (const item of items.filter(({shouldRun}) => shouldRun))
    groups.set(item.groupId, [...(groups.get(item.groupId) ?? []), item]);
  const alone = groups.get('') ?? [];
  groups.delete('');
  return [{id: '', items: alone}, ...[...groups].map(([id, some]) => ({id, items: some}))];
}

function wrapper(type: string, items: readonly (Block | Test)[], path: string): Suite {
  const [first] = items as readonly [Block | Test];
  const tests = items.flatMap(item => (item instanceof Block ? item.allTests : [item]));
  return {
    type,
    name: first.name,
    fullname: path === '' ? first.name : `${path}.${first.name}`,
    ...(first instanceof Block ? {} : {classname: first.parent.path.join('.')}),
    runstate: !(first instanceof Block) && first.skip ? 'Ignored' : 'Runnable',
    tests,
    failed: false,
    start: first.executedAt,
    milliseconds: items.reduce((sum, item) => sum + item.timing.total, 0),
  };
}

function fixture(ids: NodeIds, block: Block, path: string): Element {
  const name = nameOf(block);
  const fullname = path === '' ? name : `${path}.${name}`;
  const own = block.tests.length > 0;
  const failed = !block.passed;
  const about: Suite = {
    type: own ? 'TestFixture' : 'TestSuite',
    name,
    fullname,
    ...(own ? {classname: block.path.join('.')} : {}),
    runstate: block.skip ? 'Ignored' : 'Runnable',
    tests: block.allTests,
    failed,
    site: failed ? siteOf(block) : undefined,
    start: block.executedAt,
    milliseconds: block.timing.total,
  };
  return suite(ids, about, () => [
    ...properties([property('_TYPE', block.command), ...dataOf(block), ...categories(block)]),
    ...(block.errors.length > 0 ? [failure(block.errors)] : []),
    ...outputOf(block),
    ...contentOf(ids, block, fullname),
  ]);
}

function testCase(ids: NodeIds, test: Test, path: string): Element {
  const fullname = `${path}.${nameOf(test)}`;
  const tags = test.groupId === '' ? categories(test) : [];
  return {
    name: 'test-case',
    attributes: {
      id: ids.next(),
      name: fullname,
      fullname,
      methodname: test.name,
      classname: test.parent.path.join('.'),
      runstate: test.skip ? 'Ignored' : 'Runnable',
      result: test.result,
      ...(test.executed ? span(test.executedAt, test.timing.total) : {site: 'Parent'}),
      seed: 0,
      asserts: 1,
    },
    children: [...properties([...dataOf(test), ...tags]), ...outcome(test), ...outputOf(test)],
  };
}

function outcome(test: Test): Element[] {
  if (test.result === 'Failed') return [failure(test.errors)];
  const [error] = test.errors;
  if (test.result === 'Passed' || error === undefined) return [];
  return [{name: 'reason', children: [{name: 'message', cdata: error.message}]}];
}

function failure(errors: Item['errors']): Element {
  const {message, stack} = failureTexts(errors);
  const trace: Element[] = stack === '' ? [] : [{name: 'stack-trace', cdata: stack}];
  return {name: 'failure', children: [{name: 'message', cdata: message}, ...trace]};
}

const outputOf = ({output}: Item): Element[] =>
  output.length === 0 ? [] : [{name: 'output', cdata: output.map(each => toText(each)).join('\n')}];

/** With the data behind the name, when the name does not show it. */
function nameOf({name, expandedName, data}: Item): string {
  if (!(data instanceof Hashtable) || name !== expandedName) return expandedName;
  return `${name}(${data
    .keys()
    .map(key => argumentText(data.get(key)))
    .join(',')})`;
}

function argumentText(value: Value): string {
  if (isNull(value)) return 'null';
  return typeof value === 'string' ? `"${value}"` : toText(value);
}

const property = (name: string, value: string): Element => ({
  name: 'property',
  attributes: {name, value},
});

function dataOf({data}: Item): Element[] {
  if (!(data instanceof Hashtable)) return [];
  return data.keys().map(key => {
    const value = data.get(key);
    const text = isNull(value) ? 'null' : value instanceof DateTime ? utc(value) : toText(value);
    return property(toText(key), text);
  });
}

const categories = ({tags}: Item): Element[] => tags.map(tag => property('Category', tag));

const properties = (children: Element[]): Element[] =>
  children.length === 0 ? [] : [{name: 'properties', children}];
