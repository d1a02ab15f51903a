/** New-VM of the Hyper-V module. */
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {asBigInt} from '../../shell/conversion/plain-number.ts';
import {bootParameters, bootSourceOf, hasRootDisk} from '../inventory/boot-source.ts';
import {connect} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {createMachine, type NewMachine, requireFile} from '../inventory/create-machine.ts';
import {adaptersOf} from '../inventory/network-adapter.ts';
import {MIB} from '../inventory/virtual-machine.ts';
import {completeSwitchNames, requireSwitch} from '../inventory/virtual-switch.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'New-VM'} as const;

/** The module's documented default. */
const DEFAULT_MEMORY = BigInt(512 * MIB);

interface Disks {
  readonly NewVHDPath?: string | undefined;
  readonly NewVHDSizeBytes?: unknown;
  readonly VHDPath?: string | undefined;
}

function disksOf(run: Run, name: string, p: Disks): Pick<NewMachine, 'newDisks' | 'existingDisks'> {
  if (p.VHDPath !== undefined) {
    const file = run.session.resolvePath(p.VHDPath);
    requireFile(run, speaker, file);
    return {newDisks: [], existingDisks: [file]};
  }
  if (p.NewVHDPath === undefined) return {newDisks: [], existingDisks: []};
  const file = p.NewVHDPath.includes('/')
    ? run.session.resolvePath(p.NewVHDPath)
    : path.posix.join(defaultFolder(run), p.NewVHDPath || `${name}.vhdx`);
  return {newDisks: [{path: file, sizeBytes: asBigInt(p.NewVHDSizeBytes)}], existingDisks: []};
}

function defaultFolder(run: Run): string {
  const [host] = run.door().instances('Hvsh_Host');
  return String(host?.properties.VirtualHardDiskPath ?? '.');
}

/** What Hyper-V calls the adapter that every new machine has. */
const ADAPTER = 'Network Adapter';

export const newVM = cmdlet({
  name: 'New-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.NewVM',
  synopsis: 'Creates a new virtual machine.',
  description:
    "A machine of an image gets a disk of its own, a copy of the image's, unless -NoVHD is given: then its guest runs from memory and forgets everything when it stops. The image must have been saved before (Save-VMImage); Start-VM does not build one.",
  supportsShouldProcess: true,
  defaultParameterSet: 'No VHD',
  parameters: {
    Name: {
      type: 'string',
      help: 'The name; the default is "New Virtual Machine".',
      aliases: ['VMName'],
      position: 0,
      pipeline: 'both',
    },
    MemoryStartupBytes: {type: 'long', help: 'Memory in bytes; the default is 512MB.', position: 1},
    Generation: {
      type: 'int16',
      help: '1 or 2; the default is 1.',
      position: 2,
      validate: [{set: ['1', '2']}],
    },
    Path: {type: 'string', help: 'The folder that keeps the configuration.'},
    SwitchName: {
      type: 'string',
      help: 'The virtual switch that its network adapter is connected to.',
      complete: completeSwitchNames,
    },
    NoVHD: {type: 'switch', help: 'Makes the machine without a disk.', sets: {'No VHD': {}}},
    NewVHDPath: {
      type: 'string',
      help: 'File of a new dynamic disk.',
      sets: {'New VHD': {mandatory: true}},
    },
    NewVHDSizeBytes: {
      type: 'uint64',
      help: 'Its size in bytes.',
      sets: {'New VHD': {mandatory: true}},
    },
    VHDPath: {
      type: 'string',
      help: 'File of an existing disk.',
      sets: {'Existing VHD': {mandatory: true}},
    },
    ...bootParameters,
    ComputerName: {type: 'string[]', help: 'The Hyper-V host: this machine.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [
    {title: 'A machine with 64 MB of memory', code: 'New-VM -Name web1 -MemoryStartupBytes 64MB'},
    {title: 'A Linux machine', code: 'New-VM deb 256MB -Image debian-12'},
    {title: 'On the network', code: "New-VM web1 64MB -SwitchName 'Default Switch'"},
    {title: 'With a new disk', code: 'New-VM web1 64MB -NewVHDPath web1.vhdx -NewVHDSizeBytes 1GB'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const network =
      p.SwitchName === undefined ? undefined : requireSwitch(run, speaker, p.SwitchName);
    const name = p.Name ?? 'New Virtual Machine';
    const disks = disksOf(run, name, p);
    const boot = bootSourceOf(run, speaker, p);
    if (!run.shouldProcess(name, 'New-VM')) return;
    const machine = createMachine(run, speaker, {
      name,
      memoryBytes: p.MemoryStartupBytes ?? DEFAULT_MEMORY,
      processors: 1,
      generation: p.Generation !== undefined && asBigInt(p.Generation) === 2n ? 2 : 1,
      ...(p.Path === undefined ? {} : {folder: run.session.resolvePath(p.Path)}),
      ...disks,
      boot,
      rootDisk: hasRootDisk(boot) && run.parameterSetName === 'No VHD' && !p.NoVHD,
      adapters: [ADAPTER],
    });
    const [adapter] = machine && network ? adaptersOf(machine) : [];
    if (adapter) connect(run, speaker, adapter, network);
    if (machine) run.writeObject(machine);
  },
});
