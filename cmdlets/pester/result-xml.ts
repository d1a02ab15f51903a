/** The result of a run as the bytes of the XML file that TestResult names. */
import {encodeText, type TextEncoding, textEncoding} from '../../';
import {runtimeError} from '../../shell/values/index.ts';
import type {PesterConfiguration} from './configuration.ts';
import {junitXml} from './junit-xml.ts';
import {nunitXml} from './nunit-xml.ts';
import {nunit3Xml} from './nunit3-xml.ts';
import type {TestRun} from './test-tree.ts';
import {type Element, xmlDocument} from './xml-writer.ts';

export function resultXml(run: TestRun, configuration: PesterConfiguration): Buffer {
  const option = (name: 'OutputFormat' | 'TestSuiteName' | 'OutputEncoding') =>
    configuration.option('TestResult', name).text;
  const root = rootOf(run, option('OutputFormat'), option('TestSuiteName'));
  const encoding = encodingOf(option('OutputEncoding'));
  return encodeText(xmlDocument(root, XML_NAMES[encoding.codec]), encoding);
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
function encodingOf(name: string): TextEncoding {
  return textEncoding(/^(utf-?8)?$/i.test(name) ? 'utf8bom' : name) as TextEncoding;
}

/** As an XML declaration names what is written. */
const XML_NAMES: Readonly<Record<TextEncoding['codec'], string>> = {
  utf8: 'utf-8',
  utf7: 'utf-7',
  utf16le: 'utf-16',
  utf16be: 'utf-16BE',
  utf32le: 'utf-32',
  utf32be: 'utf-32BE',
  latin1: 'iso-8859-1',
  ascii: 'us-ascii',
};
