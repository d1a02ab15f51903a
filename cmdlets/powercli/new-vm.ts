/** New-VM of PowerCLI: a machine made from nothing, or with disks that exist. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {connect} from '../inventory/change-adapter.ts';
import {adaptersOf} from '../inventory/network-adapter.ts';
import {networkNamed} from '../inventory/vi-network.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {createMachine, type NewDisk, requireFile} from '../inventory/create-machine.ts';
import {allMachines} from '../inventory/find-machines.ts';
import {nameTaken} from '../inventory/flavour.ts';
import {FOLDER} from '../inventory/locations.ts';
import {itemGiven, itemParameter} from '../inventory/object-by-name.ts';
import {placeMachine} from '../inventory/place-machine.ts';
import {ResourcePool} from '../inventory/resource-pool.ts';
import {poolParameter, serverParameter} from '../inventory/selectors.ts';
import {GIB, MIB} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-VM'} as const;

/** PowerCLI's defaults for a machine made from nothing. */
const DEFAULT_MEMORY_MB = 256;
const DEFAULT_DISK_GB = 4;

interface Sizes {
  readonly MemoryGB?: unknown;
  readonly MemoryMB?: bigint | undefined;
  readonly DiskGB?: unknown[] | undefined;
  readonly DiskMB?: bigint[] | undefined;
  readonly DiskPath?: string[] | undefined;
  readonly DiskStorageFormat?: string | undefined;
}

const bytesOf = (units: number, unit: number): bigint => BigInt(Math.round(units * unit));

function memoryOf(p: Sizes): bigint {
  if (p.MemoryGB !== undefined) return bytesOf(asNumber(p.MemoryGB), GIB);
  return bytesOf(p.MemoryMB === undefined ? DEFAULT_MEMORY_MB : Number(p.MemoryMB), MIB);
}

function newDisksOf(p: Sizes): NewDisk[] {
  const fixed =
    p.DiskStorageFormat !== undefined && !p.DiskStorageFormat.toLowerCase().startsWith('thin');
  const disk = (sizeBytes: bigint): NewDisk => ({sizeBytes, fixed});
  if (p.DiskGB) return p.DiskGB.map(size => disk(bytesOf(asNumber(size), GIB)));
  if (p.DiskMB) return p.DiskMB.map(size => disk(bytesOf(Number(size), MIB)));
  return p.DiskPath ? [] : [disk(bytesOf(DEFAULT_DISK_GB, GIB))];
}

function existingDisksOf(run: Run, p: Sizes): string[] {
  return (p.DiskPath ?? []).map(given => {
    const file = run.session.resolvePath(given);
    requireFile(run, speaker, file);
    return file;
  });
}

export const newVM = cmdlet({
  name: 'New-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewVM',
  synopsis: 'Creates a virtual machine.',
  supportsShouldProcess: true,
  parameters: {
    Name: {type: 'string', help: 'The name.', mandatory: true},
    VMHost: {type: 'object', help: 'The host: this machine.', aliases: ['Host'], position: 0},
    ResourcePool: poolParameter(speaker, {aliases: ['Pool'], pipeline: 'value'}),
    Location: itemParameter(speaker, FOLDER, {
      help: 'The folder, as an object or by name; the default is vm.',
    }),
    NumCpu: {
      type: 'int',
      help: 'Number of virtual processors; the default is 1.',
      validate: [{range: [1, 64]}],
    },
    MemoryGB: {type: 'decimal', help: 'Memory in GB; the default is 0.25.'},
    MemoryMB: {type: 'long', help: 'Memory in MB.'},
    DiskGB: {type: 'decimal[]', help: 'Sizes of new disks in GB; the default is one of 4.'},
    DiskMB: {type: 'long[]', help: 'Sizes of new disks in MB.'},
    DiskPath: {type: 'string[]', help: 'Files of existing disks.'},
    DiskStorageFormat: {
      type: 'string',
      help: 'Thin disks grow; Thick ones take their space at once.',
      aliases: ['StorageFormat'],
      validate: [{set: ['Thin', 'Thick', 'EagerZeroedThick', 'Thin2GB', 'Thick2GB']}],
    },
    NetworkName: {type: 'string[]', help: 'Networks of its adapters: names of virtual switches.'},
    Notes: {
      type: 'string',
      help: 'Text kept with the machine.',
      aliases: ['Description'],
      allowEmptyString: true,
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [
    {
      title: 'A small machine with a thin disk',
      code: 'New-VM -Name web1 -MemoryMB 64 -DiskGB 1 -DiskStorageFormat Thin',
    },
    {title: 'In a resource pool', code: 'New-VM -Name web1 -ResourcePool gold -MemoryGB 0.0625'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (p.VMHost !== undefined) requireThisMachine(run, speaker, toText(p.VMHost));
    const networks = (p.NetworkName ?? []).map(name => networkNamed(run, speaker, name));
    const folder =
      p.Location === undefined ? undefined : itemGiven(run, speaker, FOLDER, p.Location);
    const existingDisks = existingDisksOf(run, p);
    if (
      allMachines(run, 'PowerCLI').some(
        machine => machine.name.toLowerCase() === p.Name.toLowerCase(),
      )
    ) {
      return run.writeError(nameTaken(speaker, p.Name));
    }
    if (!run.shouldProcess(`VMHost 'localhost'`, `Creating VM '${p.Name}'`)) return;
    const machine = createMachine(run, speaker, {
      name: p.Name,
      memoryBytes: memoryOf(p),
      processors: p.NumCpu ?? 1,
      generation: 2,
      ...(p.Notes === undefined ? {} : {notes: p.Notes}),
      ...(p.ResourcePool instanceof ResourcePool ? {poolPath: p.ResourcePool.path} : {}),
      adapters: networks.map((_, index) => `Network adapter ${index + 1}`),
      newDisks: newDisksOf(p),
      existingDisks,
    });
    if (!machine) return;
    if (folder) placeMachine(run, speaker, machine, folder);
    const adapters = networks.length > 0 ? adaptersOf(machine) : [];
    for (const [index, adapter] of adapters.entries())
      connect(run, speaker, adapter, networks[index]);
    run.writeObject(machine);
  },
});
