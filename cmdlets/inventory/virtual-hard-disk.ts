/** Virtual disk files as Get-VHD shows them, and how the VHD cmdlets ask the door for changes. */
import {hostname} from 'node:os';
import path from 'node:path';
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import {parseEmbedded} from '../../hypervisor/wmi/embedded.ts';
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {convertTo} from '../../shell/conversion/convert.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {flagOf, numberOf, numberOrNull, textOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';
import {type Outcome, perform, refusal} from './jobs.ts';

const SERVICE = 'Msvm_ImageManagementService';

const vhdFormat = defineEnum({
  fullName: 'Microsoft.Vhd.PowerShell.VhdFormat',
  values: {Unknown: 0, VHD: 2, VHDX: 3, VHDSet: 4},
});
const vhdType = defineEnum({
  fullName: 'Microsoft.Vhd.PowerShell.VhdType',
  values: {Unknown: 0, Fixed: 2, Dynamic: 3, Differencing: 4},
});

export const VHD_TYPE = {fixed: 2, dynamic: 3, differencing: 4} as const;
const FORMAT_NAME: Readonly<Record<number, string>> = {2: 'VHD', 3: 'VHDX', 4: 'VHDSet'};
const TYPE_NAME: Readonly<Record<number, string>> = {2: 'Fixed', 3: 'Dynamic', 4: 'Differencing'};

/** One virtual disk file, as it was when asked for. */
export class VirtualHardDisk {
  readonly path: string;
  readonly setting: CimInstance;
  readonly state: CimInstance;

  constructor(file: string, setting: CimInstance, state: CimInstance) {
    this.path = file;
    this.setting = setting;
    this.state = state;
  }
}

const uint = (type: string, value: number): Value => convertTo(BigInt(value), type);

defineType<VirtualHardDisk>({
  fullName: 'Microsoft.Vhd.PowerShell.VirtualHardDisk',
  instance: VirtualHardDisk,
  toText: () => 'Microsoft.Vhd.PowerShell.VirtualHardDisk',
  properties: {
    ComputerName: {type: 'string', get: () => hostname().toUpperCase()},
    Path: {type: 'string', get: disk => disk.path},
    VhdFormat: {
      get: ({setting}) =>
        enumValue(vhdFormat, FORMAT_NAME[numberOf(setting, 'Format')] ?? 'Unknown'),
    },
    VhdType: {
      get: ({setting}) => enumValue(vhdType, TYPE_NAME[numberOf(setting, 'Type')] ?? 'Unknown'),
    },
    FileSize: {type: 'uint64', get: ({state}) => uint('uint64', numberOf(state, 'FileSize'))},
    Size: {
      type: 'uint64',
      get: ({setting}) => uint('uint64', numberOf(setting, 'MaxInternalSize')),
    },
    MinimumSize: {
      get: ({state}) => {
        const least = numberOrNull(state, 'MinInternalSize');
        return least === null ? null : uint('uint64', least);
      },
    },
    LogicalSectorSize: {
      type: 'uint32',
      get: ({setting}) => uint('uint32', numberOf(setting, 'LogicalSectorSize')),
    },
    PhysicalSectorSize: {
      type: 'uint32',
      get: ({setting}) => uint('uint32', numberOf(setting, 'PhysicalSectorSize')),
    },
    BlockSize: {
      type: 'uint32',
      get: ({setting}) => uint('uint32', numberOf(setting, 'BlockSize')),
    },
    ParentPath: {type: 'string', get: ({setting}) => textOf(setting, 'ParentPath')},
    DiskIdentifier: {type: 'string', get: ({setting}) => textOf(setting, 'VirtualDiskId')},
    FragmentationPercentage: {get: ({state}) => numberOf(state, 'FragmentationPercentage')},
    Alignment: {type: 'uint32', get: ({state}) => uint('uint32', numberOf(state, 'Alignment'))},
    Attached: {type: 'bool', get: ({state}) => flagOf(state, 'InUse')},
    DiskNumber: {get: () => null},
    IsPMEMCompatible: {type: 'bool', get: ({setting}) => flagOf(setting, 'IsPmemCompatible')},
    AddressAbstractionType: {type: 'string', get: () => 'None'},
    Number: {get: () => null},
  },
});

/** The disk file, or the outcome that says why there is none. */
export function readVhd(run: Run, file: string): VirtualHardDisk | Outcome {
  const ask = (method: string, out: string): CimInstance | Outcome => {
    const outcome = perform(run, SERVICE, method, {Path: file}, 'Reading virtual hard disk');
    const text = outcome.result[out];
    const instance = typeof text === 'string' ? parseEmbedded(text) : undefined;
    return outcome.code === 0 && instance ? instance : outcome;
  };
  const setting = ask('GetVirtualHardDiskSettingData', 'SettingData');
  if (!('className' in setting)) return setting;
  const state = ask('GetVirtualHardDiskState', 'State');
  return 'className' in state ? new VirtualHardDisk(file, setting, state) : state;
}

/** Writes the disk's object, or the error. */
export function writeVhd(run: Run, speaker: Speaker, file: string): void {
  const disk = readVhd(run, file);
  if (disk instanceof VirtualHardDisk) run.writeObject(disk);
  else run.writeError(vhdRefusal(speaker, file, disk));
}

/** Asks the image service; false after an error was written. */
export function changeVhd(
  run: Run,
  speaker: Speaker,
  file: string,
  method: string,
  params: Record<string, CimValue>,
  activity: string,
): boolean {
  const outcome = perform(run, SERVICE, method, params, activity);
  if (outcome.code === 0) return true;
  run.writeError(vhdRefusal(speaker, file, outcome));
  return false;
}

const FAILED = 32768;
const NOT_FOUND = 32779;

function vhdRefusal(speaker: Speaker, file: string, outcome: Outcome) {
  if (outcome.code === NOT_FOUND)
    return vmError(
      speaker,
      'ObjectNotFound',
      'ObjectNotFound',
      `'${file}' is not an existing virtual hard disk file.`,
      file,
    );
  if (outcome.code === FAILED && /the file exists/.test(outcome.message))
    return vmError(
      speaker,
      'OperationFailed',
      'ResourceExists',
      `Failed to create the virtual hard disk. The system failed to create '${file}': The file exists.`,
      file,
    );
  return refusal(speaker, `'${file}'`, outcome, file);
}

/** Msvm_VirtualHardDiskSettingData as an argument. */
export function vhdSettings(properties: Record<string, CimValue>): CimInstance {
  return {className: 'Msvm_VirtualHardDiskSettingData', path: '', properties};
}

/** 2 VHD, 3 VHDX, by the extension; undefined: it is neither. */
export function formatByName(file: string): number | undefined {
  const extension = path.extname(file).toLowerCase();
  if (extension === '.vhd' || extension === '.avhd') return 2;
  return extension === '.vhdx' || extension === '.avhdx' ? 3 : undefined;
}

export const vhdPath = {
  type: 'string[]',
  help: 'Files of virtual hard disks.',
  aliases: ['FullName'],
  mandatory: true,
  position: 0,
  pipeline: 'both',
} as const satisfies ParameterDeclaration;

export const oneVhdPath = {
  ...vhdPath,
  type: 'string',
  help: 'File of a virtual hard disk.',
} as const;

export const hostParameter = {
  type: 'string[]',
  help: 'The Hyper-V host: this machine.',
} as const satisfies ParameterDeclaration;

export const vhdPassthru = {
  type: 'switch',
  help: 'Writes the virtual hard disk to the pipeline.',
} as const satisfies ParameterDeclaration;
