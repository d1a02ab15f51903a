/**
 * Values on their way to another runspace: packed into what threads and processes can copy, and unpacked.
 *
 * Threads share no objects here, so every value is copied. `live` (thread jobs, -Parallel) keeps known types
 * as they are, see carried-types.ts; `deserialized` (Start-Job) keeps what CLIXML keeps and makes property
 * bags named `Deserialized.X` of the rest, nested as far as DEPTH. What nobody can carry is a bag in both.
 * One parcel keeps identity: what was one object in it is one object afterwards.
 */
import {ScriptBlock} from '../eval/script-block.ts';
import {deserializedName} from '../values/deserialized.ts';
import {
  elementTypeOf,
  enumerate,
  EnumValue,
  extrasOf,
  Hashtable,
  isEnumerable,
  NetList,
  NetType,
  propertiesOf,
  PSCustomObject,
  toText,
  TYPE,
  typeNamesOf,
  typeOf,
  unwrap,
} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import {carrierOf, type Carrier} from './carried-types.ts';

export type Fidelity = 'live' | 'deserialized';

/** Levels of properties kept below an object of which a bag is made, as remoting does. */
const DEPTH = 1;

/** A packed value: a primitive as it is, or one of these. Structured clone keeps their identity. */
export type Parcel =
  | string
  | number
  | boolean
  | bigint
  | null
  | undefined
  | {kind: 'raw'; value: Uint8Array | Date}
  | {kind: 'array'; of: string; items: Parcel[]}
  | {kind: 'list'; type: string; items: Parcel[]}
  | {kind: 'table'; type: string; caseSensitive: boolean; entries: [Parcel, Parcel][]}
  | {kind: 'bag'; types: string[] | null; text: string | null; members: [string, Parcel][]}
  | {kind: 'extended'; base: Parcel; types: string[] | null; members: [string, Parcel][]}
  | {kind: 'enum'; type: string; value: number}
  | {kind: 'deserializedEnum'; types: string[]; value: number; text: string}
  | {kind: 'type'; name: string}
  | {kind: 'block'; text: string; file: string}
  | {kind: 'carried'; type: string; data: Parcel}
  | {kind: 'plain'; fields: [string, Parcel][]};

export type Boxed = Exclude<Parcel, string | number | boolean | bigint | null | undefined>;

export function pack(value: Value, fidelity: Fidelity): Parcel {
  return new Packer(fidelity).value(value, DEPTH);
}

/** How carriers (carried-types.ts) pack and unpack the parts of their objects. */
export type PackPart = (value: unknown) => Parcel;
export type UnpackPart = (parcel: Parcel) => unknown;

class Packer {
  readonly #live: boolean;
  readonly #packed = new Map<object, Parcel>();

  constructor(fidelity: Fidelity) {
    this.#live = fidelity === 'live';
  }

  value(value: Value, depth: number): Parcel {
    if (typeof value === 'function') return null;
    if (typeof value !== 'object' || value === null) return value as Parcel;
    const known = this.#packed.get(value);
    if (known !== undefined) return known;
    return this.#extended(value, depth);
  }

  #remember<Made extends Boxed>(value: object, parcel: Made): Made {
    this.#packed.set(value, parcel);
    return parcel;
  }

  /** Members that were attached to a value that is no custom object go beside it. */
  #extended(value: object, depth: number): Parcel {
    const extras = value instanceof PSCustomObject ? undefined : extrasOf(value);
    const bare = unwrap(value);
    const base =
      typeof bare === 'object' && bare !== null ? this.#object(bare, depth) : (bare as Parcel);
    const isBag = typeof base === 'object' && base !== null && base.kind === 'bag';
    if (extras === undefined || isBag) return base;
    return {
      kind: 'extended',
      base,
      types: extras.typeNames ?? null,
      members: this.#notes(extras, depth),
    };
  }

  #notes(from: Pick<PSCustomObject, 'members'>, depth: number): [string, Parcel][] {
    return [...from.members.values()].flatMap(member =>
      member.memberType === 'NoteProperty' ? [[member.name, this.value(member.value, depth)]] : [],
    ) as [string, Parcel][];
  }

  #object(value: object, depth: number): Parcel {
    if (value instanceof Uint8Array || value instanceof Date) return {kind: 'raw', value};
    if (value instanceof EnumValue) return this.#enum(value);
    if (value instanceof NetType)
      return this.#live ? {kind: 'type', name: value.fullName} : toText(value);
    if (value instanceof ScriptBlock)
      return this.#live ? {kind: 'block', text: value.text, file: value.source.file} : value.text;
    if (Array.isArray(value)) return this.#array(value, depth);
    if (value instanceof Hashtable) return this.#table(value, depth);
    if (value instanceof NetList) return this.#list(value, depth);
    const carrier = carrierOf(typeOf(value).fullName);
    if (carrier !== undefined && (this.#live || carrier.simple))
      return this.#carried(value, carrier, depth);
    if (value.constructor === Object) return this.#plain(value, depth);
    return this.#bag(value, depth);
  }

  #enum(value: EnumValue): Parcel {
    if (this.#live) return {kind: 'enum', type: value[TYPE].fullName, value: value.value};
    return {
      kind: 'deserializedEnum',
      types: typeNamesOf(value),
      value: value.value,
      text: toText(value),
    };
  }

  #array(value: Value[], depth: number): Parcel {
    const of = this.#live ? elementTypeOf(value).fullName : '';
    const made = this.#remember(value, {kind: 'array', of, items: [] as Parcel[]});
    if (!this.#live && depth < 0) return toText(value);
    for (const item of value) made.items.push(this.value(item, depth - 1));
    return made;
  }

  #list(value: NetList, depth: number): Parcel {
    if (!this.#live && depth < 0) return toText(value);
    const made = this.#remember(value, {
      kind: 'list',
      type: value[TYPE].fullName,
      items: [] as Parcel[],
    });
    for (const item of value.items) made.items.push(this.value(item, depth - 1));
    return made;
  }

  #table(value: Hashtable, depth: number): Parcel {
    if (!this.#live && depth < 0) return toText(value);
    const made = this.#remember(value, {
      kind: 'table',
      type: typeOf(value).fullName,
      caseSensitive: value.caseSensitive,
      entries: [] as [Parcel, Parcel][],
    });
    for (const [key, item] of value.entries())
      made.entries.push([this.value(key, depth - 1), this.value(item, depth - 1)]);
    return made;
  }

  #carried(value: object, carrier: Carrier, depth: number): Parcel {
    const made = this.#remember(value, {
      kind: 'carried',
      type: typeOf(value).fullName,
      data: null as Parcel,
    });
    made.data = carrier.out(value, part => this.value(part, depth));
    return made;
  }

  #plain(value: object, depth: number): Parcel {
    const made = this.#remember(value, {kind: 'plain', fields: [] as [string, Parcel][]});
    for (const [name, item] of Object.entries(value))
      made.fields.push([name, this.value(item, depth)]);
    return made;
  }

  #bag(value: object, depth: number): Parcel {
    const isCustom = value instanceof PSCustomObject;
    if (!isCustom || !this.#live) if (depth < 0) return toText(value);
    if (!isCustom && isEnumerable(value))
      return {
        kind: 'list',
        type: '',
        items: [...enumerate(value)].map(item => this.value(item, depth - 1)),
      };
    const made = this.#remember(value, {
      kind: 'bag',
      types: null as string[] | null,
      text: isCustom ? null : toText(value),
      members: [] as [string, Parcel][],
    });
    made.types = this.#bagTypes(value);
    made.members = this.#properties(value, isCustom && this.#live ? depth : depth - 1);
    return made;
  }

  #bagTypes(value: object): string[] | null {
    if (value instanceof PSCustomObject && (this.#live || value.typeNames === undefined))
      return value.typeNames ?? null;
    return typeNamesOf(value).map(deserializedName);
  }

  /** Properties that cannot be read are left out. */
  #properties(value: object, depth: number): [string, Parcel][] {
    return propertiesOf(value).flatMap(property => {
      try {
        return [[property.name, this.value(property.get(), depth)] as [string, Parcel]];
      } catch {
        return []; // a getter that throws has no value to copy
      }
    });
  }
}
