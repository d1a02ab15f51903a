/**
 * The members of one object, by lower-case name in order of insertion.
 *
 * Nearly all are note properties, and objects made by one place of a script have the same names. So names
 * are kept once, in a shape that such objects share, and an object is its shape and a list of values. Any
 * other member, and a note somebody asked for as a member, stands in the list as a `Kept`.
 */
import {foldName} from './fold-name.ts';
import type {ExtendedMember} from './member.ts';
import type {Value} from './value.ts';

/** Above this many names, and when there are more shapes than this, an object has a shape of its own. */
const SHARED_NAMES = 64;
const SHARED_SHAPES = 5000;
let sharedShapes = 0;

/** Names and their places. A shared one never changes: `add` answers another. */
export class Shape {
  readonly names: string[];
  /** Places by lower-case name. */
  readonly places: Map<string, number>;
  /** False: one object's own, which grows with it. */
  readonly isShared: boolean;
  /** Shared shapes with one name more, by that name as written. */
  readonly #next = new Map<string, Shape>();

  constructor(names: string[], places: Map<string, number>, isShared: boolean) {
    this.names = names;
    this.places = places;
    this.isShared = isShared;
  }

  /** The shape with one name more; `lower` must be new. */
  add(lower: string, name: string): Shape {
    if (!this.isShared) {
      this.places.set(lower, this.names.length);
      this.names.push(name);
      return this;
    }
    return this.#next.get(name) ?? this.#grow(lower, name);
  }

  #grow(lower: string, name: string): Shape {
    const isShared = this.names.length < SHARED_NAMES && sharedShapes < SHARED_SHAPES;
    const places = new Map(this.places).set(lower, this.names.length);
    const grown = new Shape([...this.names, name], places, isShared);
    if (isShared) {
      sharedShapes++;
      this.#next.set(name, grown);
    }
    return grown;
  }
}

const EMPTY = new Shape([], new Map(), true);

/** The shape of an object with these names, which differ by more than case. */
export function shapeOf(names: readonly string[]): Shape {
  let shape = EMPTY;
  for (const name of names) shape = shape.add(foldName(name), name);
  return shape;
}

/** A member that is more than its value. */
class Kept {
  readonly member: ExtendedMember;
  constructor(member: ExtendedMember) {
    this.member = member;
  }
}

/** The field of a bag that has the value of one place. */
export type Field = `s${number}`;

const FIELDS: Field[] = [];

export function fieldAt(place: number): Field {
  return (FIELDS[place] ??= `s${place}`);
}

export class MemberBag {
  private names: Shape;
  [field: Field]: unknown;

  /** `values`: of note properties with the names of `shape`. */
  constructor(shape: Shape = EMPTY, values?: readonly Value[]) {
    this.names = shape;
    values?.forEach((value, place) => this.put(place, value));
  }

  get shape(): Shape {
    return this.names;
  }

  get size(): number {
    return this.names.names.length;
  }

  has(lower: string): boolean {
    return this.names.places.has(lower);
  }

  /** The value of a note property; undefined when `lower` is none (or none with a value). */
  noteAt(lower: string): Value {
    const place = this.names.places.get(lower);
    return place === undefined ? undefined : this.noteIn(place);
  }

  /** As `noteAt`, for a place in `shape`. */
  noteIn(place: number): Value {
    const slot = this.at(place);
    if (!(slot instanceof Kept)) return slot;
    return slot.member.memberType === 'NoteProperty' ? slot.member.value : undefined;
  }

  // The first fields are named here: V8 finds a field of a known name without a search.

  private at(place: number): unknown {
    switch (place) {
      case 0:
        return this.s0;
      case 1:
        return this.s1;
      case 2:
        return this.s2;
      case 3:
        return this.s3;
      case 4:
        return this.s4;
      case 5:
        return this.s5;
      case 6:
        return this.s6;
      case 7:
        return this.s7;
      default:
        return this[fieldAt(place)];
    }
  }

  private put(place: number, slot: unknown): void {
    switch (place) {
      case 0:
        this.s0 = slot;
        break;
      case 1:
        this.s1 = slot;
        break;
      case 2:
        this.s2 = slot;
        break;
      case 3:
        this.s3 = slot;
        break;
      case 4:
        this.s4 = slot;
        break;
      case 5:
        this.s5 = slot;
        break;
      case 6:
        this.s6 = slot;
        break;
      case 7:
        this.s7 = slot;
        break;
      default:
        this[fieldAt(place)] = slot;
    }
  }

  /** Writes the value of a note property. False: `lower` is none. */
  setNote(lower: string, value: Value): boolean {
    const place = this.names.places.get(lower);
    if (place === undefined) return false;
    const slot = this.at(place);
    if (!(slot instanceof Kept)) this.put(place, value);
    else if (slot.member.memberType === 'NoteProperty') slot.member.value = value;
    else return false;
    return true;
  }

  /** Adds or replaces a note property. */
  note(name: string, value: Value): this {
    const lower = foldName(name);
    if (this.setNote(lower, value)) return this;
    const place = this.names.places.get(lower);
    if (place === undefined) this.push(lower, name, value);
    else this.put(place, new Kept({memberType: 'NoteProperty', name, value}));
    return this;
  }

  private push(lower: string, name: string, slot: unknown): void {
    const place = this.size;
    this.names = this.names.add(lower, name);
    this.put(place, slot);
  }

  /** The member itself: what is changed in it is changed in the bag. */
  get(lower: string): ExtendedMember | undefined {
    const place = this.names.places.get(lower);
    return place === undefined ? undefined : this.memberIn(place);
  }

  private memberIn(place: number): ExtendedMember {
    const slot = this.at(place);
    if (slot instanceof Kept) return slot.member;
    const name = this.names.names[place] as string;
    const member: ExtendedMember = {memberType: 'NoteProperty', name, value: slot};
    this.put(place, new Kept(member));
    return member;
  }

  /** Adds a member, or replaces the one of that name in its place. */
  set(lower: string, member: ExtendedMember): void {
    const place = this.names.places.get(lower);
    const isPlain = member.memberType === 'NoteProperty' && !member.hidden;
    if (place !== undefined) this.put(place, new Kept(member));
    else this.push(lower, member.name, isPlain ? member.value : new Kept(member));
  }

  delete(lower: string): boolean {
    const place = this.names.places.get(lower);
    if (place === undefined) return false;
    const last = this.size - 1;
    for (let at = place; at < last; at++) this.put(at, this.at(at + 1));
    this.put(last, undefined);
    this.names = shapeOf(this.names.names.filter((_, at) => at !== place));
    return true;
  }

  *values(): Generator<ExtendedMember> {
    for (let place = 0; place < this.size; place++) yield this.memberIn(place);
  }

  /** Another bag with the members of this one. */
  copyInto<T extends MemberBag>(copy: T): T {
    for (const member of this.values()) copy.set(foldName(member.name), {...member});
    return copy;
  }
}
