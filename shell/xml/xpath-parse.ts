/** XPath 1.0 expressions as trees. Source: XML Path Language 1.0, grammar productions 1 to 39. */
import {NetException} from '../values/net-exception.ts';

export const AXES = [
  'ancestor',
  'ancestor-or-self',
  'attribute',
  'child',
  'descendant',
  'descendant-or-self',
  'following',
  'following-sibling',
  'parent',
  'preceding',
  'preceding-sibling',
  'self',
] as const;

export type Axis = (typeof AXES)[number];

export type NodeTest =
  | {readonly kind: 'name'; readonly prefix: string; readonly local: string}
  | {
      readonly kind: 'node' | 'text' | 'comment' | 'processing-instruction';
      readonly target: string;
    };

export interface Step {
  readonly axis: Axis;
  readonly test: NodeTest;
  readonly predicates: readonly XPathTree[];
}

export type XPathTree =
  | {readonly kind: 'number'; readonly value: number}
  | {readonly kind: 'string'; readonly value: string}
  | {readonly kind: 'variable'; readonly name: string}
  | {readonly kind: 'call'; readonly name: string; readonly args: readonly XPathTree[]}
  | {readonly kind: 'negate'; readonly operand: XPathTree}
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: XPathTree;
      readonly right: XPathTree;
    }
  | {readonly kind: 'filter'; readonly base: XPathTree; readonly predicates: readonly XPathTree[]}
  | {
      readonly kind: 'path';
      /** Where it starts: an expression, the document, or null for the context node. */
      readonly start: XPathTree | 'root' | null;
      readonly steps: readonly Step[];
    };

type TokenKind = 'number' | 'string' | 'name' | 'operator' | 'variable' | 'end';

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d*)?|\.\d+)|"([^"]*)"|'([^']*)'|(\.\.|::|\/\/|!=|<=|>=|[()[\].@,/|+\-=<>*])|\$([\w.-]+(?::[\w.-]+)?)|([A-Za-z_\u00c0-\uffff][\w.\-\u00b7-\uffff]*(?::(?!:)(?:\*|[A-Za-z_\u00c0-\uffff][\w.\-\u00b7-\uffff]*))?))/y;

const NODE_TYPES = /^(?:node|text|comment|processing-instruction)$/;

/** Operators, loosest first; a row binds from the left. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['or'],
  ['and'],
  ['=', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', 'div', 'mod'],
];

/** Throws System.Xml.XPath.XPathException. */
export function parseXPath(text: string): XPathTree {
  return new XPathParser(text).parse();
}

function invalid(text: string, why: string): NetException {
  return new NetException('System.Xml.XPath.XPathException', `'${text}' has an invalid token.`, {
    fields: {Reason: why},
  });
}

class XPathParser {
  readonly #text: string;
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  parse(): XPathTree {
    const tree = this.#binary(0);
    if (this.#peek().kind !== 'end') throw invalid(this.#text, this.#peek().text);
    return tree;
  }

  #binary(level: number): XPathTree {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    while (this.#isOperator(operators)) {
      const operator = this.#next().text;
      left = {kind: 'binary', operator, left, right: this.#binary(level + 1)};
    }
    return left;
  }

  /** Names are operators after an operand, which is where this is asked. */
  #isOperator(operators: readonly string[]): boolean {
    const {kind, text} = this.#peek();
    return (kind === 'operator' || kind === 'name') && operators.includes(text);
  }

  #unary(): XPathTree {
    if (this.#takes('-')) return {kind: 'negate', operand: this.#unary()};
    let left = this.#path();
    while (this.#takes('|')) left = {kind: 'binary', operator: '|', left, right: this.#path()};
    return left;
  }

  #path(): XPathTree {
    if (this.#startsPrimary()) {
      const base = this.#filter();
      if (this.#is('/') || this.#is('//')) return {kind: 'path', start: base, steps: this.#more()};
      return base;
    }
    if (this.#is('//')) return {kind: 'path', start: 'root', steps: this.#more()};
    if (this.#takes('/'))
      return {kind: 'path', start: 'root', steps: this.#startsStep() ? this.#steps() : []};
    return {kind: 'path', start: null, steps: this.#steps()};
  }

  #startsPrimary(): boolean {
    const {kind, text} = this.#peek();
    if (kind === 'number' || kind === 'string' || kind === 'variable') return true;
    if (kind === 'operator') return text === '(';
    return kind === 'name' && this.#peek(1).text === '(' && !NODE_TYPES.test(text);
  }

  #startsStep(): boolean {
    const {kind, text} = this.#peek();
    return kind === 'name' || (kind === 'operator' && /^(?:\.|\.\.|@|\*)$/.test(text));
  }

  #filter(): XPathTree {
    const base = this.#primary();
    const predicates = this.#predicates();
    return predicates.length === 0 ? base : {kind: 'filter', base, predicates};
  }

  #primary(): XPathTree {
    const {kind, text} = this.#next();
    if (kind === 'number') return {kind, value: Number(text)};
    if (kind === 'string') return {kind, value: text};
    if (kind === 'variable') return {kind, name: text};
    if (kind === 'operator') {
      const inner = this.#binary(0);
      this.#expect(')');
      return inner;
    }
    this.#expect('(');
    const args: XPathTree[] = [];
    while (!this.#takes(')')) {
      args.push(this.#binary(0));
      if (!this.#is(')')) this.#expect(',');
    }
    return {kind: 'call', name: text, args};
  }

  #steps(): Step[] {
    return [this.#step(), ...this.#more()];
  }

  #more(): Step[] {
    const steps: Step[] = [];
    for (;;) {
      if (this.#takes('//')) steps.push(ANYWHERE_BELOW);
      else if (!this.#takes('/')) return steps;
      steps.push(this.#step());
    }
  }

  #step(): Step {
    if (this.#takes('.')) return plainStep('self');
    if (this.#takes('..')) return plainStep('parent');
    const axis = this.#axis();
    return {axis, test: this.#nodeTest(), predicates: this.#predicates()};
  }

  #axis(): Axis {
    if (this.#takes('@')) return 'attribute';
    if (this.#peek(1).text !== '::') return 'child';
    const {text} = this.#next();
    this.#expect('::');
    const axis = AXES.find(known => known === text);
    if (axis === undefined) throw invalid(this.#text, text);
    return axis;
  }

  #nodeTest(): NodeTest {
    if (this.#takes('*')) return {kind: 'name', prefix: '', local: '*'};
    const {kind, text} = this.#next();
    if (kind !== 'name') throw invalid(this.#text, text);
    if (NODE_TYPES.test(text) && this.#takes('(')) {
      const target = this.#peek().kind === 'string' ? this.#next().text : '';
      this.#expect(')');
      return {kind: text as 'node', target};
    }
    const colon = text.indexOf(':');
    return {
      kind: 'name',
      prefix: colon < 0 ? '' : text.slice(0, colon),
      local: text.slice(colon + 1),
    };
  }

  #predicates(): XPathTree[] {
    const predicates: XPathTree[] = [];
    while (this.#takes('[')) {
      predicates.push(this.#binary(0));
      this.#expect(']');
    }
    return predicates;
  }

  #peek(ahead = 0): Token {
    return this.#tokens[this.#at + ahead] ?? {kind: 'end', text: ''};
  }
  #next(): Token {
    const token = this.#peek();
    if (token.kind === 'end') throw invalid(this.#text, 'end');
    this.#at++;
    return token;
  }
  #is(text: string): boolean {
    const token = this.#peek();
    return token.kind === 'operator' && token.text === text;
  }
  #takes(text: string): boolean {
    const found = this.#is(text);
    if (found) this.#at++;
    return found;
  }
  #expect(text: string): void {
    if (!this.#takes(text)) throw invalid(this.#text, this.#peek().text);
  }
}

const ANY_NODE: NodeTest = {kind: 'node', target: ''};

function plainStep(axis: Axis): Step {
  return {axis, test: ANY_NODE, predicates: []};
}

const ANYWHERE_BELOW = plainStep('descendant-or-self');

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    if (!match) throw invalid(text, text.slice(at));
    const [, number, double, single, operator, variable, name] = match;
    if (number !== undefined) tokens.push({kind: 'number', text: number});
    else if (operator !== undefined) tokens.push({kind: 'operator', text: operator});
    else if (variable !== undefined) tokens.push({kind: 'variable', text: variable});
    else if (name !== undefined) tokens.push({kind: 'name', text: name});
    else tokens.push({kind: 'string', text: double ?? single ?? ''});
  }
  return tokens;
}
