/**
 * Msvm_ComputerSystem: one instance per machine and one for the host (wmi.md 5.1).
 *
 * `self` is a Machine, or HOST for the hosting system.
 */
import {Machine} from '../../root/vmms/machine.ts';
import {STATE} from '../../root/vmms/states.ts';
import {systemSetting} from '../../root/vmms/system-settings.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {hostName} from '../object-path.ts';

export const HOST = 'host';
export type System = Machine | typeof HOST;

const OK = 2;
const HEALTHY = 5;

/** A property that only machines have. */
function ofMachine<V>(get: (machine: Machine) => V): (self: System) => V | null {
  return self => (self === HOST ? null : get(self));
}

export const msvmComputerSystem = wmiClass<System>('Msvm_ComputerSystem', {
  *list(vmms) {
    yield HOST;
    yield* vmms.machines.values();
  },
  find(keys, vmms) {
    const name = keys.get('name') ?? keys.get('');
    if (name === undefined) return null;
    return name.toUpperCase() === hostName ? HOST : vmms.machine(name);
  },
  properties: {
    CreationClassName: () => 'Msvm_ComputerSystem',
    Name: self => (self === HOST ? hostName : self.id),
    ElementName: self => (self === HOST ? hostName : self.name),
    Caption: self => (self === HOST ? 'Hosting Computer System' : 'Virtual Machine'),
    Description: self =>
      self === HOST ? 'Microsoft Hosting Computer System' : 'Microsoft Virtual Machine',
    InstallDate: ofMachine(machine => cimTime(Date.parse(machine.config.created))),
    EnabledState: self => (self === HOST ? STATE.Running : self.state),
    RequestedState: self => (self === HOST ? 12 : self.requestedState),
    EnabledDefault: () => 2,
    HealthState: () => HEALTHY,
    OperationalStatus: () => [OK],
    StatusDescriptions: () => ['Operating normally'],
    Status: () => 'OK',
    TimeOfLastStateChange: ofMachine(machine => cimTime(machine.stateChanged)),
    TimeOfLastConfigurationChange: ofMachine(machine => cimTime(machine.configChanged)),
    OnTimeInMilliseconds: ofMachine(machine => Math.floor(machine.onTimeMs)),
    //                                     Workers are threads of the service: its process is theirs.
    ProcessID: ofMachine(machine => (machine.worker ? process.pid : null)),
    NumberOfNumaNodes: ofMachine(() => 1),
    ReplicationState: ofMachine(() => 0),
    ReplicationHealth: ofMachine(() => 0),
    ReplicationMode: ofMachine(() => 0),
  },
  methods: {
    RequestStateChange: (self, args, vmms) =>
      self === HOST ? 1 : vmms.lifeCycle.request(self, args.number('RequestedState') ?? 0),
  },
});

export function machineOf(system: System): Machine | undefined {
  return system instanceof Machine ? system : undefined;
}

/** Notes as one text, for views that have one. */
export function notesOf(machine: Machine): string {
  const [text] = (systemSetting(machine.config, 'Notes') ?? []) as readonly string[];
  return text ?? '';
}
