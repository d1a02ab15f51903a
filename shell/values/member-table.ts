/**
 * A type's own members, made from its tables: properties, and methods as lists of overloads.
 */
import type {Access} from './access.ts';
import type * as Marshal from './marshal.ts';
import type {NetType} from './net-type.ts';
import type {Signature} from './signature.ts';
import {parseSignature, signatureName} from './signature.ts';
import type {GetSet, MemberTables} from './type-spec.ts';
import type {Value} from './value.ts';

/** Evaluated at the first use: marshal.ts needs the types that are being defined while this file loads. */
function marshalResult(type: string, owner: NetType): (plain: Value) => Value {
  return (require('./marshal.ts') as typeof Marshal).marshalResult(type, owner);
}

/** An instance or static property. For static ones `self` is null. */
export interface Property {
  readonly kind: 'property';
  readonly name: string;
  readonly type: string;
  /** The type itself, where no name leads to it: classes of scripts. */
  readonly valueType?: NetType;
  readonly attributes?: () => readonly Value[];
  /** Absent: public. */
  readonly access?: Access;
  readonly setAccess?: Access;
  readonly hidden: boolean;
  readonly owner: NetType;
  get(self: Value): Value;
  set?(self: Value, value: Value): void;
}

/**
 * One way to call a method; `plain` says that arguments and result are marshalled (see type-spec.ts). A generic
 * method gets its type arguments before the others.
 */
export interface Overload {
  readonly signature: Signature | undefined;
  readonly plain: boolean;
  call(self: Value, args: Value[]): Value;
}

export interface Method {
  readonly kind: 'method';
  readonly name: string;
  readonly owner: NetType;
  readonly isStatic: boolean;
  readonly attributes?: () => readonly Value[];
  readonly access?: Access;
  /** Some overloads have type parameters. */
  readonly isGeneric?: boolean;
  /** Parsed when first looked at. */
  readonly overloads: readonly Overload[];
}

type Loose = (...args: Value[]) => Value;

/** Reads `text` when first asked. */
class LazyOverload implements Overload {
  readonly plain = true;
  private readonly text: string;
  private readonly run: Loose;
  private readonly isStatic: boolean;
  private parsed: Signature | undefined;

  constructor(text: string, run: Loose, isStatic: boolean) {
    this.text = text;
    this.run = run;
    this.isStatic = isStatic;
  }
  get signature(): Signature {
    this.parsed ??= parseSignature(this.text);
    return this.parsed;
  }
  call(self: Value, args: Value[]): Value {
    return this.isStatic ? this.run(...args) : this.run(self, ...args);
  }
}

export class MemberTable {
  readonly members = new Map<string, Property | Method>();
  readonly statics = new Map<string, Property | Method>();
  readonly constructors: readonly Overload[];

  constructor(owner: NetType, tables: MemberTables) {
    for (const [name, spec] of Object.entries(tables.properties ?? {})) {
      this.members.set(name.toLowerCase(), declaredProperty(owner, name, spec as DeclaredProperty));
    }
    for (const [name, spec] of Object.entries(tables.methods ?? {})) {
      this.members.set(name.toLowerCase(), declaredMethod(owner, name, spec as DeclaredMethod));
    }
    addSigned(this.members, owner, tables.members, false);
    addSigned(this.statics, owner, tables.statics, true);
    this.constructors = Object.entries(tables.constructors ?? {}).map(
      ([text, run]) =>
        new LazyOverload(`${owner.fullName.replaceAll(' ', '')} new${text}`, run as Loose, true),
    );
  }
}

interface DeclaredProperty {
  type?: string;
  hidden?: boolean;
  get(self: Value): Value;
  set?(self: Value, value: Value): void;
}

/** A declared type makes plain results values of that type (`type: 'long'` and a number). */
function declaredProperty(owner: NetType, name: string, spec: DeclaredProperty): Property {
  const marshal = marshalResult(spec.type ?? 'object', owner);
  return {
    kind: 'property',
    name,
    type: spec.type ?? 'object',
    hidden: spec.hidden ?? false,
    owner,
    get: self => marshal(spec.get(self)),
    ...(spec.set ? {set: (self: Value, value: Value) => spec.set?.(self, value)} : {}),
  };
}

interface DeclaredMethod {
  overloads?: readonly string[];
  call(self: Value, args: Value[], call: {overload: number}): Value;
}

function declaredMethod(owner: NetType, name: string, spec: DeclaredMethod): Method {
  const texts = spec.overloads ?? [];
  const overloads: Overload[] = texts.map((text, overload) => ({
    signature: parseSignature(text.includes('(') ? text : `object ${name}()`),
    plain: false,
    call: (self, args) => spec.call(self, args, {overload}),
  }));
  if (overloads.length === 0) {
    overloads.push({
      signature: undefined,
      plain: false,
      call: (self, args) => spec.call(self, args, {overload: 0}),
    });
  }
  return {kind: 'method', name, owner, isStatic: false, overloads};
}

function addSigned(
  into: Map<string, Property | Method>,
  owner: NetType,
  table: MemberTables['members'] | MemberTables['statics'],
  isStatic: boolean,
): void {
  for (const [text, run] of Object.entries(table ?? {})) {
    const name = signatureName(text);
    const lower = name.toLowerCase();
    if (!text.includes('(')) {
      into.set(lower, signedProperty(owner, name, text, run, isStatic));
      continue;
    }
    const overload = new LazyOverload(text, run as Loose, isStatic);
    const known = into.get(lower);
    const isGeneric = text.includes('<');
    if (known?.kind === 'method') {
      const overloads = [...known.overloads, overload];
      into.set(lower, {...known, isGeneric: isGeneric || known.isGeneric === true, overloads});
    } else
      into.set(lower, {kind: 'method', name, owner, isStatic, isGeneric, overloads: [overload]});
  }
}

function signedProperty(
  owner: NetType,
  name: string,
  text: string,
  run: unknown,
  isStatic: boolean,
): Property {
  const type = text.slice(0, text.lastIndexOf(' ')).trim();
  const marshal = marshalResult(type, owner);
  const pair = typeof run === 'function' ? undefined : (run as GetSet<Value>);
  const read = (pair ? pair.get : run) as Loose;
  const write = pair?.set as Loose | undefined;
  return {
    kind: 'property',
    name,
    type,
    hidden: false,
    owner,
    get: self => marshal(isStatic ? read() : read(self)),
    ...(write
      ? {set: (self: Value, value: Value) => void (isStatic ? write(value) : write(self, value))}
      : {}),
  };
}
