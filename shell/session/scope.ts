/**
 * Scopes: where variables live. A scope is an array of slots and the layout that names them.
 *
 * Every compiled script block has one layout; all its invocations share it, so a local variable is an
 * array index. Layouts only grow: dot-sourced code, Set-Variable and Invoke-Expression add names to the
 * layout of the scope they run in. A slot holds UNSET, a plain value, or a Variable (see variable.ts).
 *
 * Names are lower case here; a Variable remembers its spelling. Source: language specification 4.
 */
import type {Frame} from '../eval/frame.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';
import {VARIABLE_OPTIONS, Variable} from './variable.ts';

/** In a slot: no variable of that name in this scope. */
export const UNSET: unique symbol = Symbol('unset');

/**
 * Names (lower case) that some variable with the AllScope option has or had: only for these does the
 * first assignment in a scope look for a shared variable further out.
 */
export const allScopeNames = new Set<string>();

/** Names of the slots of one script block. */
export class Layout {
  readonly names: string[] = [];
  readonly #index = new Map<string, number>();
  /** Every slot UNSET; sliced for a new scope. */
  readonly template: unknown[] = [];

  /** The slot of a name (lower case), or -1. */
  find(name: string): number {
    return this.#index.get(name) ?? -1;
  }

  /** The slot of a name (lower case), made if it is not there. */
  slot(name: string): number {
    const found = this.#index.get(name);
    if (found !== undefined) return found;
    const made = this.names.push(name) - 1;
    this.#index.set(name, made);
    this.template.push(UNSET);
    return made;
  }
}

/** What belongs to a scope besides variables: definitions that end with it. Made when first needed. */
export interface ScopeDefinitions {
  readonly functions: Map<string, unknown>;
  readonly aliases: Map<string, unknown>;
  readonly drives: Map<string, unknown>;
  /** Classes and enums of scripts, by lower-case name. */
  readonly types: Map<string, NetType>;
}

export class Scope {
  readonly parent: Scope | null;
  readonly layout: Layout;
  readonly slots: unknown[];
  /** `$_` of this scope; UNSET looks further up. */
  underscore: unknown = UNSET;
  /** Where `$script:` leads: this scope for script files and modules. */
  readonly script: Scope;
  definitions: ScopeDefinitions | null = null;
  /** The frame this scope was made for; null for those of modules. */
  owner: Frame | null = null;
  /** Set-StrictMode of this scope: 0 off, 1 to 3; null asks the parent. */
  strict: number | null = null;

  constructor(parent: Scope | null, layout: Layout, isScript = false) {
    this.parent = parent;
    this.layout = layout;
    this.slots = layout.template.slice();
    this.script = isScript || parent === null ? this : parent.script;
  }

  /** Brings the slots up to the layout's size; needed before code compiled later runs here. */
  grow(): void {
    for (let at = this.slots.length; at < this.layout.template.length; at++) this.slots.push(UNSET);
  }

  /** The slot's content in this scope alone: UNSET, a value or a Variable. */
  own(name: string): unknown {
    if (name === '_' || name === 'psitem') return this.underscore;
    const at = this.layout.find(name);
    return at < 0 || at >= this.slots.length ? UNSET : this.slots[at];
  }

  /** Puts a value or a Variable into the slot, past all checks. */
  put(name: string, content: unknown): void {
    if (name === '_' || name === 'psitem') {
      this.underscore = content;
      return;
    }
    const at = this.layout.slot(name);
    this.grow();
    this.slots[at] = content;
  }

  /** The nearest content up the chain; private variables of outer scopes are not seen. */
  find(name: string): unknown {
    if (name === '_' || name === 'psitem') return this.findUnderscore();
    return findFrom(this, name);
  }

  findUnderscore(): unknown {
    if (this.underscore !== UNSET) return this.underscore;
    return this.parent === null ? UNSET : this.parent.findUnderscore();
  }

  /** The scope that holds the variable a read of `name` would find. */
  holder(name: string): Scope | null {
    if (this.own(name) !== UNSET) return this;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const content = scope.own(name);
      if (content !== UNSET && !isPrivate(content)) return scope;
    }
    return null;
  }

  /** Assignment in this scope: through the Variable if there is one, else into the slot. */
  assign(name: string, value: Value): void {
    const content = this.own(name);
    if (content instanceof Variable) content.assign(value);
    else if (content !== UNSET) this.put(name, value);
    else {
      const shared = this.allScope(name);
      if (shared === null) this.put(name, value);
      else shared.assign(value);
    }
  }

  /** The AllScope or constant variable of an outer scope that stands in for a local of that name. */
  allScope(name: string): Variable | null {
    if (!allScopeNames.has(name)) return null;
    for (let scope = this.parent; scope !== null; scope = scope.parent) {
      const content = scope.own(name);
      if (content instanceof Variable && content.has(VARIABLE_OPTIONS.AllScope)) return content;
    }
    return null;
  }

  /** The variable as an object: boxes a plain slot. Null if this scope has none. */
  box(name: string, spelling = name): Variable | null {
    const content = this.own(name);
    if (content === UNSET) return null;
    if (content instanceof Variable) return content;
    const variable = new Variable(spelling, content);
    this.put(name, variable);
    return variable;
  }

  remove(name: string): void {
    if (this.own(name) !== UNSET) this.put(name, UNSET);
  }

  /** Names set in this scope, in order of layout. */
  *variableNames(): Iterable<string> {
    for (let at = 0; at < this.slots.length; at++) {
      if (this.slots[at] !== UNSET) yield this.layout.names[at] as string;
    }
    if (this.underscore !== UNSET) yield '_';
  }

  /** The scope's own definitions, made if there are none. */
  define(): ScopeDefinitions {
    this.definitions ??= {
      functions: new Map(),
      aliases: new Map(),
      drives: new Map(),
      types: new Map(),
    };
    return this.definitions;
  }

  strictVersion(): number {
    if (this.strict !== null) return this.strict;
    return this.parent === null ? 0 : this.parent.strictVersion();
  }
}

function findFrom(start: Scope, name: string): unknown {
  for (let scope: Scope | null = start; scope !== null; scope = scope.parent) {
    const at = scope.layout.find(name);
    if (at < 0 || at >= scope.slots.length) continue;
    const content = scope.slots[at];
    if (content !== UNSET && (scope === start || !isPrivate(content))) return content;
  }
  return UNSET;
}

function isPrivate(content: unknown): boolean {
  return content instanceof Variable && content.has(VARIABLE_OPTIONS.Private);
}

/** The value of a slot's content that is not UNSET. */
export function valueOf(content: unknown): Value {
  return content instanceof Variable ? content.value : content;
}
