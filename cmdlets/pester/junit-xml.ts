/** JUnit 4 results: a testsuite for each file. Source: https://pester.dev/docs/usage/test-results. */
import {hostname, platform, release, userInfo} from 'node:os';
import type {DateTime} from '../../shell/types/date-time.ts';
import {formatValue} from '../../shell/values/index.ts';
import {failureTexts} from './nunit-xml.ts';
import {type Container, countOf, type Test, type TestRun} from './test-tree.ts';
import type {Element} from './xml-writer.ts';

export function junitXml(run: TestRun, suiteName: string): Element {
  return {
    name: 'testsuites',
    attributes: {
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:noNamespaceSchemaLocation': 'junit_schema_4.xsd',
      name: suiteName,
      tests: run.tests.length,
      errors: 0,
      failures: run.ofResult('Failed').length,
      disabled: run.ofResult('NotRun').length,
      time: seconds(run.durationMs),
    },
    children: run.containers.filter(({shouldRun}) => shouldRun).map(suite),
  };
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(3);

function suite(container: Container, id: number): Element {
  const {tests} = container;
  const {name} = container.info;
  return {
    name: 'testsuite',
    attributes: {
      name,
      tests: tests.length,
      errors: 0,
      failures: countOf(tests, 'Failed'),
      hostname: hostname(),
      id,
      skipped: countOf(tests, 'Skipped'),
      disabled: countOf(tests, 'NotRun'),
      package: name,
      time: seconds(container.timing.total),
      ...(container.executedAt === null
        ? {}
        : {timestamp: formatValue(container.executedAt as DateTime, 's')}),
    },
    children: [
      properties(),
      ...tests.filter(test => test.shouldRun).map(test => testCase(test, name)),
    ],
  };
}

function properties(): Element {
  const facts = {
    'junit-version': '4',
    platform: platform(),
    'os-version': release(),
    'machine-name': hostname(),
    user: userInfo().username,
    cwd: process.cwd(),
  };
  return {
    name: 'properties',
    children: Object.entries(facts).map(([name, value]) => ({
      name: 'property',
      attributes: {name, value},
    })),
  };
}

function testCase(test: Test, classname: string): Element {
  return {
    name: 'testcase',
    attributes: {
      name: test.expandedPath,
      status: test.result,
      classname,
      assertions: 0,
      time: seconds(test.timing.total),
    },
    children: outcome(test),
  };
}

function outcome(test: Test): Element[] {
  const message = test.errors[0]?.message ?? '';
  if (test.result === 'Failed') {
    const texts = failureTexts(test.errors);
    return [{name: 'failure', attributes: {message: texts.message}, text: texts.stack}];
  }
  if (test.result === 'Skipped' || test.result === 'Inconclusive')
    return [{name: 'skipped', attributes: {message}}];
  return [];
}
