/** The core functions of XPath 1.0. Source: XML Path Language 1.0, 4. id() is missing. */
import type {XmlNode} from './xml-node.ts';
import {toXPathBoolean, toXPathNumber, toXPathString, type XPathValue} from './xpath-value.ts';

/** A call in its context. */
export interface Call {
  readonly node: XmlNode;
  readonly position: number;
  readonly size: number;
  readonly args: readonly XPathValue[];
}

interface XPathFunction {
  /** Fewest and most arguments. */
  readonly counts: readonly [number, number];
  readonly run: (call: Call) => XPathValue;
}

const MANY = Number.POSITIVE_INFINITY;

/** The argument as text; without one that of the context node. */
function text(call: Call, at = 0): string {
  const value = call.args[at];
  return value === undefined ? call.node.innerText : toXPathString(value);
}

function number(call: Call, at: number): number {
  return toXPathNumber(call.args[at] ?? Number.NaN);
}

function nodes(call: Call): XmlNode[] {
  const [value] = call.args;
  return Array.isArray(value) ? value : [];
}

/** The first node of the argument; without one the context node. */
function node(call: Call): XmlNode | undefined {
  return call.args.length === 0 ? call.node : nodes(call)[0];
}

/** Half way goes up; .5 of a negative number too. */
function round(value: number): number {
  return Math.floor(value + 0.5);
}

function substring(call: Call): string {
  const whole = [...text(call)];
  const from = round(number(call, 1));
  const to = call.args.length > 2 ? from + round(number(call, 2)) : MANY;
  return whole.filter((_, at) => at + 1 >= from && at + 1 < to).join('');
}

function translate(call: Call): string {
  const [from, to] = [[...text(call, 1)], [...text(call, 2)]];
  return [...text(call)]
    .map(character => {
      const at = from.indexOf(character);
      return at < 0 ? character : (to[at] ?? '');
    })
    .join('');
}

/** The language of a node is that of the nearest xml:lang. */
function isLanguage(call: Call): boolean {
  const wanted = text(call).toLowerCase();
  for (let at: XmlNode | null = call.node; at !== null; at = at.parent) {
    const found = at.attributes?.find(({name}) => name === 'xml:lang')?.value.toLowerCase();
    if (found !== undefined) return found === wanted || found.startsWith(`${wanted}-`);
  }
  return false;
}

export const FUNCTIONS: Readonly<Record<string, XPathFunction>> = {
  last: {counts: [0, 0], run: call => call.size},
  position: {counts: [0, 0], run: call => call.position},
  count: {counts: [1, 1], run: call => nodes(call).length},
  'local-name': {counts: [0, 1], run: call => node(call)?.localName ?? ''},
  'namespace-uri': {counts: [0, 1], run: call => node(call)?.namespaceUri ?? ''},
  name: {counts: [0, 1], run: call => node(call)?.name ?? ''},
  string: {counts: [0, 1], run: call => text(call)},
  concat: {counts: [2, MANY], run: call => call.args.map(toXPathString).join('')},
  'starts-with': {counts: [2, 2], run: call => text(call).startsWith(text(call, 1))},
  contains: {counts: [2, 2], run: call => text(call).includes(text(call, 1))},
  'substring-before': {
    counts: [2, 2],
    run: call => text(call).slice(0, Math.max(0, text(call).indexOf(text(call, 1)))),
  },
  'substring-after': {
    counts: [2, 2],
    run: call => {
      const at = text(call).indexOf(text(call, 1));
      return at < 0 ? '' : text(call).slice(at + text(call, 1).length);
    },
  },
  substring: {counts: [2, 3], run: substring},
  'string-length': {counts: [0, 1], run: call => [...text(call)].length},
  'normalize-space': {
    counts: [0, 1],
    run: call =>
      text(call)
        .trim()
        .replace(/[ \t\r\n]+/g, ' '),
  },
  translate: {counts: [3, 3], run: translate},
  boolean: {counts: [1, 1], run: call => toXPathBoolean(call.args[0] ?? false)},
  not: {counts: [1, 1], run: call => !toXPathBoolean(call.args[0] ?? false)},
  true: {counts: [0, 0], run: () => true},
  false: {counts: [0, 0], run: () => false},
  lang: {counts: [1, 1], run: isLanguage},
  number: {counts: [0, 1], run: call => toXPathNumber(call.args[0] ?? call.node.innerText)},
  sum: {
    counts: [1, 1],
    run: call => nodes(call).reduce((sum, one) => sum + toXPathNumber(one.innerText), 0),
  },
  floor: {counts: [1, 1], run: call => Math.floor(number(call, 0))},
  ceiling: {counts: [1, 1], run: call => Math.ceil(number(call, 0))},
  round: {counts: [1, 1], run: call => round(number(call, 0))},
};
