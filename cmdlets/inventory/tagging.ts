/** Tags, their categories and what they are on, as PowerCLI shows them. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Door, MethodResult} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import {flagOf, listOf, pathOf, textOf} from './cim-fields.ts';
import {
  type Entity,
  entityFinder,
  entityKey,
  entityName,
  entityPath,
  inPowerCli,
} from './entities.ts';
import {type Speaker, vmError} from './flavour.ts';
import {uidOf} from './ids.ts';
import {categoryOfCode, perform} from './jobs.ts';
import type {NamedKind} from './object-by-name.ts';

const cardinality = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Tagging.Cardinality',
  values: {Single: 0, Multiple: 1},
});

export class TagCategory {
  readonly instance: CimInstance; // Hvsh_TagCategory
  constructor(instance: CimInstance) {
    this.instance = instance;
  }
  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get key(): string {
    return textOf(this.instance, 'InstanceID');
  }
  get id(): string {
    return `urn:vmomi:InventoryServiceCategory:${this.key}:GLOBAL`;
  }
  /** Types its tags can be on; `All` for every one. */
  get entityTypes(): string[] {
    const types = listOf(this.instance, 'EntityTypes').map(String);
    return types.length === 0 ? ['All'] : types;
  }
}

export class Tag {
  readonly instance: CimInstance; // Hvsh_Tag
  readonly category: TagCategory;
  constructor(instance: CimInstance, category: TagCategory) {
    this.instance = instance;
    this.category = category;
  }
  get name(): string {
    return textOf(this.instance, 'ElementName');
  }
  get key(): string {
    return textOf(this.instance, 'InstanceID');
  }
  get id(): string {
    return `urn:vmomi:InventoryServiceTag:${this.key}:GLOBAL`;
  }
}

/** The original's; the same of all assignments. */
const ASSIGNMENT_ID = 'com.vmware.cis.tagging.TagAssociationModel';

export class TagAssignment {
  readonly tag: Tag;
  readonly entity: Entity;
  constructor(tag: Tag, entity: Entity) {
    this.tag = tag;
    this.entity = inPowerCli(entity);
  }
  get uid(): string {
    const [type = '', id = ''] = entityKey(this.entity).split(':');
    return `${uidOf(type, id)}TagAssignment=/Tag=${this.tag.id}/`;
  }
}

const NAMESPACE = 'VMware.VimAutomation.ViCore.Types.V1.Tagging';

const categoryType = defineType<TagCategory>({
  fullName: `${NAMESPACE}.TagCategory`,
  accelerator: 'TagCategory',
  instance: TagCategory,
  toText: category => category.name,
  equals: (a, b) => a.key === b.key,
  hashKey: category => category.key,
  properties: {
    Name: {type: 'string', get: category => category.name},
    Description: {type: 'string', get: ({instance}) => textOf(instance, 'Description')},
    Cardinality: {
      get: ({instance}) =>
        enumValue(cardinality, flagOf(instance, 'MultipleCardinality') ? 'Multiple' : 'Single'),
    },
    EntityType: {type: 'string[]', get: category => category.entityTypes},
    Id: {type: 'string', get: category => category.id},
    Uid: {type: 'string', get: category => uidOf('TagCategory', category.id)},
  },
});

const tagType = defineType<Tag>({
  fullName: `${NAMESPACE}.Tag`,
  accelerator: 'Tag',
  instance: Tag,
  toText: tag => `${tag.category.name}/${tag.name}`,
  equals: (a, b) => a.key === b.key,
  hashKey: tag => tag.key,
  properties: {
    Name: {type: 'string', get: tag => tag.name},
    Category: {get: tag => tag.category},
    Description: {type: 'string', get: ({instance}) => textOf(instance, 'Description')},
    Id: {type: 'string', get: tag => tag.id},
    Uid: {type: 'string', get: tag => uidOf('Tag', tag.id)},
  },
});

defineType<TagAssignment>({
  fullName: `${NAMESPACE}.TagAssignment`,
  accelerator: 'TagAssignment',
  instance: TagAssignment,
  toText: ({tag, entity}) => `${tag.category.name}/${tag.name} - ${entityName(entity)}`,
  equals: (a, b) => a.uid === b.uid,
  hashKey: assignment => assignment.uid,
  properties: {
    Uid: {type: 'string', get: assignment => assignment.uid},
    Tag: {get: ({tag}) => tag},
    Entity: {get: ({entity}) => entity},
    Id: {type: 'string', get: () => ASSIGNMENT_ID},
    Name: {type: 'string', get: () => ASSIGNMENT_ID},
  },
});

const byName = <T extends {readonly name: string}>(items: T[]): T[] =>
  items.sort((a, b) => a.name.localeCompare(b.name, 'en'));

export const allCategories = (door: Door): TagCategory[] =>
  byName(door.instances('Hvsh_TagCategory').map(instance => new TagCategory(instance)));

export function allTags(door: Door): Tag[] {
  const categories = new Map(allCategories(door).map(each => [each.instance.path, each]));
  const tags = door.instances('Hvsh_Tag').flatMap(instance => {
    const category = categories.get(pathOf(instance.properties.Category) ?? '');
    return category ? [new Tag(instance, category)] : [];
  });
  return byName(tags);
}

export function allAssignments(door: Door): TagAssignment[] {
  const tags = new Map(allTags(door).map(tag => [tag.key, tag]));
  const find = entityFinder(door);
  return door.instances('Hvsh_TagAssignment').flatMap(row => {
    const tag = tags.get(textOf(row, 'TagID'));
    const entity = find(textOf(row, 'EntityType'), textOf(row, 'EntityID'));
    return tag && entity ? [new TagAssignment(tag, entity)] : [];
  });
}

/** The same of some entities only, which needs no others read. */
export function assignmentsOf(door: Door, entities: readonly Entity[]): TagAssignment[] {
  const tags = new Map(allTags(door).map(tag => [tag.key, tag]));
  return entities.flatMap(entity => {
    const [EntityType = '', EntityID = ''] = entityKey(entity).split(':');
    const rows = door.instances('Hvsh_TagAssignment', {EntityType, EntityID});
    return rows.flatMap(row => {
      const tag = tags.get(textOf(row, 'TagID'));
      return tag ? [new TagAssignment(tag, entity)] : [];
    });
  });
}

export const CATEGORY: NamedKind<TagCategory> = {
  type: categoryType,
  name: 'TagCategory',
  is: value => value instanceof TagCategory,
  all: allCategories,
  nameOf: category => category.name,
};

export const TAG: NamedKind<Tag> = {
  type: tagType,
  name: 'Tag',
  is: value => value instanceof Tag,
  all: allTags,
  nameOf: tag => tag.name,
};

/** Asks the host for a change; undefined when it refused, which is then an error on the stream. */
export function changeTags(
  run: Run,
  speaker: Speaker,
  method: string,
  params: Record<string, CimValue>,
  target: unknown,
): MethodResult | undefined {
  const {code, message, result} = perform(run, 'Hvsh_InventoryService', method, params, 'Tagging');
  if (code === 0) return result;
  const id = 'ViCore_InventoryServiceProxy_TryConvertServerError_UnexpectedError';
  const exception = 'VMware.VimAutomation.Sdk.Types.V1.ErrorHandling.VimException.ViError';
  run.writeError(vmError(speaker, id, categoryOfCode(code), message, target, exception));
  return undefined;
}

/** Keys of the entities (entities.ts) that have one of the tags. */
export function taggedEntities(door: Door, tags: readonly Tag[]): ReadonlySet<string> {
  const wanted = new Set(tags.map(tag => tag.key));
  const rows = door.instances('Hvsh_TagAssignment').filter(row => wanted.has(textOf(row, 'TagID')));
  return new Set(rows.map(row => `${textOf(row, 'EntityType')}:${textOf(row, 'EntityID')}`));
}

export const assignmentParams = (tag: Tag, entity: Entity): Record<string, CimValue> => ({
  Tag: {ref: tag.instance.path},
  Entity: {ref: entityPath(entity)},
});
