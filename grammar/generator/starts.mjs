/**
 * What may stand where an expression of the grammar begins.
 *
 * `need` is the set of characters one of which must come next for the expression to match; `free` says that
 * it may match whatever comes next (for instance because it can match nothing). `certain`: it never fails.
 * The generated code looks at one character and leaves out what can not match.
 */
import * as characters from './characters.mjs';

const UNKNOWN = {need: characters.ALL, free: true, certain: false};
const IMPOSSIBLE = {need: characters.NONE, free: false, certain: false};

export class Starts {
  #rules = new Map();

  /** Goes over the rules until nothing is learned any more. */
  constructor(grammar) {
    for (const {name} of grammar.rules) this.#rules.set(name, IMPOSSIBLE);
    for (let changed = true; changed; ) {
      changed = false;
      for (const {name, expression} of grammar.rules) {
        const found = this.of(expression);
        if (JSON.stringify(found) === JSON.stringify(this.#rules.get(name))) continue;
        this.#rules.set(name, found);
        changed = true;
      }
    }
  }

  /** The characters that may come next; all when that is not known. */
  next(node) {
    const {need, free} = this.of(node);
    return free ? characters.ALL : need;
  }

  of(node) {
    switch (node.type) {
      case 'rule_ref':
        return this.#rules.get(node.name);
      case 'literal':
        return node.value === ''
          ? {need: characters.NONE, free: true, certain: true}
          : {
              ...IMPOSSIBLE,
              need: characters.ofText(node.value, node.ignoreCase),
            };
      case 'class':
        return {...IMPOSSIBLE, need: characters.ofClass(node)};
      case 'any':
        return {...IMPOSSIBLE, need: [[0, characters.MAX]]};
      case 'optional':
      case 'zero_or_more':
        return {
          need: this.of(node.expression).need,
          free: true,
          certain: true,
        };
      case 'one_or_more':
      case 'text':
      case 'group':
      case 'labeled':
      case 'named':
      case 'action':
        return this.of(node.expression);
      case 'choice':
        return this.#choice(node.alternatives.map(one => this.of(one)));
      case 'sequence':
        return this.#sequence(node.elements);
      case 'simple_and':
      case 'simple_not':
        return this.#sequence([node]);
      default:
        return UNKNOWN; // a predicate of the grammar's, which may even move on
    }
  }

  #choice(all) {
    return {
      need: all.reduce((set, one) => characters.union(set, one.need), characters.NONE),
      free: all.some(one => one.free),
      certain: all.some(one => one.certain),
    };
  }

  #sequence(elements) {
    let allowed = characters.ALL; // by what is looked at before anything is read
    let need = characters.NONE;
    let free = true;
    let certain = true;
    let atStart = true;
    for (const element of elements) {
      const isLook = element.type === 'simple_and' || element.type === 'simple_not';
      atStart &&= isLook;
      const found = isLook ? this.#look(element) : this.of(element);
      certain &&= found.certain;
      if (atStart) allowed = characters.intersection(allowed, found.need);
      else if (free) need = characters.union(need, found.need);
      if (!atStart) free &&= found.free;
    }
    if (!free) return {need: characters.intersection(need, allowed), free, certain};
    if (characters.isAll(allowed)) return {need, free, certain};
    return {need: allowed, free: false, certain};
  }

  #look(element) {
    const seen = this.#seen(element);
    return {need: seen, free: characters.isAll(seen), certain: false};
  }

  #seen({type, expression}) {
    if (type === 'simple_and') return this.next(expression);
    const single =
      expression.type === 'class' ||
      expression.type === 'any' ||
      (expression.type === 'literal' && expression.value.length === 1);
    return single ? characters.complement(this.of(expression).need) : characters.ALL;
  }
}
