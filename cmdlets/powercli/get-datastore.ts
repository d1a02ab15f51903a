/** Get-Datastore: the file systems that machines are kept on. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {byName} from '../inventory/by-name.ts';
import {isThisMachine, requireThisMachine} from '../inventory/connections.ts';
import {allDatastores, type Datastore, datastoreOfPath} from '../inventory/datastore.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {diskFiles} from '../inventory/hard-disk.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {textOf} from '../inventory/cim-fields.ts';
import {VirtualMachine} from '../inventory/virtual-machine.ts';
import {tagParameter, withTags} from '../inventory/with-tags.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Datastore'} as const;

/** Names of the datastores that hold a machine's configuration or its disks. */
function namesOf(machine: VirtualMachine): string[] {
  const root = textOf(machine.part('system'), 'ConfigurationDataRoot');
  const files = [root, ...diskFiles(machine).map(disk => disk.path)];
  return files.flatMap(file => datastoreOfPath(machine.door, file)?.name ?? []);
}

/** Those related to objects or names of machines: all are the host's, the datacenter's and the folder's. */
function related(
  run: Run,
  items: Datastore[],
  objects: readonly unknown[] | undefined,
): Datastore[] {
  const given = (objects ?? []).filter(
    each => each instanceof VirtualMachine || (typeof each === 'string' && !isThisMachine(each)),
  );
  if (given.length === 0) return items;
  const machines = machinesGiven(run, speaker, given);
  const names = new Set(machines.flatMap(namesOf));
  return items.filter(({name}) => names.has(name));
}

export const getDatastore = cmdlet({
  name: 'Get-Datastore',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetDatastore',
  synopsis: 'Retrieves the datastores of a server.',
  defaultParameterSet: 'Default',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names; wildcards are allowed. Absent: all.',
      position: 0,
      wildcards: true,
    },
    RelatedObject: {
      type: 'object[]',
      help: 'A machine, the host, the datacenter or a folder: what it is kept on.',
      aliases: ['VM', 'VMHost', 'Location', 'Datacenter'],
      pipeline: 'value',
    },
    Tag: tagParameter(speaker),
    Id: {type: 'string[]', help: 'Identifiers.', sets: {ById: {mandatory: true}}},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.DatastoreManagement.Datastore'],
  examples: [
    {
      title: 'Room that is left',
      code: 'Get-Datastore | Format-Table Name, FreeSpaceGB, CapacityGB',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const all = allDatastores(run.door()).filter(({id}) => p.Id?.includes(id) ?? true);
    const items = withTags(run, speaker, related(run, all, p.RelatedObject), p.Tag);
    const named = {kind: 'Datastore', items, nameOf: (store: Datastore) => store.name};
    for (const store of byName(run, speaker, named, p.Name)) run.writeObject(store);
  },
});
