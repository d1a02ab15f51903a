/** ConvertTo-Xml: objects as an XML document, or its text. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireType} from '../../shell/values/index.ts';
import {parseXml} from '../../shell/xml/parse-xml.ts';
import {writeIndented} from '../../shell/xml/write-xml.ts';
import {XmlDocument} from '../../shell/xml/xml-document.ts';
import type {XmlNode} from '../../shell/xml/xml-node.ts';
import {ObjectXml} from './object-xml.ts';

const DECLARATION = '<?xml version="1.0" encoding="utf-8"?>';
/** Levels below each object that are written when nobody says. */
const DEFAULT_DEPTH = 1;

export const convertToXml = cmdlet({
  name: 'ConvertTo-Xml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'ConvertToXmlCommand',
  outputTypes: ['System.Xml.XmlDocument', 'System.String'],
  synopsis: 'Creates an XML-based representation of an object.',
  parameters: {
    InputObject: {
      type: 'psobject',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      allowNull: true,
      help: 'The objects to work on, usually piped.',
    },
    Depth: {type: 'int', validate: [{range: [1, 2147483647]}], help: 'How many levels to write.'},
    NoTypeInformation: {type: 'switch', help: 'Leaves the types of values out.'},
    As: {
      type: 'string',
      validate: [{notNullOrEmpty: true}, {set: ['Stream', 'String', 'Document']}],
      help: 'A document, its text, or a text for each object.',
    },
  },
  examples: [
    {
      title: 'A number as XML',
      code: '1 | ConvertTo-Xml -As Stream',
      output: [DECLARATION, '<Objects>', '<Object Type="System.Int32">1</Object>', '</Objects>'],
    },
  ],
  state: () => ({nodes: [] as XmlNode[], document: new XmlDocument()}),

  begin(run, p) {
    requireType('System.Xml.XmlDocument');
    if (!isStream(p.As)) return;
    run.writeObject(DECLARATION);
    run.writeObject('<Objects>');
  },
  process(run, p) {
    const {document, nodes} = run.state;
    const made = new ObjectXml(document, !p.NoTypeInformation);
    const node = made.object(p.InputObject ?? null, p.Depth ?? DEFAULT_DEPTH);
    if (isStream(p.As)) run.writeObject(writeIndented(node));
    else nodes.push(node);
  },
  end(run, p) {
    if (isStream(p.As)) {
      run.writeObject('</Objects>');
      return;
    }
    const {document, nodes} = run.state;
    const root = document.createElement('Objects');
    for (const node of nodes) root.appendChild(node);
    const text = `${DECLARATION}\n${writeIndented(root)}`;
    run.writeObject(p.As?.toLowerCase() === 'string' ? text : parsed(text));
  },
});

function isStream(as: string | undefined): boolean {
  return as?.toLowerCase() === 'stream';
}

function parsed(text: string): XmlDocument {
  const document = new XmlDocument();
  parseXml(text, document, {preserveWhitespace: false});
  return document;
}
