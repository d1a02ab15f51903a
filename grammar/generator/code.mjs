/**
 * Expressions of a grammar as JavaScript.
 *
 * An expression becomes statements that go on when it matches and leave by `fail` (a `break` or `return`)
 * when it does not. Who goes on after a failure puts the position back; a failing expression leaves it as it
 * is. Values that nobody asks for are not made, and alternatives that can not match the next character are
 * not tried. Messages of what was expected are not made at all: the grammar has its own error productions.
 */
import * as characters from './characters.mjs';

/** Names of labels and the variables that hold them, inner ones over outer ones. */
const NO_LABELS = new Map();

export class CodeWriter {
  #starts;
  #rules = new Map(); // expressions by name
  #tests = new characters.CharacterTests();
  #functions = []; // the grammar's own code
  #count = 0;

  constructor(grammar, starts) {
    this.#starts = starts;
    for (const {name, expression} of grammar.rules) this.#rules.set(name, expression);
  }

  /** Declarations that the code of the rules needs around it. */
  get tables() {
    return this.#tests.declarations;
  }

  get functions() {
    return this.#functions;
  }

  /** The function that parses `rule`: its value, or peg$FAILED. */
  rule({name, expression}) {
    this.#count = 0;
    const lines = [];
    const value = this.#write(lines, expression, true, 'return peg$FAILED;', new Map(NO_LABELS));
    return [`function peg$parse${name}() {`, ...lines, `return ${value};`, '}'].join('\n');
  }

  #fresh() {
    return `s${this.#count++}`;
  }

  /** Adds the statements of `node`; answers an expression that is its value (only when `wanted`). */
  #write(lines, node, wanted, fail, labels) {
    if (node.type === 'rule_ref' && this.#readsCharacter(node))
      return this.#write(lines, this.#rules.get(node.name), wanted, fail, new Map());
    return this[node.type](lines, node, wanted, fail, labels);
  }

  /** A class, perhaps after a look at what it must not be: shorter in place than a call. */
  #readsCharacter(node) {
    switch (node.type) {
      case 'class':
        return true;
      case 'labeled':
        return this.#readsCharacter(node.expression);
      case 'rule_ref':
        return this.#readsCharacter(this.#rules.get(node.name));
      case 'sequence': {
        const looks = node.elements.slice(0, -1);
        const isLook = one => one.type === 'simple_not' && one.expression.type === 'class';
        return looks.every(isLook) && this.#readsCharacter(node.elements.at(-1));
      }
      default:
        return false;
    }
  }

  // ---- characters ----

  literal(lines, {value, ignoreCase}, wanted, fail) {
    if (value === '') return '""';
    const length = value.length;
    if (length === 1 || ignoreCase) this.#units(lines, value, ignoreCase, fail);
    else lines.push(`if (!input.startsWith(${JSON.stringify(value)}, peg$currPos)) ${fail}`);
    lines.push(`peg$currPos += ${length};`);
    if (!ignoreCase) return JSON.stringify(value);
    return wanted ? this.#keep(lines, `input.slice(peg$currPos - ${length}, peg$currPos)`) : '';
  }

  #units(lines, value, ignoreCase, fail) {
    [...value].forEach((char, index) => {
      const code = this.#code(lines, index);
      lines.push(`if (!${this.#tests.test(characters.ofText(char, ignoreCase), code)}) ${fail}`);
    });
  }

  class(lines, node, wanted, fail) {
    lines.push(`if (!${this.#tests.test(characters.ofClass(node), this.#code(lines, 0))}) ${fail}`);
    const value = wanted ? this.#keep(lines, 'input.charAt(peg$currPos)') : '';
    lines.push('peg$currPos++;');
    return value;
  }

  any(lines, _node, wanted, fail) {
    lines.push(`if (peg$currPos >= input.length) ${fail}`);
    const value = wanted ? this.#keep(lines, 'input.charAt(peg$currPos)') : '';
    lines.push('peg$currPos++;');
    return value;
  }

  /** A variable with the code of the character `index` places on. */
  #code(lines, index) {
    const at = index === 0 ? 'peg$currPos' : `peg$currPos + ${index}`;
    return this.#keep(lines, `input.charCodeAt(${at})`);
  }

  #keep(lines, expression) {
    const name = this.#fresh();
    lines.push(`const ${name} = ${expression};`);
    return name;
  }

  // ---- one after another ----

  sequence(lines, {elements}, wanted, fail, labels) {
    const picks = elements.some(element => element.pick);
    const values = [];
    elements.forEach((element, index) => {
      const used = wanted && (!picks || element.pick);
      if (index > 0) this.#look(lines, element, fail);
      const value = this.#write(lines, element, used, fail, labels);
      if (used) values.push(value);
    });
    return values.length === 1 && picks ? values[0] : `[${values.join(', ')}]`;
  }

  /** A rule that the next character rules out need not be called. */
  #look(lines, node, fail) {
    const target = node.type === 'labeled' ? node.expression : node;
    if (target.type !== 'rule_ref') return;
    const next = this.#starts.next(target);
    if (characters.isAll(next)) return;
    lines.push(`if (!${this.#tests.test(next, this.#code(lines, 0))}) ${fail}`);
  }

  labeled(lines, {label, expression}, wanted, fail, labels) {
    const value = this.#write(lines, expression, wanted || !!label, fail, labels);
    if (label) labels.set(label, value);
    return value;
  }

  group(lines, {expression}, wanted, fail, labels) {
    return this.#write(lines, expression, wanted, fail, new Map(labels));
  }

  named(lines, {expression}, wanted, fail, labels) {
    return this.#write(lines, expression, wanted, fail, labels);
  }

  text(lines, {expression}, wanted, fail, labels) {
    const start = wanted ? this.#keep(lines, 'peg$currPos') : '';
    this.#write(lines, expression, false, fail, labels);
    return wanted ? this.#keep(lines, `input.slice(${start}, peg$currPos)`) : '';
  }

  rule_ref(lines, node, _wanted, fail) {
    const value = this.#keep(lines, `peg$parse${node.name}()`);
    if (!this.#starts.of(node).certain) lines.push(`if (${value} === peg$FAILED) ${fail}`);
    return value;
  }

  // ---- one or another ----

  choice(lines, {alternatives}, wanted, fail, labels) {
    const value = this.#fresh();
    const label = `choice${value}`;
    const start = this.#fresh();
    if (wanted) lines.push(`let ${value};`);
    lines.push(`${label}: {`, `const ${start} = peg$currPos;`);
    const code = this.#code(lines, 0);
    const last = alternatives.at(-1);
    for (const alternative of alternatives) {
      const leave = alternative === last ? fail : `break ${label}not;`;
      const open = alternative === last ? '' : `${label}not: `;
      const test = this.#tests.test(this.#starts.next(alternative), code);
      if (test !== 'true') lines.push(`if (${test}) ${open}{`);
      else lines.push(`${open}{`);
      const found = this.#write(lines, alternative, wanted, leave, new Map(labels));
      if (wanted) lines.push(`${value} = ${found};`);
      lines.push(`break ${label};`, '}');
      if (alternative !== last) lines.push(`peg$currPos = ${start};`);
    }
    lines.push(fail, '}');
    return value;
  }

  optional(lines, {expression}, wanted, _fail, labels) {
    const value = this.#fresh();
    const start = this.#fresh();
    if (wanted) lines.push(`let ${value} = null;`);
    this.#guarded(lines, expression, () => {
      lines.push(`const ${start} = peg$currPos;`, `${value}: {`, `${value}not: {`);
      const found = this.#write(lines, expression, wanted, `break ${value}not;`, new Map(labels));
      if (wanted) lines.push(`${value} = ${found};`);
      lines.push(`break ${value};`, '}', `peg$currPos = ${start};`, '}');
    });
    return value;
  }

  #guarded(lines, expression, write) {
    const next = this.#starts.next(expression);
    if (characters.isAll(next)) lines.push('{');
    else {
      const code = this.#code(lines, 0);
      lines.push(`if (${this.#tests.test(next, code)}) {`);
    }
    write();
    lines.push('}');
  }

  // ---- again and again ----

  zero_or_more(lines, {expression}, wanted, _fail, labels) {
    const list = this.#fresh();
    if (wanted) lines.push(`const ${list} = [];`);
    this.#repeat(lines, expression, list, wanted, labels);
    return list;
  }

  one_or_more(lines, {expression}, wanted, fail, labels) {
    const first = this.#write(lines, expression, wanted, fail, new Map(labels));
    const list = this.#fresh();
    if (wanted) lines.push(`const ${list} = [${first}];`);
    this.#repeat(lines, expression, list, wanted, labels);
    return list;
  }

  #repeat(lines, expression, list, wanted, labels) {
    const start = this.#fresh();
    lines.push(`${list}: for (;;) {`, `const ${start} = peg$currPos;`, `${list}not: {`);
    if (expression.type !== 'class') {
      const next = this.#starts.next(expression);
      if (!characters.isAll(next)) {
        const code = this.#code(lines, 0);
        lines.push(`if (!${this.#tests.test(next, code)}) break ${list};`);
      }
    }
    const value = this.#write(lines, expression, wanted, `break ${list}not;`, new Map(labels));
    if (wanted) lines.push(`${list}.push(${value});`);
    lines.push(`continue ${list};`, '}', `peg$currPos = ${start};`, `break ${list};`, '}');
  }

  // ---- looking ahead ----

  simple_and(lines, {expression}, _wanted, fail, labels) {
    if (this.#single(expression)) {
      const code = this.#code(lines, 0);
      lines.push(`if (!${this.#tests.test(this.#starts.next(expression), code)}) ${fail}`);
      return 'undefined';
    }
    const start = this.#keep(lines, 'peg$currPos');
    this.#write(lines, expression, false, fail, new Map(labels));
    lines.push(`peg$currPos = ${start};`);
    return 'undefined';
  }

  simple_not(lines, {expression}, _wanted, fail, labels) {
    if (this.#single(expression)) {
      const code = this.#code(lines, 0);
      lines.push(`if (${this.#tests.test(this.#starts.next(expression), code)}) ${fail}`);
      return 'undefined';
    }
    const name = this.#fresh();
    const start = this.#keep(lines, 'peg$currPos');
    lines.push(`${name}: {`);
    this.#write(lines, expression, false, `break ${name};`, new Map(labels));
    lines.push(fail, '}', `peg$currPos = ${start};`);
    return 'undefined';
  }

  /** Is this a test of one character and nothing else? */
  #single({type, value}) {
    return type === 'class' || type === 'any' || (type === 'literal' && value.length === 1);
  }

  // ---- the grammar's own code ----

  semantic_and(lines, {code}, _wanted, fail, labels) {
    lines.push('peg$savedPos = peg$currPos;', `if (!${this.#call(code, labels)}) ${fail}`);
    return 'undefined';
  }

  semantic_not(lines, {code}, _wanted, fail, labels) {
    lines.push('peg$savedPos = peg$currPos;', `if (${this.#call(code, labels)}) ${fail}`);
    return 'undefined';
  }

  action(lines, {expression, code}, _wanted, fail, labels) {
    const inner = new Map(labels);
    const start = this.#keep(lines, 'peg$currPos');
    // The labels are wanted, the list of all parts is not.
    const wanted = expression.type !== 'sequence';
    this.#write(lines, expression, wanted, fail, inner);
    lines.push(`peg$savedPos = ${start};`);
    return this.#keep(lines, this.#call(code, inner));
  }

  /** A call of the grammar's code with the labels that it names. */
  #call(code, labels) {
    const used = [...labels.keys()].filter(label => new RegExp(`\\b${label}\\b`).test(code));
    const text = `(${used.join(', ')}) => {${code}};`;
    let index = this.#functions.indexOf(text);
    if (index < 0) index = this.#functions.push(text) - 1;
    return `peg$f${index}(${used.map(label => labels.get(label)).join(', ')})`;
  }
}
