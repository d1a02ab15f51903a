/** The result of a run as the bytes of the XML file that TestResult names. */
import {
  type Encoding,
  encode,
  encodingNamed,
  UNKNOWN_ENCODING,
  utf8WithMark,
} from '../../shell/types/encoding.ts';
import {NetException, runtimeError} from '../../shell/values/index.ts';
import type {PesterConfiguration} from './configuration.ts';
import {junitXml} from './junit-xml.ts';
import {nunitXml} from './nunit-xml.ts';
import {nunit3Xml} from './nunit3-xml.ts';
import type {TestRun} from './test-tree.ts';
import {type Element, xmlDocument} from './xml-writer.ts';

export function resultXml(run: TestRun, configuration: PesterConfiguration): Uint8Array {
  const option = (name: 'OutputFormat' | 'TestSuiteName' | 'OutputEncoding') =>
    configuration.option('TestResult', name).text;
  const root = rootOf(run, option('OutputFormat'), option('TestSuiteName'));
  const encoding = encodingOf(option('OutputEncoding'));
  return encode(xmlDocument(root, encoding.webName), encoding);
}

function rootOf(run: TestRun, format: string, suite: string): Element {
  switch (format.toLowerCase()) {
    case 'nunitxml':
    case 'nunit2.5':
      return nunitXml(run, suite);
    case 'nunit3':
      return nunit3Xml(run, suite);
    case 'junitxml':
      return junitXml(run, suite);
    default:
      throw runtimeError('RuntimeException', `'${format}' is not a valid Pester export format.`);
  }
}

/** The plain name UTF8 means a file with a mark, as .NET's writers make it. */
function encodingOf(name: string): Encoding {
  const found = /^(utf-?8)?$/i.test(name) ? utf8WithMark : encodingNamed(name);
  if (found === undefined)
    throw new NetException('System.ArgumentException', UNKNOWN_ENCODING(name));
  return found;
}
