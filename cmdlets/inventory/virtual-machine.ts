/**
 * A machine as scripts hold it. One object carries the properties of both vocabularies; its first type name
 * is that of the flavour it came from, which also picks the view.
 *
 * Hyper-V objects follow the machine (State, Uptime ... are read again when older than FRESH_MS); PowerCLI
 * objects keep what they were made with, as the originals do. Settings are fetched at their first use.
 */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {convertTo} from '../../shell/conversion/convert.ts';
import type {Value} from '../../shell/values/value.ts';
import {listOf, numberOf, numberOrNull, textOf, timeOf} from './cim-fields.ts';
import type {Flavour} from './flavour.ts';

/** A live property of a Hyper-V object is read again after this time, or after a change by this session. */
const FRESH_MS = 250;

/** Counts the changes that cmdlets of this session made. */
let changes = 0;

export const MIB = 1024 * 1024;
export const GIB = 1024 * MIB;

/** What a machine has besides its summary, each fetched when first read. */
export interface MachineParts {
  readonly system: CimInstance; //        Msvm_VirtualSystemSettingData
  readonly memory: CimInstance; //        Msvm_MemorySettingData
  readonly processor: CimInstance; //     Msvm_ProcessorSettingData
  readonly boot: CimInstance; //          Hvsh_BootSourceSettingData
  readonly resources: CimInstance; //     Hvsh_ResourceConfiguration
  readonly disks: readonly CimInstance[]; // Msvm_StorageAllocationSettingData of hard disks
}

export class VirtualMachine {
  readonly door: Door;
  readonly flavour: Flavour;
  /** The machine's GUID in upper case. */
  readonly id: string;
  private summary: CimInstance;
  private readAt = performance.now();
  private readAfter = changes;
  private readonly parts: {[Part in keyof MachineParts]?: MachineParts[Part]} = {};
  deleted = false;

  constructor(door: Door, flavour: Flavour, summary: CimInstance) {
    this.door = door;
    this.flavour = flavour;
    this.summary = summary;
    this.id = textOf(summary, 'Name').toUpperCase();
  }

  /** The same machine, read now, in the vocabulary given. */
  fresh(flavour: Flavour = this.flavour): VirtualMachine {
    return machineOf(this.door, flavour, readSummary(this.door, this.id) ?? this.summary);
  }

  get path(): string {
    return `Msvm_ComputerSystem.CreationClassName="Msvm_ComputerSystem",Name="${this.id}"`;
  }

  /** Msvm_SummaryInformation; of a Hyper-V object not older than FRESH_MS. */
  get live(): CimInstance {
    const stale = this.readAfter !== changes || performance.now() - this.readAt > FRESH_MS;
    if (this.flavour === 'HyperV' && !this.deleted && stale) {
      const found = readSummary(this.door, this.id);
      if (found) this.summary = found;
      else this.deleted = true;
      this.readAt = performance.now();
      this.readAfter = changes;
    }
    return this.summary;
  }

  /** Called after a change by a cmdlet: the next read fetches. */
  invalidate(): void {
    changes++;
    for (const part of Object.keys(this.parts)) delete this.parts[part as keyof MachineParts];
  }

  get name(): string {
    return textOf(this.summary, 'ElementName');
  }
  get enabledState(): number {
    return numberOf(this.live, 'EnabledState', 3);
  }
  get heartbeatCode(): number | null {
    return numberOrNull(this.live, 'Heartbeat');
  }
  get operationalStatusCodes(): number[] {
    return listOf(this.live, 'OperationalStatus').map(Number);
  }
  get uptimeMs(): number {
    return numberOf(this.live, 'UpTime');
  }

  part<Part extends keyof MachineParts>(name: Part): MachineParts[Part] {
    this.parts[name] ??= readPart(this, name) as (typeof this.parts)[Part];
    return this.parts[name] as MachineParts[Part];
  }
}

/** Objects whose first type name is Microsoft.HyperV.PowerShell.VirtualMachine. */
export class HyperVMachine extends VirtualMachine {}

/** Objects whose first type name is PowerCLI's UniversalVirtualMachineImpl. */
export class PowerCliMachine extends VirtualMachine {}

export function machineOf(door: Door, flavour: Flavour, summary: CimInstance): VirtualMachine {
  return flavour === 'HyperV'
    ? new HyperVMachine(door, flavour, summary)
    : new PowerCliMachine(door, flavour, summary);
}

export function readSummary(door: Door, id: string): CimInstance | undefined {
  return door.query(`SELECT * FROM Msvm_SummaryInformation WHERE Name='${id}'`)[0];
}

const HARD_DISK = 'Microsoft:Hyper-V:Virtual Hard Disk';

function readPart(
  machine: VirtualMachine,
  name: keyof MachineParts,
): CimInstance | readonly CimInstance[] {
  const {door, id} = machine;
  const like = `InstanceID LIKE 'Microsoft:${id}%'`;
  const only = (wql: string): CimInstance => {
    const [found] = door.query(wql);
    if (!found) throw new Error(`The door has no answer to: ${wql}`);
    return found;
  };
  switch (name) {
    case 'system':
      return only(`SELECT * FROM Msvm_VirtualSystemSettingData WHERE InstanceID='Microsoft:${id}'`);
    case 'memory':
      return only(`SELECT * FROM Msvm_MemorySettingData WHERE ${like}`);
    case 'processor':
      return only(`SELECT * FROM Msvm_ProcessorSettingData WHERE ${like}`);
    case 'boot':
      return only(`SELECT * FROM Hvsh_BootSourceSettingData WHERE ${like}`);
    case 'resources':
      return only(`SELECT * FROM Hvsh_ResourceConfiguration WHERE SystemName='${id}'`);
    case 'disks':
      return door.query(
        `SELECT * FROM Msvm_StorageAllocationSettingData WHERE ${like} AND ResourceSubType='${HARD_DISK}'`,
      );
  }
}

export const guid = (text: string): Value => convertTo(text, 'guid');

/** Creation time as local DateTime; null when the instance has none. */
export const creationTime = (machine: VirtualMachine): Value =>
  timeOf(machine.live.properties.CreationTime);
