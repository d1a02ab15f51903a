/** Makes a machine through the door: system, memory, processor, disks; takes it all back when a part fails. */
import {existsSync} from 'node:fs';
import path from 'node:path';
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {textOf, pathOf} from './cim-fields.ts';
import {nameTaken, type Speaker, vmError} from './flavour.ts';
import {type Outcome, perform, refusal} from './jobs.ts';
import {formatByName} from './virtual-hard-disk.ts';
import {machineOf, MIB, readSummary, type VirtualMachine} from './virtual-machine.ts';

export interface NewDisk {
  readonly path?: string; // absent: in the folder for disks, named after the machine
  readonly sizeBytes: bigint;
  readonly fixed?: boolean;
}

export interface NewMachine {
  readonly name: string;
  readonly memoryBytes: bigint;
  readonly processors: number;
  readonly generation: 1 | 2;
  readonly notes?: string;
  readonly folder?: string;
  readonly poolPath?: string;
  /** Properties of Hvsh_BootSourceSettingData; absent: what every machine boots. */
  readonly boot?: Record<string, CimValue> | undefined;
  /** The names of its network adapters; they are connected afterwards. */
  readonly adapters?: readonly string[];
  readonly newDisks: readonly NewDisk[];
  readonly existingDisks: readonly string[];
  /** Its image's disk is copied and becomes its first. */
  readonly rootDisk?: boolean;
}

const SERVICE = 'Msvm_VirtualSystemManagementService';

const embedded = (className: string, properties: Record<string, CimValue>): CimInstance => ({
  className,
  path: '',
  properties,
});

/** Thrown inside this file; carries the first refusal. */
class Refused extends Error {
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super(outcome.message);
    this.outcome = outcome;
  }
}

function must(outcome: Outcome): Outcome {
  if (outcome.code !== 0) throw new Refused(outcome);
  return outcome;
}

/** The new machine, or undefined after an error was written; then nothing is left behind. */
/** What the door could only say in its own numbers: said in the user's. Undefined: nothing is wrong. */
function unfit(wanted: NewMachine): string | undefined {
  if (wanted.memoryBytes % BigInt(MIB) !== 0n) {
    return `Memory must be a multiple of 1MB, but is ${wanted.memoryBytes} bytes.`;
  }
  return undefined;
}

export function createMachine(
  run: Run,
  speaker: Speaker,
  wanted: NewMachine,
): VirtualMachine | undefined {
  const wrong = unfit(wanted);
  if (wrong !== undefined) {
    run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', wrong, wanted.name));
    return undefined;
  }
  const made: {system?: string; files: string[]} = {files: []};
  try {
    return build(run, speaker, wanted, made);
  } catch (error) {
    takeBack(run, made);
    if (!(error instanceof Refused)) throw error;
    run.writeError(
      error.outcome.code === 32788
        ? nameTaken(speaker, wanted.name)
        : refusal(speaker, `'${wanted.name}'`, error.outcome, wanted.name),
    );
    return undefined;
  }
}

function build(
  run: Run,
  speaker: Speaker,
  wanted: NewMachine,
  made: {system?: string; files: string[]},
): VirtualMachine {
  const door = run.door();
  const activity = `Creating ${wanted.name}`;
  const defined = must(perform(run, SERVICE, 'DefineSystem', defineParameters(wanted), activity));
  made.system = pathOf(defined.result.ResultingSystem) ?? '';
  const id = textOf(door.get(made.system), 'Name').toUpperCase();
  const disks = [...wanted.existingDisks];
  if (wanted.rootDisk) {
    const file = freePath(diskFolder(run, wanted), wanted.name, 0, IMAGE_DISK);
    const params = {Image: wanted.boot?.Image ?? '', Path: file};
    must(perform(run, 'Hvsh_BootService', 'CreateRootDisk', params, activity));
    made.files.push(file);
    disks.push(file);
  }
  for (const [index, disk] of wanted.newDisks.entries()) {
    const file = disk.path ?? freePath(diskFolder(run, wanted), wanted.name, index);
    must(
      perform(
        run,
        'Msvm_ImageManagementService',
        'CreateVirtualHardDisk',
        {VirtualDiskSettingData: diskSettings(file, disk)},
        activity,
      ),
    );
    made.files.push(file);
    disks.push(file);
  }
  if (disks.length > 0) attachDisks(run, id, disks, activity);
  if (wanted.poolPath)
    must(
      perform(
        run,
        'Hvsh_ResourceService',
        'MoveSystem',
        {System: {ref: made.system}, Pool: {ref: wanted.poolPath}},
        activity,
      ),
    );
  const summary = readSummary(door, id);
  if (!summary) throw new Error(`The machine ${wanted.name} vanished while it was made.`);
  return machineOf(door, speaker.flavour, summary);
}

function takeBack(run: Run, made: {system?: string; files: string[]}): void {
  if (made.system)
    perform(
      run,
      SERVICE,
      'DestroySystem',
      {AffectedSystem: {ref: made.system}},
      'Removing what was begun',
    );
  for (const file of made.files)
    run.door().invoke('Msvm_ImageManagementService', 'DeleteVirtualHardDisk', {Path: file});
}

function defineParameters(wanted: NewMachine): Record<string, CimValue> {
  const memory = Number(wanted.memoryBytes) / MIB;
  return {
    SystemSettings: embedded('Msvm_VirtualSystemSettingData', {
      ElementName: wanted.name,
      VirtualSystemSubType: `Microsoft:Hyper-V:SubType:${wanted.generation}`,
      ...(wanted.notes === undefined ? {} : {Notes: [wanted.notes]}),
      ...(wanted.folder === undefined ? {} : {ConfigurationDataRoot: wanted.folder}),
    }),
    ResourceSettings: [
      embedded('Msvm_MemorySettingData', {
        ResourceType: 4,
        ResourceSubType: 'Microsoft:Hyper-V:Memory',
        VirtualQuantity: memory,
      }),
      embedded('Msvm_ProcessorSettingData', {
        ResourceType: 3,
        ResourceSubType: 'Microsoft:Hyper-V:Processor',
        VirtualQuantity: wanted.processors,
      }),
      ...(wanted.boot ? [bootSource(wanted.boot)] : []),
      ...(wanted.adapters ?? []).map(networkAdapter),
    ],
  };
}

const networkAdapter = (name: string): CimInstance =>
  embedded('Msvm_SyntheticEthernetPortSettingData', {
    ResourceType: 10,
    ResourceSubType: 'Microsoft:Hyper-V:Synthetic Ethernet Port',
    ElementName: name,
  });

const bootSource = (properties: Record<string, CimValue>): CimInstance =>
  embedded('Hvsh_BootSourceSettingData', {
    ResourceType: 1,
    ResourceSubType: 'Hvsh:Boot Source',
    ...properties,
  });

/** Msvm_VirtualHardDiskSettingData: Type 2 fixed, 3 dynamic; Format 2 VHD, 3 VHDX. */
function diskSettings(file: string, disk: NewDisk): CimInstance {
  return embedded('Msvm_VirtualHardDiskSettingData', {
    Type: disk.fixed ? 2 : 3,
    Format: formatByName(file) ?? 0,
    Path: file,
    MaxInternalSize: disk.sizeBytes,
  });
}

function diskFolder(run: Run, wanted: NewMachine): string {
  if (wanted.folder !== undefined) return wanted.folder;
  const [host] = run.door().instances('Hvsh_Host');
  return host ? textOf(host, 'VirtualHardDiskPath') : '';
}

/** The form of an image's disk, of which a machine gets a copy. */
const IMAGE_DISK = '.vhd';

/** `web.vhdx`, `web_1.vhdx` ...: the first that no file has. */
function freePath(folder: string, name: string, index: number, extension = '.vhdx'): string {
  for (let number = index; ; number++) {
    const file = path.join(
      folder,
      `${name.replaceAll('/', '_')}${number === 0 ? '' : `_${number}`}${extension}`,
    );
    if (!existsSync(file)) return file;
  }
}

/** Adds a SCSI controller and a drive with its medium for each file. */
export function attachDisks(
  run: Run,
  id: string,
  files: readonly string[],
  activity: string,
): void {
  const setting = `Msvm_VirtualSystemSettingData.InstanceID="Microsoft:${id}"`;
  const add = (rasd: CimInstance): string => {
    const params = {AffectedConfiguration: {ref: setting}, ResourceSettings: [rasd]};
    const {result} = must(perform(run, SERVICE, 'AddResourceSettings', params, activity));
    const [added] = Array.isArray(result.ResultingResourceSettings)
      ? (result.ResultingResourceSettings as CimValue[])
      : [];
    return pathOf(added) ?? '';
  };
  const controller = add(
    embedded('Msvm_ResourceAllocationSettingData', {
      ResourceType: 6,
      ResourceSubType: 'Microsoft:Hyper-V:Synthetic SCSI Controller',
    }),
  );
  for (const [location, file] of files.entries()) {
    const drive = add(
      embedded('Msvm_ResourceAllocationSettingData', {
        ResourceType: 17,
        ResourceSubType: 'Microsoft:Hyper-V:Synthetic Disk Drive',
        Parent: controller,
        AddressOnParent: String(location),
      }),
    );
    add(
      embedded('Msvm_StorageAllocationSettingData', {
        ResourceType: 31,
        ResourceSubType: 'Microsoft:Hyper-V:Virtual Hard Disk',
        Parent: drive,
        HostResource: [file],
      }),
    );
  }
}

/** Refuses a file that is not there, before anything is made. */
export function requireFile(run: Run, speaker: Speaker, file: string, what = 'disk'): void {
  if (existsSync(file)) return;
  run.throwTerminatingError(
    vmError(
      speaker,
      'ObjectNotFound',
      'ObjectNotFound',
      `The ${what} file '${file}' was not found.`,
      file,
    ),
  );
}
