/** Get-Folder: the folders a standalone host has, and those of machines that users made. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {LOCATION, type Location} from '../inventory/locations.ts';
import {itemsGiven, itemsParameter} from '../inventory/object-by-name.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allFolders, Datacenter, Folder, foldersBelow} from '../inventory/tree.ts';
import {tagParameterOf, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Folder'} as const;

/** Folders below a location: the root holds the datacenter, and that the fixed ones. */
function within(folders: readonly Folder[], location: Location, direct: boolean): Folder[] {
  const below = folders.filter(folder => !folder.isRoot);
  if (location instanceof Datacenter) return direct ? below.filter(each => each.isFixed) : below;
  if (!(location instanceof Folder)) return [];
  if (location.isRoot) return direct ? [] : below;
  return direct
    ? folders.filter(each => each.parentPath === location.path)
    : foldersBelow(folders, location);
}

export const getFolder = cmdlet({
  name: 'Get-Folder',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetFolder',
  synopsis: 'Retrieves the folders of a server.',
  description:
    'A standalone host has a root folder, and in its datacenter one folder each for machines, hosts, datastores and networks.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed.',
      wildcards: true,
      sets: {Default: {position: 0}},
    },
    Location: itemsParameter(speaker, LOCATION, {
      help: 'The datacenter or a folder to look in, as an object or by name.',
      sets: {Default: {pipeline: 'value'}},
    }),
    Type: {
      type: 'string[]',
      help: 'What the folders are for.',
      validate: [{set: ['VM', 'HostAndCluster', 'Datastore', 'Network', 'Datacenter']}],
      sets: {Default: {}},
    },
    NoRecursion: {
      type: 'switch',
      help: 'Only direct children of the location, of the server without one.',
      sets: {Default: {}},
    },
    Tag: tagParameterOf(speaker, 'Default'),
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.Folder'],
  examples: [{title: 'Where machines are', code: 'Get-Folder -Type VM'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const all = allFolders(run.door());
    const top = p.NoRecursion ? all.filter(folder => folder.isRoot) : all;
    const locations = p.Location && itemsGiven(run, speaker, LOCATION, p.Location);
    const located = locations?.flatMap(each => within(all, each, p.NoRecursion)) ?? top;
    const types = p.Type?.map(type => type.toLowerCase());
    const items = located
      .filter(({type}) => types?.includes(type.toLowerCase()) ?? true)
      .filter(({id}) => p.Id?.includes(id) ?? true);
    const tagged = withTags(run, speaker, items, p.Tag);
    const named = {kind: 'Folder', items: tagged, nameOf: ({name}: Folder) => name};
    for (const folder of byName(run, speaker, named, p.Name)) run.writeObject(folder);
  },
});
