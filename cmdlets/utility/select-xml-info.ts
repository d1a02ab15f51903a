/** SelectXmlInfo: a node that Select-Xml found, and where. */
import {defineType} from '../../shell/values/index.ts';
import type {XmlNode} from '../../shell/xml/xml-node.ts';

/** The path of nodes that were not found in a file. */
export const INPUT_STREAM = 'InputStream';

export class SelectXmlInfo {
  readonly node: XmlNode;
  readonly path: string;
  readonly pattern: string;

  constructor(node: XmlNode, path: string, pattern: string) {
    this.node = node;
    this.path = path;
    this.pattern = pattern;
  }

  /** `text:path` for files, with the path as seen from `folder`. */
  toText(folder: string | null): string {
    const text = (this.node.value ?? this.node.innerXml).trim();
    if (this.path === INPUT_STREAM) return text;
    const below = folder !== null && this.path.startsWith(`${folder}/`);
    return `${text}:${below ? this.path.slice(folder.length + 1) : this.path}`;
  }
}

defineType<SelectXmlInfo>({
  fullName: 'Microsoft.PowerShell.Commands.SelectXmlInfo',
  instance: SelectXmlInfo,
  toText: self => self.toText(null),
  members: {
    'object Node': self => self.node,
    'string Path': self => self.path,
    'string Pattern': self => self.pattern,
    'string ToString()': self => self.toText(null),
    'string ToString(string directory)': (self, folder: string) =>
      self.toText(folder.replace(/\/$/, '')),
  },
});
