/**
 * The language's `.`: `$v.Name`, with the members every value has and member enumeration over lists.
 *
 * Source: language specification 5 and 7.
 */
import {enumerate, isEnumerable} from './enumerate.ts';
import {foldName} from './fold-name.ts';
import {hooks} from './hooks.ts';
import {customObject, PSCustomObject} from './custom-object.ts';
import {readExtended} from './extended-members.ts';
import type {MemberSet} from './member.ts';
import {getMember, isProperty, noteReader, readFound, setProperty} from './members.ts';
import type {FoundMember} from './members.ts';
import {runtimeError} from './net-exception.ts';
import {NetType} from './net-type.ts';
import {PSMethod} from './ps-method.ts';
import {psObjectView, typeNameList} from './ps-object-view.ts';
import {standardMembers} from './standard-members.ts';
import {isNull, typeOf} from './type-of.ts';
import type {Value} from './value.ts';
import {methodsOf} from './property-info.ts';

/** `$v.Name`. Missing: null, or PropertyNotFoundStrict under StrictMode 2. */
export function readMember(v: Value, name: string): Value {
  if (v instanceof PSCustomObject) {
    const value = v.noteAt(foldName(name));
    if (value !== undefined) return value;
  }
  const found = getMember(v, name);
  if (isProperty(found)) return readFound(v, found, name);
  if (found) return methodObject(v, found, name);
  return readIntrinsic(v, foldName(name), name);
}

/** `readMember` for one name and many objects. */
export function memberReader(name: string): (v: Value) => Value {
  return noteReader(name, v => readMember(v, name));
}

function methodObject(v: Value, found: FoundMember, name: string): Value {
  if ('memberType' in found && found.memberType === 'MemberSet') return memberSetValue(v, found);
  const info = methodsOf(v).find(method => method.name.toLowerCase() === name.toLowerCase());
  return new PSMethod(v, info?.name ?? name, info?.overloads ?? [], info?.memberType);
}

/** A member set as an object of its own: each member as `self` has it. */
function memberSetValue(self: Value, {members}: MemberSet): Value {
  const values = [...members.values()].map(member => [member.name, readExtended(self, member)]);
  return customObject(Object.fromEntries(values), 'System.Management.Automation.PSMemberSet');
}

function readIntrinsic(v: Value, lower: string, name: string): Value {
  if (!isNull(v)) {
    if (lower === 'psobject') return psObjectView(v);
    if (lower === 'pstypenames') return typeNameList(v);
    if (lower === 'psstandardmembers') {
      const set = standardMembers(v);
      if (set !== undefined) return set;
    }
    if (lower === 'psbase' || lower === 'psadapted' || lower === 'psextended') return v;
    if (isEnumerable(v)) return enumerateMember(v, name);
  }
  if ((lower === 'count' || lower === 'length') && hooks.strictMode() < 2) return isNull(v) ? 0 : 1;
  return missing(name);
}

function missing(name: string): Value {
  if (hooks.strictMode() < 2) return null;
  throw runtimeError(
    'PropertyNotFoundStrict',
    `The property '${name}' cannot be found on this object. Verify that the property exists.`,
    {type: 'System.Management.Automation.PropertyNotFoundException', category: 'NotSpecified'},
  );
}

/** `$list.Name`: from each element that has it; none: null, one: itself, more: an array. */
function enumerateMember(list: Value, name: string): Value {
  const out: Value[] = [];
  for (const item of enumerate(list)) {
    if (isNull(item)) continue;
    const found = getMember(item, name);
    const value = isProperty(found)
      ? readFound(item, found, name)
      : isEnumerable(item)
        ? enumerateMember(item, name)
        : undefined;
    if (value === undefined) continue;
    if (Array.isArray(value)) out.push(...value);
    else if (isEnumerable(value)) out.push(...enumerate(value));
    else out.push(value);
  }
  if (out.length === 0) return missing(name);
  return out.length === 1 ? out[0] : out;
}

/** `$v.Name = value`. */
export function writeMember(v: Value, name: string, value: Value): void {
  setProperty(v, name, value);
}

/** `[T]::Name`. A method name gives the method, `new` the constructors. */
export function readStatic(type: NetType, name: string): Value {
  const found = type.staticMember(name);
  if (found?.kind === 'property') return found.get(null);
  if (found)
    return new PSMethod(
      type,
      found.name,
      found.overloads.map(o => `static ${o.signature?.text ?? ''}`),
    );
  const label = type.enumInfo?.named(name);
  if (label) return label;
  if (foldName(name) === 'new') {
    return new PSMethod(
      type,
      'new',
      type.table.constructors.map(c => c.signature?.text ?? ''),
    );
  }
  return missing(name);
}

/** The type whose statics `v::Name` means: a type value itself, else the type of the instance. */
export function staticOwner(v: Value): NetType {
  return v instanceof NetType ? v : typeOf(v);
}
