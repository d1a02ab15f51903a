/** Virtual disk files in WMI's words: Msvm_VirtualHardDiskSettingData and -State as text (wmi.md 13.1). */
import {statSync} from 'node:fs';
import path from 'node:path';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {NewDisk} from '../../storage/create-disk.ts';
import {type DiskInfo, describeDisk, minimumSize} from '../../storage/describe-disk.ts';
import {type DiskFormat, DiskImageError} from '../../storage/disk-image.ts';
import {familyOf} from '../../storage/open-disk.ts';
import {guidFromBytes} from '../../wire/guid.ts';
import type {CimInstance, CimValue} from '../cim.ts';
import {cimTime} from '../date-time.ts';
import {formatXml} from '../embedded.ts';

const TYPES = {2: 'fixed', 3: 'dynamic', 4: 'differencing'} as const;
const TYPE_OF = {fixed: 2, dynamic: 3, differencing: 4} as const;
/** Raw images have no number in the class's map. */
const FORMAT_OF = {raw: 0, vhd: 2, vhdx: 3} as const;

/** What a CreateVirtualHardDisk or ConvertVirtualHardDisk text asks for. Throws VmmsError. */
export function newDiskOf({properties}: CimInstance, resolve: (file: string) => string): NewDisk {
  const {Path: name, ParentPath: parent} = properties;
  if (typeof name !== 'string' || name === '')
    throw new VmmsError(RETURN.InvalidParameter, 'Path is missing in VirtualDiskSettingData.');
  const file = resolve(name);
  const format = formatOf(file, Number(properties.Type ?? TYPE_OF.dynamic), properties.Format);
  const number = (property: string): number | undefined => {
    const value = Number(properties[property] ?? 0);
    return value > 0 ? value : undefined;
  };
  const amounts = {
    sizeBytes: number('MaxInternalSize'),
    ...(format === 'vhd-fixed' || format === 'raw' ? {} : {blockSizeBytes: number('BlockSize')}),
    logicalSectorSize: number('LogicalSectorSize'),
    physicalSectorSize: number('PhysicalSectorSize'),
  };
  return {
    path: file,
    format,
    ...Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== undefined)),
    ...(typeof parent === 'string' && parent !== '' ? {parentPath: resolve(parent)} : {}),
  };
}

/** The extension names the format; a Format that is given must be the same. */
function formatOf(file: string, type: number, format: CimValue | undefined): DiskFormat {
  const family = familyOf(file);
  const kind = TYPES[type as keyof typeof TYPES];
  if (kind === undefined)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `Type must be 2 (fixed), 3 (dynamic) or 4 (differencing), but is ${type}.`,
    );
  if (family === 'optical')
    throw new VmmsError(RETURN.InvalidParameter, 'An optical disk can not be made.');
  const wanted = format === undefined || format === null ? FORMAT_OF[family] : Number(format);
  if (wanted !== FORMAT_OF[family])
    throw new VmmsError(
      RETURN.InvalidParameter,
      `Format must be 2 (VHD) for .vhd and 3 (VHDX) for .vhdx, but is ${String(format)} for ${file}.`,
    );
  return family === 'raw' ? 'raw' : `${family}-${kind}`;
}

function xml(className: string, types: Record<string, string>, values: Record<string, CimValue>) {
  return formatXml({className, path: '', properties: values}, name => types[name] ?? 'string');
}

export function settingText(file: string): string {
  const disk = describeDisk(file);
  const [family, kind] = disk.format.split('-');
  const types = {
    Type: 'uint16',
    Format: 'uint16',
    MaxInternalSize: 'uint64',
    BlockSize: 'uint32',
    LogicalSectorSize: 'uint32',
    PhysicalSectorSize: 'uint32',
    ParentTimestamp: 'datetime',
    IsPmemCompatible: 'boolean',
    PmemAddressAbstractionType: 'uint16',
    DataAlignment: 'uint64',
  };
  return xml('Msvm_VirtualHardDiskSettingData', types, {
    ElementName: path.basename(file),
    Path: file,
    ParentPath: disk.parentPath ?? null,
    ParentIdentifier: disk.parentIdentifier ?? null,
    Type: TYPE_OF[(kind ?? 'fixed') as keyof typeof TYPE_OF],
    Format: FORMAT_OF[family as keyof typeof FORMAT_OF],
    MaxInternalSize: BigInt(disk.sizeBytes),
    BlockSize: disk.blockSizeBytes,
    LogicalSectorSize: disk.logicalSectorSize,
    PhysicalSectorSize: disk.physicalSectorSize,
    VirtualDiskId: identifierOf(disk),
    IsPmemCompatible: false,
    PmemAddressAbstractionType: 0,
    DataAlignment: 0n,
  });
}

/** VHD ids are big-endian bytes (the footer's order), VHDX ids a GUID as everywhere on the wire. */
function identifierOf({format, uniqueId}: DiskInfo): string | null {
  if (!uniqueId) return null;
  if (format.startsWith('vhdx')) return guidFromBytes(uniqueId).toUpperCase();
  const hex = Buffer.from(uniqueId).toString('hex').toUpperCase();
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(cut => hex.slice(...cut))
    .join('-');
}

export function stateText(file: string, isInUse: boolean): string {
  const disk = describeDisk(file);
  const types = {
    FileSize: 'uint64',
    InUse: 'boolean',
    MinInternalSize: 'uint64',
    PhysicalSectorSize: 'uint32',
    Alignment: 'uint32',
    FragmentationPercentage: 'uint32',
    Timestamp: 'datetime',
  };
  const least = leastSize(file);
  return xml('Msvm_VirtualHardDiskState', types, {
    FileSize: BigInt(disk.allocatedBytes),
    InUse: isInUse,
    MinInternalSize: least === undefined ? null : BigInt(least),
    PhysicalSectorSize: disk.physicalSectorSize,
    Alignment: alignmentOf(disk),
    FragmentationPercentage: disk.fragmentation,
    Timestamp: cimTime(statSync(file).mtimeMs),
  });
}

/** A chain that is not whole has no partitions to look at. */
function leastSize(file: string): number | undefined {
  try {
    return minimumSize(file);
  } catch (error) {
    if (error instanceof DiskImageError) return undefined;
    throw error;
  }
}

/** 1: sectors of the disk lie on physical sectors of the host; the blocks of dynamic VHDs do not. */
function alignmentOf({format}: DiskInfo): number {
  return format === 'vhd-dynamic' || format === 'vhd-differencing' ? 0 : 1;
}
