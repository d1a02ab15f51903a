/** Tags in categories, and what they are on: pure changes of the configuration, refused by throwing VmmsError. */
import {randomUUID} from 'node:crypto';
import {badSetting} from '../resources/allocation.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import type {CategoryConfig, EntityKey, InventoryConfig, TagConfig} from './inventory-config.ts';
import {checkName, sameName} from './names.ts';

/** What vSphere lets a category be for; not all of them are kept on this host. */
const TAGGED_TYPES = [
  'Cluster',
  'Datacenter',
  'Datastore',
  'DatastoreCluster',
  'DistributedPortGroup',
  'DistributedSwitch',
  'Folder',
  'ResourcePool',
  'VApp',
  'VirtualMachine',
  'VirtualPortGroup',
  'VMHost',
];

export interface CategoryChange {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly multiple?: boolean | undefined;
  /** Types besides those it has; `All` means every one. */
  readonly entityTypes?: readonly string[] | undefined;
}

/** The types in their own spelling; `VM` is short for VirtualMachine. None: all. */
function typesOf(names: readonly string[]): string[] {
  if (names.some(name => sameName(name, 'All'))) return [];
  const types = names.map(
    name =>
      TAGGED_TYPES.find(type => sameName(type, sameName(name, 'VM') ? 'VirtualMachine' : name)) ??
      badSetting(
        `'${name}' is not a type that can be tagged. Types: ${TAGGED_TYPES.join(', ')}, All.`,
      ),
  );
  return [...new Set(types)];
}

export function createCategory(
  config: InventoryConfig,
  {name = '', description = '', multiple = false, entityTypes = []}: CategoryChange,
): [InventoryConfig, CategoryConfig] {
  checkName('tag category', name, config.categories);
  const category = {
    id: randomUUID(),
    name,
    description,
    multiple,
    entityTypes: typesOf(entityTypes),
  };
  return [{...config, categories: [...config.categories, category]}, category];
}

/** Types can be added and not taken away, and several tags can not become one: entities may have them. */
export function modifyCategory(
  config: InventoryConfig,
  category: CategoryConfig,
  change: CategoryChange,
): [InventoryConfig, CategoryConfig] {
  const others = config.categories.filter(({id}) => id !== category.id);
  if (change.name !== undefined) checkName('tag category', change.name, others);
  if (category.multiple && change.multiple === false)
    badSetting(`The cardinality of the tag category '${category.name}' can not become Single.`);
  const next = {
    ...category,
    name: change.name ?? category.name,
    description: change.description ?? category.description,
    multiple: change.multiple ?? category.multiple,
    entityTypes: widened(category.entityTypes, change.entityTypes),
  };
  return [{...config, categories: replaced(config.categories, next)}, next];
}

function widened(old: readonly string[], added: readonly string[] | undefined): readonly string[] {
  if (added === undefined || added.length === 0) return old;
  const types = typesOf(added);
  return old.length === 0 || types.length === 0 ? [] : [...new Set([...old, ...types])];
}

function replaced<T extends {readonly id: string}>(list: readonly T[], next: T): T[] {
  return list.map(each => (each.id === next.id ? next : each));
}

/** Its tags go with it, from all that had them. */
export function removeCategory(config: InventoryConfig, {id}: CategoryConfig): InventoryConfig {
  const tags = new Set(config.tags.filter(({category}) => category === id).map(tag => tag.id));
  return {
    ...config,
    categories: config.categories.filter(category => category.id !== id),
    tags: config.tags.filter(tag => !tags.has(tag.id)),
    assignments: config.assignments.filter(({tag}) => !tags.has(tag)),
  };
}

export function createTag(
  config: InventoryConfig,
  category: CategoryConfig,
  {name, description = ''}: {readonly name: string; readonly description?: string | undefined},
): [InventoryConfig, TagConfig] {
  checkName('tag', name, tagsOf(config, category.id));
  const tag = {id: randomUUID(), category: category.id, name, description};
  return [{...config, tags: [...config.tags, tag]}, tag];
}

const tagsOf = (config: InventoryConfig, category: string): TagConfig[] =>
  config.tags.filter(tag => tag.category === category);

export function modifyTag(
  config: InventoryConfig,
  tag: TagConfig,
  change: {readonly name?: string | undefined; readonly description?: string | undefined},
): [InventoryConfig, TagConfig] {
  const others = tagsOf(config, tag.category).filter(({id}) => id !== tag.id);
  if (change.name !== undefined) checkName('tag', change.name, others);
  const next = {
    ...tag,
    name: change.name ?? tag.name,
    description: change.description ?? tag.description,
  };
  return [{...config, tags: replaced(config.tags, next)}, next];
}

export function removeTag(config: InventoryConfig, {id}: TagConfig): InventoryConfig {
  return {
    ...config,
    tags: config.tags.filter(tag => tag.id !== id),
    assignments: config.assignments.filter(({tag}) => tag !== id),
  };
}

/** Puts a tag on an entity; one that it has already stays. */
export function assign(
  config: InventoryConfig,
  tag: TagConfig,
  entity: EntityKey,
): InventoryConfig {
  const here = config.assignments.filter(each => each.entity === entity);
  if (here.some(each => each.tag === tag.id)) return config;
  const category = config.categories.find(({id}) => id === tag.category);
  const type = entity.slice(0, entity.indexOf(':'));
  if (category && category.entityTypes.length > 0 && !category.entityTypes.includes(type))
    badSetting(
      `The tag '${tag.name}' can not be on a ${type}: its category '${category.name}' is for ${category.entityTypes.join(', ')}.`,
    );
  const own = new Set(tagsOf(config, tag.category).map(({id}) => id));
  if (category && !category.multiple && here.some(each => own.has(each.tag)))
    badSetting(
      `The tag '${tag.name}' can not be assigned: the entity has a tag of the category '${category.name}' already, and its cardinality is Single.`,
    );
  return {...config, assignments: [...config.assignments, {tag: tag.id, entity}]};
}

export function unassign(
  config: InventoryConfig,
  tag: TagConfig,
  entity: EntityKey,
): InventoryConfig {
  const assignments = config.assignments.filter(
    each => each.tag !== tag.id || each.entity !== entity,
  );
  if (assignments.length === config.assignments.length)
    throw new VmmsError(RETURN.ObjectNotFound, `The tag '${tag.name}' is not on the entity.`);
  return {...config, assignments};
}
