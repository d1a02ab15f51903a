/**
 * `$v.PSObject`: Properties, Members, Methods, TypeNames, BaseObject of any value.
 */
import {addMember, removeMember, setTypeNames} from './add-member.ts';
import {PSCustomObject} from './custom-object.ts';
import {defineType} from './define-type.ts';
import {extrasOf} from './extras.ts';
import {findType, requireType} from './find-type.ts';
import {invokeMethod} from './invoke.ts';
import type {ExtendedMember} from './member.ts';
import {MemberBag} from './member-bag.ts';
import {NetList} from './net-list.ts';
import type {MethodInfo} from './property-info.ts';
import {methodsOf, PropertyInfo, propertiesOf, propertyOf} from './property-info.ts';
import {PSWrapper, unwrap} from './ps-wrapper.ts';
import {typeNamesOf} from './type-data.ts';
import type {Value} from './value.ts';
import {toText} from '../conversion/to-text.ts';
import {wildcard} from './wildcard.ts';
import {Hashtable} from './hashtable.ts';

export class PSObjectView {
  readonly target: Value;
  constructor(target: Value) {
    this.target = target;
  }
}

export function psObjectView(v: Value): PSObjectView {
  return new PSObjectView(v);
}

type Item = PropertyInfo | MemberInfo;

/** A method of one object, or a property with parameters. */
export class MemberInfo {
  readonly target: Value;
  readonly info: MethodInfo;
  constructor(target: Value, info: MethodInfo) {
    this.target = target;
    this.info = info;
  }
  get name(): string {
    return this.info.name;
  }
  get memberType(): string {
    return this.info.memberType;
  }
  get overloads(): readonly string[] {
    return this.info.overloads;
  }
  get isIndexed(): boolean {
    return this.info.memberType === 'ParameterizedProperty';
  }
}

/** What `.Properties.Match('a*')` answers: those found, by number or name. */
class MatchedMembers {
  readonly items: readonly Item[];
  constructor(items: readonly Item[]) {
    this.items = items;
  }
  named(name: string): Item | undefined {
    const lower = name.toLowerCase();
    return this.items.find(item => item.name.toLowerCase() === lower);
  }
}

/** `.Properties`, `.Methods` or `.Members`: enumerable, indexed by name. */
export class MemberCollection {
  readonly target: Value;
  readonly kind: 'properties' | 'methods' | 'members';
  constructor(target: Value, kind: 'properties' | 'methods' | 'members') {
    this.target = target;
    this.kind = kind;
  }
  list(): Item[] {
    const properties = this.kind === 'methods' ? [] : visibleProperties(this.target);
    const methods =
      this.kind === 'properties'
        ? []
        : methodsOf(this.target).map(m => new MemberInfo(this.target, m));
    return [...properties, ...methods];
  }
  named(name: string): Item | undefined {
    const lower = name.toLowerCase();
    const property = this.kind === 'methods' ? undefined : propertyOf(this.target, name);
    if (property || this.kind === 'properties') return property;
    return this.list().find(item => item.name.toLowerCase() === lower);
  }
}

function visibleProperties(v: Value): PropertyInfo[] {
  return propertiesOf(v).filter(info => !info.hidden);
}

defineType<PSObjectView>({
  fullName: 'System.Management.Automation.Internal.PSObjectView',
  instance: PSObjectView,
  toText: self => toText(self.target),
  properties: {
    Properties: {get: self => new MemberCollection(self.target, 'properties')},
    Members: {get: self => new MemberCollection(self.target, 'members')},
    Methods: {get: self => new MemberCollection(self.target, 'methods')},
    TypeNames: {get: self => typeNameList(self.target)},
    BaseObject: {get: self => unwrap(self.target)},
    ImmediateBaseObject: {get: self => unwrap(self.target)},
  },
  methods: {
    Copy: {overloads: ['psobject Copy()'], call: self => copyObject(self.target)},
    ToString: {overloads: ['string ToString()'], call: self => toText(self.target)},
  },
});

/** `.TypeNames`: a list that shares its items with the object, so that Insert and Clear change the object. */
export function typeNameList(v: Value): NetList {
  const carrier = setTypeNames(v, typeNamesOf(v));
  const type = requireType('System.Collections.ObjectModel.Collection[string]');
  return new NetList(type, extrasOf(carrier)?.typeNames ?? []);
}

const itemProperties = {
  Name: {type: 'string', get: (self: Item) => self.name},
  MemberType: {get: (self: Item) => memberTypeValue(self.memberType)},
};

function memberTypeValue(name: string): Value {
  const type = requireType('System.Management.Automation.PSMemberTypes');
  return type.enumInfo?.named(name) ?? name;
}

/** `NoteProperty` is System.Management.Automation.PSNoteProperty. */
function infoTypeName(info: PropertyInfo): string {
  return `System.Management.Automation.PS${info.memberType}`;
}

const memberInfoType = defineType({fullName: 'System.Management.Automation.PSMemberInfo'});

export const propertyInfoType = defineType<PropertyInfo>({
  fullName: 'System.Management.Automation.PSPropertyInfo',
  base: memberInfoType,
  instance: PropertyInfo,
  toText: info => `${infoTypeName(info)} ${info.name}`,
  properties: {
    ...itemProperties,
    Value: {get: info => info.get(), set: (info, value) => info.set(value)},
    TypeNameOfValue: {type: 'string', get: info => info.typeName},
    IsSettable: {type: 'bool', get: info => info.settable},
    IsGettable: {type: 'bool', get: () => true},
    IsInstance: {type: 'bool', get: info => info.isInstance},
    IsHidden: {type: 'bool', get: info => info.hidden},
  },
  methods: {
    Copy: {overloads: ['psobject Copy()'], call: info => info},
  },
});

defineType<MemberInfo>({
  fullName: 'System.Management.Automation.PSMethodInfo',
  base: memberInfoType,
  instance: MemberInfo,
  toText: info => info.overloads.join(', '),
  properties: {
    ...itemProperties,
    OverloadDefinitions: {type: 'string[]', get: info => [...info.overloads]},
    IsInstance: {type: 'bool', get: info => /^(?:Script|Code)/.test(info.memberType)},
    IsGettable: {type: 'bool', get: info => info.isIndexed},
    IsSettable: {type: 'bool', get: info => info.isIndexed && info.info.settable === true},
    TypeNameOfValue: {
      type: 'string',
      get: info =>
        info.isIndexed
          ? (findType(info.info.valueType ?? '')?.fullName ?? 'System.Object')
          : 'System.Management.Automation.PSMethod',
    },
  },
  methods: {
    Invoke: {
      overloads: ['object Invoke(params object[] arguments)'],
      call: (info, [args]) => invokeMethod(info.target, info.name, args as Value[]),
    },
  },
});

function match(self: MemberCollection, pattern: string): MatchedMembers {
  return new MatchedMembers(self.list().filter(item => wildcard(pattern)(item.name)));
}

defineType<MatchedMembers>({
  fullName: 'System.Management.Automation.ReadOnlyPSMemberInfoCollection',
  instance: MatchedMembers,
  interfaces: ['System.Collections.IEnumerable'],
  enumerate: self => self.items,
  getIndex: (self, index) =>
    (typeof index === 'number' ? self.items[index] : self.named(toText(index))) ?? null,
  members: {
    'int Count': self => self.items.length,
    'System.Management.Automation.PSPropertyInfo Item(string name)': (self, name: string) =>
      self.named(name) ?? null,
  },
});

defineType<MemberCollection>({
  fullName: 'System.Management.Automation.PSMemberInfoCollection',
  instance: MemberCollection,
  interfaces: ['System.Collections.IEnumerable'],
  enumerate: self => self.list(),
  getIndex: (self, index) => self.named(toText(index)) ?? null,
  toText: self =>
    self
      .list()
      .map(item => toText(item))
      .join(' '),
  methods: {
    Add: {
      overloads: ['void Add(object member)', 'void Add(object member, bool preValidated)'],
      call: (self, [member]) => addInfo(self, member),
    },
    Remove: {
      overloads: ['void Remove(string name)'],
      call: (self, [name]) => removeMember(self.target, toText(name)),
    },
    Match: {
      overloads: ['object Match(string name)', 'object Match(string name, object memberTypes)'],
      call: (self, [pattern]) => match(self, toText(pattern)),
    },
    Item: {
      overloads: ['object Item(string name)'],
      call: (self, [name]) => self.named(toText(name)) ?? null,
    },
  },
});

/** `new PSNoteProperty(...)` and its like, or the PropertyInfo of another object. */
function addInfo(self: MemberCollection, member: Value): undefined {
  if (member instanceof PropertyInfo && !('kind' in member.member))
    addMember(self.target, {...member.member});
  else if (isExtended(member)) addMember(self.target, member);
  return undefined;
}

function isExtended(v: Value): v is ExtendedMember {
  return typeof v === 'object' && v !== null && 'memberType' in v && 'name' in v;
}

/** A shallow copy: custom objects and dictionaries are copied, scalars get an own wrapper. */
export function copyObject(v: Value): Value {
  if (v instanceof PSCustomObject) {
    const copy = v.copyInto(new PSCustomObject());
    copy.typeNames = v.typeNames && [...v.typeNames];
    return copy;
  }
  if (v instanceof Hashtable) return v.clone();
  if (Array.isArray(v)) return v.slice();
  if (v instanceof PSWrapper) {
    const extras = {
      members: v.extras.members.copyInto(new MemberBag()),
      typeNames: v.extras.typeNames,
    };
    return new PSWrapper(v.base, extras);
  }
  return v;
}
