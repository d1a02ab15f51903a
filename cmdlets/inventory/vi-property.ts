/** Extension properties of PowerCLI's objects: New-VIProperty, Get-VIProperty, Remove-VIProperty. */
import type {Session} from '../../shell/session/session.ts';
import {defineType, findType, getProperty, invokeMethod, isNull} from '../../shell/values/index.ts';
import {changeTypeData, typeDataOf} from '../../shell/values/type-data.ts';
import type {Value} from '../../shell/values/value.ts';

export interface ViPropertyFacts {
  readonly name: string;
  /** As it was given: `VirtualMachine`. */
  readonly objectType: string;
  /** A block, or a path of ExtensionData. */
  readonly value: Value;
  readonly basedOn: readonly string[];
}

export class ViProperty {
  readonly facts: ViPropertyFacts;
  constructor(facts: ViPropertyFacts) {
    this.facts = facts;
  }
}

defineType<ViProperty>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VIProperty',
  accelerator: 'VIProperty',
  instance: ViProperty,
  toText: ({facts}) => facts.name,
  properties: {
    Name: {type: 'string', get: ({facts}) => facts.name},
    ObjectType: {type: 'string', get: ({facts}) => facts.objectType},
    Value: {get: ({facts}) => facts.value},
    BasedOnExtensionProperty: {get: ({facts}) => [...facts.basedOn]},
  },
});

const bySession = new WeakMap<Session, Map<string, ViProperty>>();

export function viProperties(session: Session): ViProperty[] {
  return [...(bySession.get(session)?.values() ?? [])];
}

const keyOf = (objectType: string, name: string): string =>
  `${typeName(objectType)}.${name}`.toLowerCase();

export const viPropertyOf = (
  session: Session,
  objectType: string,
  name: string,
): ViProperty | undefined => bySession.get(session)?.get(keyOf(objectType, name));

/** A short name means the type it abbreviates. */
const typeName = (objectType: string): string => findType(objectType)?.fullName ?? objectType;

/** Gives the property to every object of the type. */
export function defineViProperty(session: Session, facts: ViPropertyFacts): ViProperty {
  const {name, objectType, value} = facts;
  const get = (self: Value): Value =>
    typeof value === 'string'
      ? alongPath(getProperty(self, 'ExtensionData'), value)
      : invokeMethod(value, 'InvokeReturnAsIs', [self]);
  changeTypeData(typeName(objectType)).members.set(name.toLowerCase(), {
    memberType: 'CodeProperty',
    name,
    get,
  });
  const property = new ViProperty(facts);
  const known = bySession.get(session) ?? new Map<string, ViProperty>();
  known.set(keyOf(objectType, name), property);
  bySession.set(session, known);
  return property;
}

export function removeViProperty(session: Session, {facts}: ViProperty): void {
  const {name, objectType} = facts;
  bySession.get(session)?.delete(keyOf(objectType, name));
  if (typeDataOf(typeName(objectType)))
    changeTypeData(typeName(objectType)).members.delete(name.toLowerCase());
}

function alongPath(from: Value, path: string): Value {
  let value = from;
  for (const name of path.split('.')) value = isNull(value) ? null : getProperty(value, name);
  return value;
}
