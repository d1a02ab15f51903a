/**
 * PSCustomObject: a bag of members in insertion order, found by name in any case.
 */
import {defineType} from './define-type.ts';
import {MemberBag} from './member-bag.ts';
import type {Value} from './value.ts';

export class PSCustomObject extends MemberBag {
  /** Own PSTypeNames, most derived first, never changed in place; undefined: those of the type. */
  typeNames: string[] | undefined;

  get members(): MemberBag {
    return this;
  }
}

export const psObjectType = defineType({
  fullName: 'System.Management.Automation.PSObject',
  accelerator: 'psobject',
  body: () => require('../types/ps-object.ts').psObjectMembers,
});

export const customObjectType = defineType<PSCustomObject>({
  fullName: 'System.Management.Automation.PSCustomObject',
  accelerator: 'pscustomobject',
  instance: PSCustomObject,
  body: () => require('../types/ps-object.ts').psObjectMembers,
});

/** `[pscustomobject]@{...}`. `typeName` becomes the first of its PSTypeNames. */
export function customObject(
  properties: Readonly<Record<string, Value>> | Iterable<readonly [string, Value]>,
  typeName?: string,
): PSCustomObject {
  const object = new PSCustomObject();
  const entries =
    Symbol.iterator in properties
      ? (properties as Iterable<readonly [string, Value]>)
      : Object.entries(properties);
  for (const [name, value] of entries) object.note(name, value);
  if (typeName) object.typeNames = [typeName, customObjectType.fullName, 'System.Object'];
  return object;
}
