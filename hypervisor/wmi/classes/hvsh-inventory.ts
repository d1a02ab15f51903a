/**
 * The inventory at the door: tags, custom attributes, folders, the datacenter, and the service that changes them.
 * What a tag or attribute is on is a reference to the object itself, and shown as type and identifier.
 */
import {
  annotate,
  createAttribute,
  removeAttribute,
  renameAttribute,
} from '../../root/vmms/inventory/attributes.ts';
import {
  createFolder,
  DATACENTER,
  FIXED_FOLDERS,
  MACHINE_FOLDER,
  moveFolder,
  renameFolder,
  ROOT_FOLDER,
} from '../../root/vmms/inventory/folders.ts';
import type {
  AnnotationConfig,
  AssignmentConfig,
  AttributeConfig,
  CategoryConfig,
  EntityKey,
  EntityType,
  TagConfig,
} from '../../root/vmms/inventory/inventory-config.ts';
import * as tags from '../../root/vmms/inventory/tags.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import {type CimObject, wmiClass} from '../class-definition.ts';
import {VIRTUALIZATION} from '../door.ts';
import {formatPath} from '../object-path.ts';
import {hvshDatastore} from './hvsh-datastore.ts';
import {hvshHost} from './hvsh-host.ts';
import {hvshResourcePool} from './hvsh-resource-pool.ts';
import {machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

const pathOf = (className: string, id: string): {ref: string} => ({
  ref: formatPath(VIRTUALIZATION, className, [['InstanceID', id]]),
});

export const hvshTagCategory = wmiClass<CategoryConfig>('Hvsh_TagCategory', {
  list: vmms => vmms.inventory.config.categories,
  properties: {
    InstanceID: category => category.id,
    ElementName: category => category.name,
    Description: category => category.description,
    MultipleCardinality: category => category.multiple,
    EntityTypes: category => category.entityTypes,
  },
});

export const hvshTag = wmiClass<TagConfig>('Hvsh_Tag', {
  list: vmms => vmms.inventory.config.tags,
  properties: {
    InstanceID: tag => tag.id,
    ElementName: tag => tag.name,
    Description: tag => tag.description,
    Category: tag => pathOf('Hvsh_TagCategory', tag.category),
  },
});

const entityProperties = {
  EntityType: ({entity}: {readonly entity: EntityKey}) => entity.slice(0, entity.indexOf(':')),
  EntityID: ({entity}: {readonly entity: EntityKey}) => entity.slice(entity.indexOf(':') + 1),
};

export const hvshTagAssignment = wmiClass<AssignmentConfig>('Hvsh_TagAssignment', {
  list: vmms => vmms.inventory.config.assignments,
  properties: {TagID: ({tag}) => tag, ...entityProperties},
});

export const hvshCustomAttribute = wmiClass<AttributeConfig>('Hvsh_CustomAttribute', {
  list: vmms => vmms.inventory.config.attributes,
  properties: {
    Key: ({key}) => key,
    ElementName: ({name}) => name,
    TargetType: ({target}) => target,
  },
});

export const hvshAnnotation = wmiClass<AnnotationConfig>('Hvsh_Annotation', {
  list: vmms => vmms.inventory.config.annotations,
  properties: {
    AttributeKey: ({attribute}) => attribute,
    ...entityProperties,
    Value: ({value}) => value,
  },
});

interface FolderRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Null of the root and of those directly in the datacenter. */
  readonly parent: string | null;
}

function folders(vmms: Vmms): FolderRow[] {
  const own = vmms.inventory.config.folders.map(folder => ({...folder, type: 'VM'}));
  return [...FIXED_FOLDERS.map(folder => ({...folder, parent: null})), ...own];
}

export const hvshFolder = wmiClass<FolderRow>('Hvsh_Folder', {
  list: folders,
  find: (keys, vmms) => folders(vmms).find(({id}) => id === keys.get('instanceid')),
  properties: {
    InstanceID: ({id}) => id,
    ElementName: ({name}) => name,
    FolderType: ({type}) => type,
    Parent: ({parent}) => (parent === null ? null : pathOf('Hvsh_Folder', parent)),
    IsFixed: ({id}) => FIXED_FOLDERS.some(folder => folder.id === id),
  },
});

export const hvshDatacenter = wmiClass<string>('Hvsh_Datacenter', {
  list: () => [DATACENTER],
  properties: {
    InstanceID: id => id,
    ElementName: id => id,
    ParentFolder: () => pathOf('Hvsh_Folder', ROOT_FOLDER),
    MachineFolder: () => pathOf('Hvsh_Folder', MACHINE_FOLDER),
  },
});

/** By class: the type of an entity and its identifier. */
function entityOf(object: CimObject): EntityKey {
  const key = (type: EntityType, id: string | undefined): EntityKey | undefined =>
    id === undefined ? undefined : `${type}:${id}`;
  const system = msvmComputerSystem.from(object);
  const found =
    (system && key('VirtualMachine', machineOf(system)?.id)) ??
    key('ResourcePool', hvshResourcePool.from(object)) ??
    key('VMHost', hvshHost.from(object)) ??
    key('Datastore', hvshDatastore.from(object)?.name) ??
    key('Folder', hvshFolder.from(object)?.id) ??
    key('Datacenter', hvshDatacenter.from(object));
  if (found) return found;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `A ${object.class.name} can have no tags or attributes.`,
  );
}

function entityArgument(args: Arguments): EntityKey {
  const [object] = args.anyObjects('Entity');
  if (object) return entityOf(object);
  throw new VmmsError(RETURN.InvalidParameter, 'Entity is missing.');
}

const categoryChange = (args: Arguments): tags.CategoryChange => ({
  name: args.text('ElementName'),
  description: args.text('Description'),
  multiple: args.boolean('MultipleCardinality'),
  entityTypes: args.has('EntityTypes') ? args.texts('EntityTypes') : undefined,
});

const named = (args: Arguments) => ({
  name: args.text('ElementName'),
  description: args.text('Description'),
});

export const hvshInventoryService = serviceClass('Hvsh_InventoryService', 'Inventory', {
  CreateCategory: (_, args, {inventory, changes}) => {
    const category = inventory.make(tags.createCategory(inventory.config, categoryChange(args)));
    changes.tell('create', 'Hvsh_TagCategory', category);
    return {ReturnValue: 0, Category: pathOf('Hvsh_TagCategory', category.id)};
  },
  ModifyCategory: (_, args, {inventory, changes}) => {
    const old = args.object('Category', hvshTagCategory);
    const change = categoryChange(args);
    const next = inventory.make(tags.modifyCategory(inventory.config, old, change));
    changes.tell('modify', 'Hvsh_TagCategory', next);
    return RETURN.Completed;
  },
  RemoveCategory: (_, args, {inventory, changes}) => {
    const category = args.object('Category', hvshTagCategory);
    inventory.keep(tags.removeCategory(inventory.config, category));
    changes.tell('delete', 'Hvsh_TagCategory', category);
    return RETURN.Completed;
  },
  CreateTag: (_, args, {inventory, changes}) => {
    const category = args.object('Category', hvshTagCategory);
    const name = args.requiredText('ElementName');
    const description = args.text('Description');
    const tag = inventory.make(tags.createTag(inventory.config, category, {name, description}));
    changes.tell('create', 'Hvsh_Tag', tag);
    return {ReturnValue: 0, Tag: pathOf('Hvsh_Tag', tag.id)};
  },
  ModifyTag: (_, args, {inventory, changes}) => {
    const old = args.object('Tag', hvshTag);
    const tag = inventory.make(tags.modifyTag(inventory.config, old, named(args)));
    changes.tell('modify', 'Hvsh_Tag', tag);
    return RETURN.Completed;
  },
  RemoveTag: (_, args, {inventory, changes}) => {
    const tag = args.object('Tag', hvshTag);
    inventory.keep(tags.removeTag(inventory.config, tag));
    changes.tell('delete', 'Hvsh_Tag', tag);
    return RETURN.Completed;
  },
  AssignTag: (_, args, {inventory}) => {
    const tag = args.object('Tag', hvshTag);
    inventory.keep(tags.assign(inventory.config, tag, entityArgument(args)));
    return RETURN.Completed;
  },
  UnassignTag: (_, args, {inventory}) => {
    const tag = args.object('Tag', hvshTag);
    inventory.keep(tags.unassign(inventory.config, tag, entityArgument(args)));
    return RETURN.Completed;
  },
  CreateAttribute: (_, args, {inventory}) => {
    const name = args.requiredText('ElementName');
    const target = args.text('TargetType') ?? null;
    const {key} = inventory.make(createAttribute(inventory.config, name, target));
    return {ReturnValue: 0, Key: key};
  },
  RenameAttribute: (_, args, {inventory}) => {
    const attribute = args.object('Attribute', hvshCustomAttribute);
    const name = args.requiredText('ElementName');
    inventory.make(renameAttribute(inventory.config, attribute, name));
    return RETURN.Completed;
  },
  RemoveAttribute: (_, args, {inventory}) => {
    const attribute = args.object('Attribute', hvshCustomAttribute);
    inventory.keep(removeAttribute(inventory.config, attribute));
    return RETURN.Completed;
  },
  Annotate: (_, args, {inventory}) => {
    const attribute = args.object('Attribute', hvshCustomAttribute);
    const value = args.text('Value') ?? '';
    const entity = entityArgument(args);
    inventory.keep(annotate(inventory.config, attribute, entity, value));
    return RETURN.Completed;
  },
  CreateFolder: (_, args, {inventory, changes}) => {
    const parent = args.object('Parent', hvshFolder).id;
    const name = args.requiredText('ElementName');
    const folder = inventory.make(createFolder(inventory.config, name, parent));
    changes.tell('create', 'Hvsh_Folder', {...folder, type: 'VM'});
    return {ReturnValue: 0, Folder: pathOf('Hvsh_Folder', folder.id)};
  },
  RenameFolder: (_, args, {inventory, changes}) => {
    const {id} = args.object('Folder', hvshFolder);
    const name = args.requiredText('ElementName');
    const folder = inventory.make(renameFolder(inventory.config, id, name));
    changes.tell('modify', 'Hvsh_Folder', {...folder, type: 'VM'});
    return RETURN.Completed;
  },
  MoveFolder: (_, args, {inventory, changes}) => {
    const {id} = args.object('Folder', hvshFolder);
    const parent = args.object('Parent', hvshFolder).id;
    const folder = inventory.make(moveFolder(inventory.config, id, parent));
    changes.tell('modify', 'Hvsh_Folder', {...folder, type: 'VM'});
    return RETURN.Completed;
  },
  RemoveFolder: (_, args, vmms) => {
    const folder = args.object('Folder', hvshFolder);
    vmms.removeFolder(folder.id);
    vmms.changes.tell('delete', 'Hvsh_Folder', folder);
    return RETURN.Completed;
  },
  PlaceSystem: (_, args, vmms) => {
    const machine = machineOf(args.object('System', msvmComputerSystem));
    const {id, type} = args.object('Folder', hvshFolder);
    if (!machine) throw new VmmsError(RETURN.InvalidParameter, 'System is the host itself.');
    if (type !== 'VM')
      throw new VmmsError(RETURN.InvalidParameter, 'The folder is not one of virtual machines.');
    vmms.placeMachine(machine, id);
    return RETURN.Completed;
  },
});

export const inventoryClasses = [
  hvshTagCategory,
  hvshTag,
  hvshTagAssignment,
  hvshCustomAttribute,
  hvshAnnotation,
  hvshFolder,
  hvshDatacenter,
  hvshInventoryService,
];
