/** Custom attributes, and what they say of entities: pure changes of the configuration. */
import {badSetting} from '../resources/allocation.ts';
import type {AttributeConfig, EntityKey, InventoryConfig} from './inventory-config.ts';
import {checkName} from './names.ts';

/** Types that attributes can be for; a cluster is none of this host's. */
const TARGETS = ['VirtualMachine', 'VMHost', 'ResourcePool', 'Folder', 'Cluster', 'Datacenter'];
const LONGEST_VALUE = 65_536;

export function createAttribute(
  config: InventoryConfig,
  name: string,
  target: string | null,
): [InventoryConfig, AttributeConfig] {
  if (target !== null && !TARGETS.includes(target))
    badSetting(`'${target}' is not a type that attributes can be for: ${TARGETS.join(', ')}.`);
  checkName('custom attribute', name, rivals(config, target));
  const attribute = {key: config.nextKey, name, target};
  const attributes = [...config.attributes, attribute];
  return [{...config, nextKey: config.nextKey + 1, attributes}, attribute];
}

export function renameAttribute(
  config: InventoryConfig,
  attribute: AttributeConfig,
  name: string,
): [InventoryConfig, AttributeConfig] {
  const others = rivals(config, attribute.target).filter(({key}) => key !== attribute.key);
  checkName('custom attribute', name, others);
  const next = {...attribute, name};
  const attributes = config.attributes.map(each => (each.key === next.key ? next : each));
  return [{...config, attributes}, next];
}

/** Attributes that an entity of the type can have besides: their names must differ. */
const rivals = ({attributes}: InventoryConfig, target: string | null): AttributeConfig[] =>
  attributes.filter(each => target === null || each.target === null || each.target === target);

/** What it said goes with it. */
export function removeAttribute(config: InventoryConfig, {key}: AttributeConfig): InventoryConfig {
  return {
    ...config,
    attributes: config.attributes.filter(attribute => attribute.key !== key),
    annotations: config.annotations.filter(({attribute}) => attribute !== key),
  };
}

/** Says something of an entity; an empty text is as none. */
export function annotate(
  config: InventoryConfig,
  attribute: AttributeConfig,
  entity: EntityKey,
  value: string,
): InventoryConfig {
  const type = entity.slice(0, entity.indexOf(':'));
  if (type === 'Datastore') badSetting('A Datastore has no custom attributes.');
  if (attribute.target !== null && attribute.target !== type)
    badSetting(`The custom attribute '${attribute.name}' is for ${attribute.target}, not ${type}.`);
  if (value.length > LONGEST_VALUE)
    badSetting(`A value has up to ${LONGEST_VALUE} signs, but has ${value.length}.`);
  const others = config.annotations.filter(
    each => each.attribute !== attribute.key || each.entity !== entity,
  );
  const annotations =
    value === '' ? others : [...others, {attribute: attribute.key, entity, value}];
  return {...config, annotations};
}
