/** Get-Folder: the folders a standalone host has. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {byName} from '../inventory/by-name.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allFolders, Datacenter, Folder} from '../inventory/tree.ts';
import {tagParameterOf, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Folder'} as const;

/** Folders below a location: below the root and the datacenter are the others, below those is none. */
function within(folders: readonly Folder[], location: unknown, direct: boolean): Folder[] {
  const below = folders.filter(folder => !folder.isRoot);
  if (location instanceof Datacenter) return below;
  return location instanceof Folder && location.isRoot && !direct ? below : [];
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
    Location: {
      type: 'VIContainer[]',
      help: 'The datacenter or a folder to look in.',
      sets: {Default: {pipeline: 'value'}},
    },
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
    const located = p.Location?.flatMap(each => within(all, each, p.NoRecursion)) ?? top;
    const types = p.Type?.map(type => type.toLowerCase());
    const items = located
      .filter(({type}) => types?.includes(type.toLowerCase()) ?? true)
      .filter(({id}) => p.Id?.includes(id) ?? true);
    const tagged = withTags(run, speaker, items, p.Tag);
    const named = {kind: 'Folder', items: tagged, nameOf: ({name}: Folder) => name};
    for (const folder of byName(run, speaker, named, p.Name)) run.writeObject(folder);
  },
});
