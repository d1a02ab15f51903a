/**
 * Attributes and child elements of a node as its properties. Several nodes of one name are an array; a node
 * with nothing but text is that text. Source: language specification 9.
 */
import {toText} from '../conversion/to-text.ts';
import {NetException} from '../values/net-exception.ts';
import type {AdaptedProperty, Adapter} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';
import {XmlAttribute} from './xml-element.ts';
import type {XmlNode} from './xml-node.ts';
import {XmlWhitespace} from './xml-text.ts';

export const xmlAdapter: Adapter<XmlNode> = {
  find(self, name) {
    const lower = name.toLowerCase();
    const nodes = named(self).filter(node => node.localName.toLowerCase() === lower);
    const [first] = nodes;
    return first && propertyOf(first, nodes);
  },
  list(self) {
    const byName = new Map<string, XmlNode[]>();
    for (const node of named(self)) {
      const lower = node.localName.toLowerCase();
      const group = byName.get(lower);
      if (group) group.push(node);
      else byName.set(lower, [node]);
    }
    return [...byName.values()].map(nodes => propertyOf(nodes[0] as XmlNode, nodes));
  },
  typeNames(self) {
    const {namespaceUri, localName, nodeType} = self;
    return namespaceUri ? [`System.Xml.Xml${nodeType}#${namespaceUri}#${localName}`] : [];
  },
};

function named(self: XmlNode): XmlNode[] {
  return [
    ...(self.attributes ?? []),
    ...self.children.filter(child => !(child instanceof XmlWhitespace)),
  ];
}

function propertyOf(first: XmlNode, nodes: readonly XmlNode[]): AdaptedProperty {
  const name = first.localName;
  if (nodes.length > 1) return {name, type: 'object', get: () => nodes.map(shown)};
  return {
    name,
    type: typeof shown(first) === 'string' ? 'string' : 'object',
    get: () => shown(first),
    set: value => setText(first, toText(value)),
  };
}

function isTextOnly({children}: XmlNode): boolean {
  return children.length === 1 && children[0]?.nodeType === 'Text';
}

function shown(node: XmlNode): Value {
  if (node.nodeType === 'Text' || node instanceof XmlAttribute) return node.innerText;
  if (node.attributes?.length) return node;
  return node.children.length === 0 || isTextOnly(node) ? node.innerText : node;
}

function setText(node: XmlNode, text: string): void {
  const plain = node.children.length === 0 || isTextOnly(node);
  if (node.attributes?.length || !plain)
    throw new NetException(
      'System.Management.Automation.SetValueException',
      `Cannot set "${node.localName}" because only strings can be used as values to set XmlNode properties.`,
      {errorId: 'XmlNodeSetShouldBeAString'},
    );
  node.innerText = text;
}
