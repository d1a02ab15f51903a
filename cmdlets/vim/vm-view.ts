/** VMware.Vim.VirtualMachine: a machine as the vSphere API shows it. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import type {Value} from '../../shell/values/value.ts';
import {annotationTexts} from '../inventory/annotation-values.ts';
import {optionsOf} from '../inventory/advanced-setting.ts';
import {flagOf, listOf, numberOf, numberOrNull, textOf} from '../inventory/cim-fields.ts';
import {datastoreOfPath, datastorePath} from '../inventory/datastore.ts';
import {diskFiles} from '../inventory/hard-disk.ts';
import {HOST_ID} from '../inventory/ids.ts';
import {EnabledState, powerStateName} from '../inventory/machine-state.ts';
import {poolOfMachine} from '../inventory/resource-pool.ts';
import {latestOf} from '../inventory/stat-query.ts';
import {folderIdOf} from '../inventory/tree.ts';
import {creationTime, type VirtualMachine} from '../inventory/virtual-machine.ts';
import {thisHost} from '../inventory/vm-host.ts';
import {allocationOf} from './allocation.ts';
import {ManagedObject, managedEntity, managedType} from './managed-object.ts';
import {type ManagedReference, referenceOf} from './managed-reference.ts';
import {reconfigure} from './reconfigure.ts';
import {taskReferences} from './task-view.ts';
import {listOfType, type VimData} from './vim-data.ts';
import {devicesOf} from './vm-devices.ts';
import {guestOf} from './vm-guest.ts';
import * as types from './vim-types.ts';

/** No guest system is configured for a machine here: the API's word for that. */
const GUEST_ID = 'otherGuest64';
const GUEST_NAME = 'Other (64-bit)';

export class VirtualMachineView extends ManagedObject {
  machine: VirtualMachine;

  constructor(door: Door, reference: ManagedReference, machine: VirtualMachine) {
    super(door, reference);
    this.machine = machine.fresh('PowerCLI');
  }

  override update(): void {
    this.machine = this.machine.fresh();
    super.update();
  }
}

const references = (ids: readonly string[]): Value =>
  listOfType('VMware.Vim.ManagedObjectReference', ids.map(referenceOf));

function configOf({machine}: VirtualMachineView): VimData {
  const system = machine.part('system');
  const folder = textOf(system, 'SuspendDataRoot');
  const file = `${textOf(system, 'ConfigurationDataRoot')}/${textOf(system, 'ConfigurationFile')}`;
  const uuid = machine.id.toLowerCase();
  return types.configInfo.make({
    Name: machine.name,
    Uuid: uuid,
    InstanceUuid: uuid,
    Version: textOf(system, 'Version'),
    CreateDate: creationTime(machine),
    Annotation: notesOf(machine),
    Template: false,
    GuestId: GUEST_ID,
    GuestFullName: GUEST_NAME,
    Firmware: textOf(system, 'VirtualSystemSubType').endsWith(':2') ? 'efi' : 'bios',
    BootOptions: types.bootOptions.make({
      BootDelay: 0n,
      EnterBIOSSetup: false,
      EfiSecureBootEnabled: flagOf(system, 'SecureBootEnabled'),
      BootRetryEnabled: false,
    }),
    ChangeTrackingEnabled: false,
    Files: types.fileInfo.make({
      VmPathName: datastorePath(machine.door, file),
      SuspendDirectory: datastorePath(machine.door, folder),
    }),
    Tools: types.toolsConfigInfo.make({ToolsUpgradePolicy: 'manual'}),
    Hardware: types.virtualHardware.make({
      NumCPU: numberOf(machine.part('processor'), 'VirtualQuantity', 1),
      NumCoresPerSocket: 1,
      MemoryMB: numberOf(machine.part('memory'), 'VirtualQuantity'),
      Device: devicesOf(machine),
    }),
    ...allocations(machine),
    MemoryHotAddEnabled: false,
    CpuHotAddEnabled: false,
    CpuHotRemoveEnabled: false,
    ExtraConfig: listOfType(
      'VMware.Vim.OptionValue',
      optionsOf(machine.door, machine.id).map(([Key, Value]) =>
        types.optionValue.make({Key, Value}),
      ),
    ),
  });
}

const notesOf = (machine: VirtualMachine): string =>
  listOf(machine.part('system'), 'Notes').map(String).join('\n');

function allocations(machine: VirtualMachine) {
  const resources = machine.part('resources');
  return {
    CpuAllocation: allocationOf(resources, 'Cpu', 'MHz'),
    MemoryAllocation: allocationOf(resources, 'Mem', 'MB'),
  };
}

const POWER = {PoweredOn: 'poweredOn', PoweredOff: 'poweredOff', Suspended: 'suspended'} as const;

function runtimeOf({machine, door}: VirtualMachineView): VimData {
  const power = powerStateName(machine.enabledState);
  const processors = numberOf(machine.live, 'NumberOfProcessors', 1);
  const bootTime = new DateTime(
    DateTime.now().ticks - BigInt(Math.round(machine.uptimeMs)) * 10_000n,
    DateTime.now().kind,
  );
  return types.runtimeInfo.make({
    Host: referenceOf(HOST_ID),
    ConnectionState: 'connected',
    PowerState: POWER[power],
    FaultToleranceState: 'notConfigured',
    ToolsInstallerMounted: false,
    BootTime: power === 'PoweredOn' ? bootTime.toUniversalTime() : null,
    Paused: machine.enabledState === EnabledState.Paused,
    MaxCpuUsage: processors * numberOf(thisHost(door, 'PowerCLI').instance, 'ProcessorMHz'),
    MaxMemoryUsage: numberOf(machine.part('memory'), 'VirtualQuantity'),
    ConsolidationNeeded: false,
  });
}

/** A counter measured now, as the whole number the API shows; 0 of a machine that is off. */
function measured({machine, door}: VirtualMachineView, counter: string, divisor = 1): number {
  if (powerStateName(machine.enabledState) !== 'PoweredOn') return 0;
  return Math.round(latestOf(door, machine.path, counter) / divisor);
}

function summaryOf(self: VirtualMachineView): VimData {
  const {machine} = self;
  const disks = diskFiles(machine);
  const used = disks.reduce((sum, disk) => sum + disk.used, 0);
  const room = disks.reduce((sum, disk) => sum + Math.max(0, disk.capacity - disk.used), 0);
  const resources = machine.part('resources');
  const system = machine.part('system');
  const file = `${textOf(system, 'ConfigurationDataRoot')}/${textOf(system, 'ConfigurationFile')}`;
  const uuid = machine.id.toLowerCase();
  return types.vmSummary.make({
    Vm: self.reference,
    Runtime: runtimeOf(self),
    Guest: guestOf(machine),
    OverallStatus: statusOf(self),
    Config: types.vmConfigSummary.make({
      Name: machine.name,
      Template: false,
      VmPathName: datastorePath(machine.door, file),
      MemorySizeMB: numberOf(machine.part('memory'), 'VirtualQuantity'),
      CpuReservation: numberOrNull(resources, 'CpuReservationMHz'),
      MemoryReservation: numberOrNull(resources, 'MemReservationMB'),
      NumCpu: numberOf(machine.live, 'NumberOfProcessors', 1),
      NumEthernetCards: 0,
      NumVirtualDisks: disks.length,
      Uuid: uuid,
      InstanceUuid: uuid,
      GuestId: GUEST_ID,
      GuestFullName: GUEST_NAME,
      Annotation: notesOf(machine),
    }),
    Storage: types.vmStorageSummary.make({
      Committed: BigInt(used),
      Uncommitted: BigInt(room),
      Unshared: BigInt(used),
      Timestamp: DateTime.now().toUniversalTime(),
    }),
    QuickStats: types.vmQuickStats.make({
      OverallCpuUsage: measured(self, 'cpu.usagemhz.average'),
      GuestMemoryUsage: measured(self, 'mem.active.average', 1024),
      HostMemoryUsage: measured(self, 'mem.consumed.average', 1024),
      GuestHeartbeatStatus: heartbeatStatus(self),
      UptimeSeconds: Math.floor(machine.uptimeMs / 1000),
    }),
  });
}

/** Msvm_ComputerSystem.HealthState 5 is "OK"; anything else is a warning. */
const statusOf = ({machine}: VirtualMachineView): string =>
  numberOf(machine.live, 'HealthState', 5) === 5 ? 'green' : 'yellow';

const HEARTBEATS: Readonly<Record<number, string>> = {2: 'green', 6: 'red', 12: 'gray', 13: 'red'};
const heartbeatStatus = ({machine}: VirtualMachineView): string =>
  HEARTBEATS[machine.heartbeatCode ?? -1] ?? 'gray';

function datastoresOf({machine, door}: VirtualMachineView): Value {
  const root = textOf(machine.part('system'), 'ConfigurationDataRoot');
  const paths = [root, ...diskFiles(machine).map(disk => disk.path)];
  const ids = paths.flatMap(each => datastoreOfPath(door, each)?.id ?? []);
  return references([...new Set(ids)]);
}

/** What custom attributes say of the machine. */
const customValues = (door: Door, id: string): Value =>
  listOfType(
    'VMware.Vim.CustomFieldValue',
    annotationTexts(door, 'VirtualMachine', id)
      .filter(({value}) => value !== '')
      .map(({key, value}) => types.customFieldStringValue.make({Key: key, Value: value})),
  );

const NO_REFERENCES = (): Value => references([]);

managedType<VirtualMachineView>({
  fullName: 'VMware.Vim.VirtualMachine',
  base: managedEntity,
  instance: VirtualMachineView,
  properties: {
    Name: ({machine}) => machine.name,
    Parent: ({machine}) => referenceOf(folderIdOf(machine)),
    OverallStatus: statusOf,
    ConfigStatus: statusOf,
    Config: configOf,
    Runtime: runtimeOf,
    Guest: ({machine}) => guestOf(machine),
    GuestHeartbeatStatus: heartbeatStatus,
    Summary: summaryOf,
    Datastore: datastoresOf,
    Network: NO_REFERENCES,
    ResourcePool: ({machine}) => referenceOf(poolOfMachine(machine).id),
    ResourceConfig: self =>
      types.resourceConfigSpec.make({Entity: self.reference, ...allocations(self.machine)}),
    RecentTask: ({door, machine}) => references(taskReferences(door, machine)),
    Snapshot: () => null,
    TriggeredAlarmState: () => null,
    CustomValue: ({door, machine}) => customValues(door, machine.id),
  },
  methods: {
    ReconfigVM: {call: (self, [spec]) => void reconfigure(self, spec, () => configOf(self))},
    ReconfigVM_Task: {call: (self, [spec]) => reconfigure(self, spec, () => configOf(self))},
  },
  unanswered: ['Capability', 'EnvironmentBrowser', 'Layout', 'LayoutEx', 'Storage', 'Permission'],
});
