/** Select-Xml: nodes of XML texts, files and documents that an XPath finds. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {
  construct,
  convertTo,
  type Hashtable,
  invokeMethod,
  isNull,
  NetException,
  requireType,
  toNetException,
  toText,
} from '../../shell/values/index.ts';
import type {XmlDocument} from '../../shell/xml/xml-document.ts';
import type {XmlNode} from '../../shell/xml/xml-node.ts';
import {selectNodes} from '../../shell/xml/xpath.ts';
import {searchedPlaces} from './searched-files.ts';
import {INPUT_STREAM, SelectXmlInfo} from './select-xml-info.ts';

export const selectXml = cmdlet({
  name: 'Select-Xml',
  module: 'Microsoft.PowerShell.Utility',
  className: 'SelectXmlCommand',
  defaultParameterSet: 'Xml',
  outputTypes: ['Microsoft.PowerShell.Commands.SelectXmlInfo'],
  synopsis: 'Finds text in an XML string or document.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 1, pipeline: 'name'}},
      wildcards: true,
      help: 'XML files; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'XML files, taken as they are, without wildcards.',
    },
    Xml: {
      type: 'System.Xml.XmlNode[]',
      sets: {Xml: {mandatory: true, position: 1, pipeline: 'both'}},
      aliases: ['Node'],
      help: 'XML nodes, such as a document.',
    },
    Content: {
      type: 'string[]',
      sets: {Content: {mandatory: true, pipeline: 'value'}},
      help: 'XML texts.',
    },
    XPath: {type: 'string', mandatory: true, position: 0, help: 'What to find, as an XPath.'},
    Namespace: {type: 'hashtable', help: 'Namespaces by the prefixes that the XPath uses.'},
  },
  examples: [
    {
      title: 'Elements with an attribute',
      code: "Select-Xml -Content '<r><a k=\"1\">x</a><a>y</a></r>' -XPath '//a[@k]' | ForEach-Object { $_.Node.InnerText }",
      output: ['x'],
    },
  ],

  process(run, p) {
    const search = new Search(run, p.XPath, p.Namespace as Hashtable | undefined);
    for (const node of (p.Xml ?? []) as XmlNode[]) search.in(node, INPUT_STREAM);
    for (const text of p.Content ?? []) {
      const document = documentOf(run, text);
      if (document !== undefined) search.in(document, INPUT_STREAM);
    }
    if (p.Path ?? p.LiteralPath) for (const place of searchedPlaces(run, p)) search.file(place);
  },
});

class Search {
  readonly #run: Run;
  readonly #xpath: string;
  readonly #namespaces = new Map<string, string>();

  constructor(run: Run, xpath: string, namespaces: Hashtable | undefined) {
    this.#run = run;
    this.#xpath = xpath;
    for (const [prefix, uri] of namespaces?.entries() ?? []) {
      if (isNull(uri)) prefixMissing(run, namespaces);
      else this.#namespaces.set(toText(prefix), toText(uri));
    }
  }

  in(node: XmlNode, path: string): void {
    for (const found of selectNodes(node, this.#xpath, prefix => this.#namespaces.get(prefix)))
      this.#run.writeObject(new SelectXmlInfo(found, path, this.#xpath));
  }

  file({path, drive}: ProviderPath): void {
    const run = this.#run;
    const provider = drive.provider.name;
    if (provider !== 'FileSystem') {
      const text = `Cannot open the file because the current provider (Microsoft.PowerShell.Core\\${provider}) cannot open files.`;
      const wrong = new NetException('System.InvalidOperationException', text);
      run.writeError(run.error('ProcessingFile', 'InvalidOperation', wrong, path));
      return;
    }
    try {
      const document = construct(requireType('System.Xml.XmlDocument'), []) as XmlDocument;
      document.preserveWhitespace = true;
      invokeMethod(document, 'Load', [path]);
      this.in(document, path);
    } catch (error) {
      if (!(error instanceof NetException)) throw error;
      const text = `The file '${path}' cannot be read: ${error.message}`;
      const wrong = new NetException('System.ArgumentException', text, {inner: error});
      run.writeError(run.error('ProcessingFile', 'InvalidArgument', wrong, path));
    }
  }
}

function documentOf(run: Run, text: string): XmlDocument | undefined {
  try {
    return convertTo(text, 'xml') as XmlDocument;
  } catch (error) {
    const failed = toNetException(error);
    run.writeError(run.error('InvalidCastToXmlDocument', 'InvalidArgument', failed, text));
    return undefined;
  }
}

function prefixMissing(run: Run, namespaces: Hashtable | undefined): void {
  const text =
    'This command cannot be run because the prefix value in the Namespace parameter is null. Provide a valid value for the prefix, and then run the command again.';
  const wrong = new NetException('System.InvalidOperationException', text);
  run.writeError(run.error('PrefixError', 'InvalidOperation', wrong, namespaces));
}
