/** Parcels as values again, in the session they arrived in. See parcel.ts. */
import {parseBlock} from '../eval/parse-block.ts';
import type {Session} from '../session/session.ts';
import {deserializedScalar, withText} from '../values/deserialized.ts';
import {
  addMember,
  customObject,
  Dictionary,
  EnumValue,
  findType,
  Hashtable,
  NetList,
  OrderedDictionary,
  setTypeNames,
  typedArray,
} from '../values/index.ts';
import {arrayList} from '../values/net-list.ts';
import type {Value} from '../values/value.ts';
import {carrierOf} from './carried-types.ts';
import type {Boxed, Parcel} from './parcel.ts';

/** The value in `session`: script blocks belong to it from now on. */
export function unpack(parcel: Parcel, session: Session): Value {
  return new Unpacker(session).value(parcel);
}

class Unpacker {
  readonly #session: Session;
  readonly #made = new Map<object, Value>();

  constructor(session: Session) {
    this.#session = session;
  }

  value(parcel: Parcel): Value {
    if (typeof parcel !== 'object' || parcel === null) return parcel;
    const known = this.#made.get(parcel);
    if (known !== undefined) return known;
    const made = this.#make(parcel);
    this.#made.set(parcel, made);
    return made;
  }

  #make(parcel: Boxed): Value {
    switch (parcel.kind) {
      case 'raw':
        return parcel.value;
      case 'array':
        return this.#array(parcel);
      case 'list':
        return this.#list(parcel);
      case 'table':
        return this.#table(parcel);
      case 'bag':
        return this.#bag(parcel);
      case 'extended':
        return this.#extended(parcel);
      case 'enum':
        return enumOf(parcel.type, parcel.value);
      case 'deserializedEnum':
        return deserializedScalar(parcel.value, parcel.types, parcel.text);
      case 'type':
        return findType(parcel.name) ?? parcel.name;
      case 'block':
        return parseBlock(parcel.text, this.#session, null, parcel.file);
      case 'carried':
        return carrierOf(parcel.type)?.in(parcel.data, part => this.value(part), this.#session);
      case 'plain':
        return Object.fromEntries(parcel.fields.map(([name, item]) => [name, this.value(item)]));
    }
  }

  #array({of, items}: Boxed & {kind: 'array'}): Value {
    const made: Value[] = [];
    const type = of === '' ? undefined : findType(of);
    const array = type === undefined ? made : typedArray(type, made);
    for (const item of items) made.push(this.value(item));
    return array;
  }

  #list({type, items}: Boxed & {kind: 'list'}): Value {
    const known = type === '' ? undefined : findType(type);
    const list = known === undefined ? arrayList([]) : new NetList(known);
    for (const item of items) list.items.push(this.value(item));
    return list;
  }

  #table(parcel: Boxed & {kind: 'table'}): Value {
    const {caseSensitive} = parcel;
    const table = emptyTable(parcel.type, caseSensitive);
    this.#made.set(parcel, table);
    for (const [key, item] of parcel.entries) table.set(this.value(key), this.value(item));
    return table;
  }

  #bag(parcel: Boxed & {kind: 'bag'}): Value {
    const {types, text, members} = parcel;
    const bag = customObject([]);
    this.#made.set(parcel, bag);
    for (const [name, item] of members) bag.note(name, this.value(item));
    if (types !== null) bag.typeNames = types;
    return text === null ? bag : withText(bag, text);
  }

  #extended({base, types, members}: Boxed & {kind: 'extended'}): Value {
    let carrier = this.value(base);
    for (const [name, item] of members)
      carrier = addMember(
        carrier,
        {memberType: 'NoteProperty', name, value: this.value(item)},
        true,
      );
    return types === null ? carrier : setTypeNames(carrier, types);
  }
}

function emptyTable(type: string, caseSensitive: boolean): Hashtable {
  if (type === 'System.Collections.Hashtable') return new Hashtable({caseSensitive});
  if (type.endsWith('.OrderedDictionary')) return new OrderedDictionary({caseSensitive});
  const known = findType(type);
  return known === undefined
    ? new Hashtable({caseSensitive})
    : new Dictionary(known, {caseSensitive});
}

function enumOf(name: string, value: number): Value {
  const type = findType(name);
  return type === undefined ? value : new EnumValue(type, value);
}
