/**
 * NUnit 2.5 results: a test-results root, a test-suite for the run, one for each file, one for each block.
 * Source: nunit_schema_2.5.xsd; https://pester.dev/docs/usage/test-results.
 */
import {hostname, platform, release, userInfo} from 'node:os';
import type {DateTime} from '../../shell/types/date-time.ts';
import {formatValue} from '../../shell/values/index.ts';
import {displayError, displayStack} from './error-text.ts';
import {blockResult} from './result-types.ts';
import {Block, type Container, type Outcome, Test, type TestRun} from './test-tree.ts';
import type {Element} from './xml-writer.ts';

const RESULT: Readonly<Record<Outcome, string>> = {
  Passed: 'Success',
  Failed: 'Failure',
  Skipped: 'Ignored',
  Inconclusive: 'Inconclusive',
  NotRun: 'NotRun',
};

export function nunitXml(run: TestRun, suiteName: string): Element {
  const count = (outcome: Outcome) => run.ofResult(outcome).length;
  const total = run.tests.length - count('NotRun');
  const at = run.executedAt as DateTime;
  return {
    name: 'test-results',
    attributes: {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:noNamespaceSchemaLocation': 'nunit_schema_2.5.xsd',
      name: 'Pester',
      total,
      errors: 0,
      failures: count('Failed'),
      'not-run': count('NotRun'),
      inconclusive: count('Inconclusive'),
      ignored: count('Skipped'),
      skipped: count('Skipped'),
      invalid: 0,
      date: formatValue(at, 'yyyy-MM-dd'),
      time: formatValue(at, 'HH:mm:ss'),
    },
    children: [
      environment(),
      {
        name: 'culture-info',
        attributes: {'current-culture': 'en-US', 'current-uiculture': 'en-US'},
      },
      suite(
        suiteName,
        'TestFixture',
        RESULT[run.result],
        run.durationMs,
        run.containers.filter(({shouldRun}) => shouldRun).map(ofContainer),
      ),
    ],
  };
}

function environment(): Element {
  return {
    name: 'environment',
    attributes: {
      'nunit-version': '2.5.8.0',
      'os-version': release(),
      platform: platform(),
      cwd: process.cwd(),
      'machine-name': hostname(),
      user: userInfo().username,
      'user-domain': hostname(),
      'clr-version': 'Unknown',
    },
  };
}

function suite(
  name: string,
  type: string,
  result: string,
  milliseconds: number,
  children: readonly Element[],
  description = name,
): Element {
  return {
    name: 'test-suite',
    attributes: {
      type,
      name,
      executed: 'True',
      result,
      success: result === 'Failure' ? 'False' : 'True',
      time: seconds(milliseconds),
      asserts: 0,
      description,
    },
    children: [{name: 'results', children}],
  };
}

/** Seconds with up to four places. */
export const seconds = (milliseconds: number): string =>
  String(Math.round(milliseconds * 10) / 10_000);

function ofContainer(container: Container): Element {
  const {name} = container.info;
  const items = container.root.order.filter(item => item.shouldRun).flatMap(ofItem);
  return suite(name, 'TestFixture', RESULT[container.result], container.timing.total, items);
}

function ofItem(item: Block | Test): Element[] {
  if (item instanceof Block)
    return [
      suite(
        item.expandedPath,
        'TestFixture',
        RESULT[blockResult(item)],
        item.timing.total,
        grouped(item.order.filter(each => each.shouldRun)),
      ),
    ];
  return [testCase(item)];
}

/** Tests of one -ForEach are put into a suite of their own. */
function grouped(items: readonly (Block | Test)[]): Element[] {
  const made: Element[] = [];
  const seen = new Set<string>();
  for (const item of items) {
    if (!(item instanceof Test) || item.groupId === '') {
      made.push(...ofItem(item));
      continue;
    }
    if (seen.has(item.groupId)) continue;
    seen.add(item.groupId);
    const cases = items.filter(
      (each): each is Test => each instanceof Test && each.groupId === item.groupId,
    );
    const failed = cases.some(each => each.result === 'Failed');
    const time = cases.reduce((sum, each) => sum + each.timing.total, 0);
    const name = [...item.parent.path, item.name].join('.');
    const result = failed ? 'Failure' : 'Success';
    made.push(suite(name, 'ParameterizedTest', result, time, cases.map(testCase), item.name));
  }
  return made;
}

function testCase(test: Test): Element {
  return {
    name: 'test-case',
    attributes: {
      description: test.expandedName,
      name: test.expandedPath,
      time: seconds(test.timing.total),
      asserts: 0,
      success: test.result === 'Failed' ? 'False' : 'True',
      result: RESULT[test.result],
      executed: test.result === 'NotRun' ? 'False' : 'True',
    },
    children: reason(test),
  };
}

function reason(test: Test): Element[] {
  const [error] = test.errors;
  if (test.result !== 'Failed')
    return error === undefined
      ? []
      : [{name: 'reason', children: [{name: 'message', text: error.message}]}];
  const {message, stack} = failureTexts(test.errors);
  return [
    {
      name: 'failure',
      children: [
        {name: 'message', text: message},
        {name: 'stack-trace', text: stack},
      ],
    },
  ];
}

/** Messages and stacks of what failed; several are numbered. */
export function failureTexts(errors: Test['errors']): {message: string; stack: string} {
  const numbered = (texts: readonly string[]) =>
    texts.map((text, at) => (texts.length > 1 ? `[${at}] ${text}` : text)).join('\n');
  return {
    message: numbered(errors.map(displayError)),
    stack: numbered(errors.map(error => displayStack(error).join('\n'))),
  };
}
