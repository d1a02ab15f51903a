/**
 * XPath 1.0 over the nodes of xml-node.ts. Source: XML Path Language 1.0. The namespace axis and id() are
 * missing: nodes here have no namespace nodes and no types of attributes.
 */
import {NetException} from '../values/net-exception.ts';
import {XmlAttribute, XmlElement} from './xml-element.ts';
import {type XmlNode, XMLNS} from './xml-node.ts';
import {XmlDeclaration, XmlDocumentType} from './xml-text.ts';
import {type Axis, type NodeTest, parseXPath, type Step, type XPathTree} from './xpath-parse.ts';
import {type Call, FUNCTIONS} from './xpath-functions.ts';
import {toXPathBoolean, toXPathNumber, toXPathString, type XPathValue} from './xpath-value.ts';

/** Namespace of a prefix in the expression; undefined when it is not known. */
export type PrefixResolver = (prefix: string) => string | undefined;

interface Context {
  readonly node: XmlNode;
  /** From 1. */
  readonly position: number;
  readonly size: number;
  readonly resolve: PrefixResolver;
  readonly order: DocumentOrder;
}

/** The value of an expression at a node. Throws XPathException. */
export function evaluateXPath(node: XmlNode, text: string, resolve: PrefixResolver): XPathValue {
  const order = new DocumentOrder(node);
  return evaluate(parseXPath(text), {node, position: 1, size: 1, resolve, order});
}

/** The nodes an expression finds, in document order. Throws XPathException when it finds none such. */
export function selectNodes(node: XmlNode, text: string, resolve: PrefixResolver): XmlNode[] {
  const value = evaluateXPath(node, text, resolve);
  if (Array.isArray(value)) return value;
  throw failure('Expression must evaluate to a node-set.');
}

function failure(message: string): NetException {
  return new NetException('System.Xml.XPath.XPathException', message);
}

function evaluate(tree: XPathTree, context: Context): XPathValue {
  switch (tree.kind) {
    case 'number':
    case 'string':
      return tree.value;
    case 'variable':
      throw failure(`The variable '${tree.name}' is not known.`);
    case 'negate':
      return -toXPathNumber(evaluate(tree.operand, context));
    case 'binary':
      return binary(tree, context);
    case 'call':
      return callFunction(tree.name, tree.args, context);
    case 'filter':
      return filtered(nodesOf(tree.base, context), tree.predicates, context);
    case 'path':
      return followPath(tree, context);
  }
}

function nodesOf(tree: XPathTree, context: Context): XmlNode[] {
  const value = evaluate(tree, context);
  if (Array.isArray(value)) return value;
  throw failure('Expression must evaluate to a node-set.');
}

function callFunction(name: string, args: readonly XPathTree[], context: Context): XPathValue {
  const known = FUNCTIONS[name];
  if (known === undefined)
    throw failure(
      'Namespace Manager or XsltContext needed. This query has a prefix, variable, or user-defined function.',
    );
  const [fewest, most] = known.counts;
  if (args.length < fewest || args.length > most)
    throw failure(`Function '${name}' does not take ${args.length} arguments.`);
  const call: Call = {
    node: context.node,
    position: context.position,
    size: context.size,
    args: args.map(arg => evaluate(arg, context)),
  };
  return known.run(call);
}

// ---- operators -----------------------------------------------------------------------------------

type Binary = Extract<XPathTree, {kind: 'binary'}>;

function binary({operator, left, right}: Binary, context: Context): XPathValue {
  if (operator === 'or')
    return toXPathBoolean(evaluate(left, context)) || toXPathBoolean(evaluate(right, context));
  if (operator === 'and')
    return toXPathBoolean(evaluate(left, context)) && toXPathBoolean(evaluate(right, context));
  if (operator === '|')
    return context.order.sorted([...nodesOf(left, context), ...nodesOf(right, context)]);
  const [a, b] = [evaluate(left, context), evaluate(right, context)];
  const arithmetic = ARITHMETIC[operator];
  return arithmetic ? arithmetic(toXPathNumber(a), toXPathNumber(b)) : holds(operator, a, b);
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => a % b,
};

/** A set compares true when one of its nodes does. */
function holds(operator: string, a: XPathValue, b: XPathValue): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean') {
    if (operator === '=') return toXPathBoolean(a) === toXPathBoolean(b);
    if (operator === '!=') return toXPathBoolean(a) !== toXPathBoolean(b);
  }
  if (Array.isArray(a)) return a.some(node => holds(operator, alike(node.innerText, b), b));
  if (Array.isArray(b)) return b.some(node => holds(operator, a, alike(node.innerText, a)));
  return compareScalars(operator, a, b);
}

function alike(text: string, other: XPathValue): XPathValue {
  return typeof other === 'number' ? toXPathNumber(text) : text;
}

function compareScalars(
  operator: string,
  a: Exclude<XPathValue, XmlNode[]>,
  b: Exclude<XPathValue, XmlNode[]>,
): boolean {
  if (operator === '=' || operator === '!=') {
    const same =
      typeof a === 'number' || typeof b === 'number'
        ? toXPathNumber(a) === toXPathNumber(b)
        : toXPathString(a) === toXPathString(b);
    return same === (operator === '=');
  }
  const [x, y] = [toXPathNumber(a), toXPathNumber(b)];
  if (operator === '<') return x < y;
  if (operator === '<=') return x <= y;
  return operator === '>' ? x > y : x >= y;
}

// ---- paths ---------------------------------------------------------------------------------------

function followPath(path: Extract<XPathTree, {kind: 'path'}>, context: Context): XmlNode[] {
  const {start, steps} = path;
  let nodes =
    start === null
      ? [context.node]
      : start === 'root'
        ? [rootOf(context.node)]
        : nodesOf(start, context);
  for (const step of steps) {
    const found = nodes.flatMap(node => takeStep(node, step, context));
    nodes = context.order.sorted(found);
  }
  return nodes;
}

function takeStep(node: XmlNode, step: Step, context: Context): XmlNode[] {
  const fits = nodeTest(step.test, step.axis, context);
  return filtered(onAxis(node, step.axis).filter(fits), step.predicates, context);
}

/** `nodes` in the order of the axis: a number in a predicate is a place in it. */
function filtered(
  nodes: readonly XmlNode[],
  predicates: readonly XPathTree[],
  context: Context,
): XmlNode[] {
  let kept = [...nodes];
  for (const predicate of predicates)
    kept = kept.filter((node, at) => {
      const value = evaluate(predicate, {...context, node, position: at + 1, size: kept.length});
      return typeof value === 'number' ? value === at + 1 : toXPathBoolean(value);
    });
  return kept;
}

function nodeTest(test: NodeTest, axis: Axis, context: Context): (node: XmlNode) => boolean {
  switch (test.kind) {
    case 'name':
      return nameTest(test, axis === 'attribute' ? 'Attribute' : 'Element', context);
    case 'text':
      return node => /^(?:Text|CDATA|.*[wW]hitespace)$/.test(node.nodeType);
    case 'comment':
      return node => node.nodeType === 'Comment';
    case 'processing-instruction':
      return node =>
        node.nodeType === 'ProcessingInstruction' && (!test.target || node.name === test.target);
    case 'node':
      return () => true;
  }
}

function nameTest(
  {prefix, local}: Extract<NodeTest, {kind: 'name'}>,
  principal: string,
  {resolve}: Context,
): (node: XmlNode) => boolean {
  const uri = prefix === '' ? '' : resolve(prefix);
  if (uri === undefined) throw failure(`Namespace prefix '${prefix}' is not defined.`);
  if (local === '*')
    return node => node.nodeType === principal && (prefix === '' || node.namespaceUri === uri);
  return node =>
    node.nodeType === principal && node.localName === local && node.namespaceUri === uri;
}

function parentOf(node: XmlNode): XmlNode | null {
  return node instanceof XmlAttribute ? node.ownerElement : node.parent;
}

function rootOf(node: XmlNode): XmlNode {
  let root = node;
  for (let up = parentOf(root); up !== null; up = parentOf(up)) root = up;
  return root;
}

/** Children as XPath sees them: no declaration, no document type. */
function childrenOf(node: XmlNode): XmlNode[] {
  return node.children.filter(
    child => !(child instanceof XmlDeclaration || child instanceof XmlDocumentType),
  );
}

function descendantsOf(node: XmlNode): XmlNode[] {
  return childrenOf(node).flatMap(child => [child, ...descendantsOf(child)]);
}

function ancestorsOf(node: XmlNode): XmlNode[] {
  const up = parentOf(node);
  return up === null ? [] : [up, ...ancestorsOf(up)];
}

function siblingsOf(node: XmlNode, after: boolean): XmlNode[] {
  const row = node.parent === null ? [] : childrenOf(node.parent);
  const at = row.indexOf(node);
  return after ? row.slice(at + 1) : row.slice(0, Math.max(0, at)).toReversed();
}

/** In the order of the axis. */
function onAxis(node: XmlNode, axis: Axis): XmlNode[] {
  switch (axis) {
    case 'self':
      return [node];
    case 'child':
      return childrenOf(node);
    case 'parent':
      return ancestorsOf(node).slice(0, 1);
    case 'attribute':
      return node instanceof XmlElement
        ? node.attributes.filter(one => one.namespaceUri !== XMLNS)
        : [];
    case 'descendant':
      return descendantsOf(node);
    case 'descendant-or-self':
      return [node, ...descendantsOf(node)];
    case 'ancestor':
      return ancestorsOf(node);
    case 'ancestor-or-self':
      return [node, ...ancestorsOf(node)];
    case 'following-sibling':
      return siblingsOf(node, true);
    case 'preceding-sibling':
      return siblingsOf(node, false);
    case 'following':
      return [node, ...ancestorsOf(node)].flatMap(one =>
        siblingsOf(one, true).flatMap(later => [later, ...descendantsOf(later)]),
      );
    case 'preceding':
      return [node, ...ancestorsOf(node)].flatMap(one =>
        siblingsOf(one, false).flatMap(earlier =>
          [earlier, ...descendantsOf(earlier)].toReversed(),
        ),
      );
  }
}

/** Places of nodes in their document, numbered when first asked. */
class DocumentOrder {
  readonly #start: XmlNode;
  #places: Map<XmlNode, number> | null = null;

  constructor(start: XmlNode) {
    this.#start = start;
  }

  /** Each node once, in document order. */
  sorted(nodes: readonly XmlNode[]): XmlNode[] {
    const unique = [...new Set(nodes)];
    if (unique.length < 2) return unique;
    this.#places ??= this.#number();
    const places = this.#places;
    return unique.sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
  }

  #number(): Map<XmlNode, number> {
    const places = new Map<XmlNode, number>();
    const visit = (node: XmlNode) => {
      places.set(node, places.size);
      for (const attribute of node.attributes ?? []) places.set(attribute, places.size);
      for (const child of node.children) visit(child);
    };
    visit(rootOf(this.#start));
    return places;
  }
}
