/** Properties of a value by its content (`adapter` of a type) as members like any other. */
import type {Property} from './member-table.ts';
import type {NetType} from './net-type.ts';
import {unwrap} from './ps-wrapper.ts';
import type {AdaptedProperty, Adapter} from './type-spec.ts';
import {typeOf} from './type-of.ts';
import type {Value} from './value.ts';

type AnyAdapter = Adapter<Value>;

function adapterOf(type: NetType): AnyAdapter | undefined {
  return type.behaviour.adapter as AnyAdapter | undefined;
}

/** `bare` is unwrapped and of `type`. */
export function adaptedMember(bare: Value, type: NetType, name: string): Property | undefined {
  const found = adapterOf(type)?.find(bare, name);
  return found && asProperty(found, type);
}

/** Undefined when the type has no adapter: then its own properties are listed. */
export function adaptedMembers(v: Value): Property[] | undefined {
  const bare = unwrap(v);
  const type = typeOf(bare);
  return adapterOf(type)
    ?.list(bare)
    .map(one => asProperty(one, type));
}

/** Type names that the content of `v` gives. */
export function adaptedTypeNames(v: Value): string[] {
  const bare = unwrap(v);
  return adapterOf(typeOf(bare))?.typeNames?.(bare) ?? [];
}

function asProperty({name, type, get, set}: AdaptedProperty, owner: NetType): Property {
  return {
    kind: 'property',
    name,
    type,
    hidden: false,
    owner,
    get,
    ...(set ? {set: (_self: Value, value: Value) => set(value)} : {}),
  };
}
