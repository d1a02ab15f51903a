/** Add-Member: attaches members and type names to one object. */
import {attachExtras} from './extras.ts';
import {foldName} from './fold-name.ts';
import type {ExtendedMember} from './member.ts';
import type {Shape} from './member-bag.ts';
import {MemberBag} from './member-bag.ts';
import {getMember} from './members.ts';
import {NetException} from './net-exception.ts';
import {PSWrapper} from './ps-wrapper.ts';
import {typeNamesOf} from './type-data.ts';
import type {Value} from './value.ts';

/**
 * Attaches a member and answers the value that carries it: `v`, or a wrapper when `v` is a scalar.
 *
 * An instance member of the name is an error unless `force` replaces it.
 */
export function addMember(v: Value, member: ExtendedMember, force = false): Value {
  const {carrier, extras} = attachExtras(v);
  const lower = foldName(member.name);
  const known = getMember(v, member.name);
  if (known && !force && extras.members.has(lower)) throw alreadyPresent(member.name);
  extras.members.set(lower, member);
  return carrier;
}

function alreadyPresent(name: string): NetException {
  return new NetException(
    'System.Management.Automation.ExtendedTypeSystemException',
    `The member "${name}" is already present.`,
    {errorId: 'MemberAlreadyPresent', category: 'NotSpecified'},
  );
}

/** A text that carries note properties: those of `shape`, with these values. For commands that make many. */
export function notedText(text: string, shape: Shape, values: Value[]): Value {
  return new PSWrapper(text, {members: new MemberBag(shape, values), typeNames: undefined});
}

export function removeMember(v: Value, name: string): void {
  attachExtras(v).extras.members.delete(foldName(name));
}

/** Replaces PSTypeNames; answers the value that carries them. */
export function setTypeNames(v: Value, names: readonly string[]): Value {
  const {carrier, extras} = attachExtras(v);
  extras.typeNames = [...names];
  return carrier;
}

/** Puts a type name before the others; answers the value that carries it. */
export function insertTypeName(v: Value, name: string): Value {
  return setTypeNames(v, [name, ...typeNamesOf(v).filter(known => known !== name)]);
}
