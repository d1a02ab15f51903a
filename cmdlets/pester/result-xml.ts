/** The result of a run as the XML text that TestResult.OutputFormat names. */
import {runtimeError} from '../../shell/values/index.ts';
import type {PesterConfiguration} from './configuration.ts';
import {junitXml} from './junit-xml.ts';
import {nunitXml} from './nunit-xml.ts';
import type {TestRun} from './test-tree.ts';

export function resultXml(run: TestRun, configuration: PesterConfiguration): string {
  const format = configuration.option('TestResult', 'OutputFormat').text;
  const suite = configuration.option('TestResult', 'TestSuiteName').text;
  switch (format.toLowerCase()) {
    case 'nunitxml':
    case 'nunit2.5':
      return nunitXml(run, suite);
    case 'junitxml':
      return junitXml(run, suite);
    default:
      throw runtimeError('RuntimeException', `'${format}' is not a valid Pester export format.`);
  }
}
