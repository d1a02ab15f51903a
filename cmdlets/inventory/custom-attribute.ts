/** Custom attributes, and what they say of entities: annotations. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import {annotationTexts} from './annotation-values.ts';
import {numberOf, textOf} from './cim-fields.ts';
import {type Entity, entityKey, entityType, inPowerCli} from './entities.ts';
import {uidOf} from './ids.ts';
import type {NamedKind} from './object-by-name.ts';

const NAMESPACE = 'VMware.VimAutomation.ViCore.Types.V1.AnnotationManagement';

export const TARGET_TYPES = [
  'VirtualMachine',
  'ResourcePool',
  'Folder',
  'VMHost',
  'Cluster',
  'Datacenter',
] as const;

const targetType = defineEnum({
  fullName: `${NAMESPACE}.CustomAttributeTargetType`,
  values: Object.fromEntries(TARGET_TYPES.map((name, value) => [name, value])),
});

export class CustomAttribute {
  readonly instance: CimInstance; // Hvsh_CustomAttribute
  constructor(instance: CimInstance) {
    this.instance = instance;
  }
  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get key(): number {
    return numberOf(this.instance, 'Key');
  }
  get id(): string {
    return `CustomAttribute-${this.key}`;
  }
  /** Null of a global one, which is for all. */
  get target(): string | null {
    return textOf(this.instance, 'TargetType') || null;
  }
}

const attributeType = defineType<CustomAttribute>({
  fullName: `${NAMESPACE}.CustomAttribute`,
  accelerator: 'CustomAttribute',
  instance: CustomAttribute,
  toText: attribute => attribute.name,
  equals: (a, b) => a.key === b.key,
  hashKey: attribute => attribute.id,
  properties: {
    Name: {type: 'string', get: attribute => attribute.name},
    TargetType: {get: ({target}) => (target === null ? null : enumValue(targetType, target))},
    Key: {type: 'int', get: attribute => attribute.key},
    Id: {type: 'string', get: attribute => attribute.id},
    Uid: {type: 'string', get: attribute => uidOf('CustomAttribute', attribute.id)},
  },
});

export class Annotation {
  readonly entity: Entity;
  readonly key: number;
  readonly name: string;
  readonly value: string;
  constructor(entity: Entity, {key, name, value}: {key: number; name: string; value: string}) {
    this.entity = inPowerCli(entity);
    this.key = key;
    this.name = name;
    this.value = value;
  }
  get uid(): string {
    const [type = '', id = ''] = entityKey(this.entity).split(':');
    return `${uidOf(type, id)}Annotation=${this.key}/`;
  }
}

defineType<Annotation>({
  fullName: `${NAMESPACE}.Annotation`,
  accelerator: 'Annotation',
  instance: Annotation,
  toText: ({name, value}) => `${name}: ${value}`,
  equals: (a, b) => a.uid === b.uid,
  hashKey: annotation => annotation.uid,
  properties: {
    AnnotatedEntity: {get: ({entity}) => entity},
    AnnotatedEntityId: {type: 'string', get: ({entity}) => entityKey(entity).split(':')[1] ?? ''},
    Name: {type: 'string', get: ({name}) => name},
    Value: {type: 'string', get: ({value}) => value},
    Uid: {type: 'string', get: annotation => annotation.uid},
  },
});

export const allAttributes = (door: Door): CustomAttribute[] =>
  door.instances('Hvsh_CustomAttribute').map(instance => new CustomAttribute(instance));

export const attributeOfKey = (door: Door, key: CimValue | undefined): CustomAttribute =>
  new CustomAttribute(door.get(`Hvsh_CustomAttribute.Key=${Number(key)}`));

export const ATTRIBUTE: NamedKind<CustomAttribute> = {
  type: attributeType,
  name: 'CustomAttribute',
  is: value => value instanceof CustomAttribute,
  all: allAttributes,
  nameOf: attribute => attribute.name,
};

/** Whether the attribute is for entities such as this. */
export const isFor = ({target}: CustomAttribute, entity: Entity): boolean =>
  target === null || target === entityType(entity);

/** Every attribute that is for the entity, with what it says of it: '' for nothing. */
export function annotationsOf(door: Door, entity: Entity): Annotation[] {
  const [type = '', id = ''] = entityKey(entity).split(':');
  return annotationTexts(door, type, id).map(each => new Annotation(entity, each));
}
