/** Integration services of a machine, with the names and states of Hyper-V. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {listOf, numberOf, textOf} from './cim-fields.ts';
import {completeMachineNames, selected} from './find-machines.ts';
import {type Speaker, vmError} from './flavour.ts';
import {perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

/** Setting class, live class, and what Hyper-V calls the service. */
const SERVICES = [
  {component: 'GuestServiceInterface', name: 'Guest Service Interface'},
  {component: 'Heartbeat', name: 'Heartbeat'},
  {component: 'KvpExchange', name: 'Key-Value Pair Exchange'},
  {component: 'Shutdown', name: 'Shutdown'},
  {component: 'TimeSync', name: 'Time Synchronization'},
  {component: 'Vss', name: 'VSS'},
] as const;

const ENABLED = 2;
const DISABLED = 3;

const statusType = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMIntegrationComponentOperationalStatus',
  values: {
    Ok: 2,
    Degraded: 3,
    Error: 6,
    NonRecoverableError: 7,
    NoContact: 12,
    LostCommunication: 13,
    Dormant: 15,
    ProtocolMismatch: 32775,
    ApplicationCritical: 32782,
    CommunicationTimedOut: 32783,
    CommunicationFailed: 32784,
    Disabled: 32896,
  },
});

export class IntegrationService {
  readonly machine: VirtualMachine;
  readonly component: string;
  readonly name: string;

  constructor(machine: VirtualMachine, component: string, name: string) {
    this.machine = machine;
    this.component = component;
    this.name = name;
  }

  get setting(): CimInstance {
    const className = `Msvm_${this.component}ComponentSettingData`;
    const like = `InstanceID LIKE 'Microsoft:${this.machine.id}%'`;
    const [found] = this.machine.door.query(`SELECT * FROM ${className} WHERE ${like}`);
    if (!found) throw new Error(`${this.machine.name} has no ${className}.`);
    return found;
  }

  /** The device of a machine that is on; none while it is off, or the service disabled. */
  get live(): CimInstance | undefined {
    const {machine, component} = this;
    return machine.door.query(
      `SELECT * FROM Msvm_${component}Component WHERE SystemName='${machine.id}'`,
    )[0];
  }

  get isEnabled(): boolean {
    return numberOf(this.setting, 'EnabledState', ENABLED) === ENABLED;
  }
}

const statuses = ({live}: IntegrationService): number[] =>
  live ? listOf(live, 'OperationalStatus').map(Number) : [];
const texts = ({live}: IntegrationService): string[] =>
  live ? listOf(live, 'StatusDescriptions').map(String) : [];

export const integrationServiceType = defineType<IntegrationService>({
  fullName: 'Microsoft.HyperV.PowerShell.VMIntegrationComponent',
  accelerator: 'VMIntegrationComponent',
  instance: IntegrationService,
  toText: service => service.name,
  equals: (a, b) => a.machine.id === b.machine.id && a.name === b.name,
  hashKey: service => `${service.machine.id}/${service.name}`,
  properties: {
    Enabled: {type: 'bool', get: service => service.isEnabled},
    OperationalStatus: {get: service => statuses(service).map(code => enumValue(statusType, code))},
    PrimaryOperationalStatus: {
      get: service => {
        const [code] = statuses(service);
        return code === undefined ? null : enumValue(statusType, code);
      },
    },
    PrimaryStatusDescription: {type: 'string', get: service => texts(service)[0] ?? ''},
    SecondaryOperationalStatus: {get: () => null},
    SecondaryStatusDescription: {type: 'string', get: () => ''},
    StatusDescription: {type: 'string[]', get: texts},
    Name: {type: 'string', get: service => service.name},
    Id: {type: 'string', get: service => textOf(service.setting, 'InstanceID')},
    VMId: {type: 'guid', get: ({machine}) => machine.id.toLowerCase()},
    VMName: {type: 'string', get: ({machine}) => machine.name},
    VMSnapshotId: {type: 'guid', get: () => '00000000-0000-0000-0000-000000000000'},
    VMSnapshotName: {type: 'string', get: () => ''},
    ComputerName: {
      type: 'string',
      get: ({machine}) => textOf(machine.live, 'HostComputerSystemName'),
    },
    IsDeleted: {type: 'bool', get: ({machine}) => (machine.live, machine.deleted)},
  },
});

export function servicesOf(machine: VirtualMachine): IntegrationService[] {
  return SERVICES.map(({component, name}) => new IntegrationService(machine, component, name));
}

/** Services by name; a name that none has is an error unless it has wildcards. */
export function servicesNamed(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  names: readonly string[] | undefined,
): IntegrationService[] {
  const all = servicesOf(machine);
  if (!names) return all;
  return names.flatMap(name => {
    const matches = wildcard(name);
    const found = all.filter(service => matches(service.name));
    if (found.length === 0 && !hasWildcard(name))
      run.writeError(
        vmError(
          speaker,
          'InvalidParameter',
          'InvalidArgument',
          `Hyper-V was unable to find an integration service with the name "${name}" on "${machine.name}".`,
          machine,
        ),
      );
    return found;
  });
}

/** Parameters that the three cmdlets share. */
export const serviceSelector = {
  VMName: {
    type: 'string[]',
    help: 'Names of the virtual machines; wildcards are allowed.',
    wildcards: true,
    sets: {VMName: {mandatory: true, position: 0, pipeline: 'value'}},
    complete: completeMachineNames,
  },
  VM: {
    type: 'VirtualMachine[]',
    help: 'The virtual machines themselves.',
    sets: {VMObject: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  ComputerName: {
    type: 'string[]',
    help: 'The Hyper-V host: this machine.',
    sets: {VMName: {}},
  },
} as const;

export const completeServiceNames = (_run: Run, word: string): string[] =>
  SERVICES.map(({name}) => name).filter(name => name.toLowerCase().startsWith(word.toLowerCase()));

interface Selection {
  readonly VMName?: unknown;
  readonly VM?: unknown;
  readonly Name?: readonly string[] | undefined;
  readonly VMIntegrationService?: unknown;
}

/** Services of a cmdlet that takes machines and names, or the services themselves. */
export function selectedServices(run: Run, speaker: Speaker, p: Selection): IntegrationService[] {
  if (Array.isArray(p.VMIntegrationService))
    return p.VMIntegrationService.filter(item => item instanceof IntegrationService);
  const names = Array.isArray(p.VMName) ? p.VMName.map(toText) : undefined;
  const machines = selected(run, speaker, {Name: names, VM: p.VM});
  return machines.flatMap(machine => servicesNamed(run, speaker, machine, p.Name));
}

/** False after an error was written. */
export function enableService(
  run: Run,
  speaker: Speaker,
  service: IntegrationService,
  isEnabled: boolean,
): boolean {
  const {setting, machine} = service;
  const changed = {
    ...setting,
    properties: {...setting.properties, EnabledState: isEnabled ? ENABLED : DISABLED},
  };
  const outcome = perform(
    run,
    'Msvm_VirtualSystemManagementService',
    'ModifyResourceSettings',
    {ResourceSettings: [changed]},
    `Configuring ${machine.name}`,
  );
  machine.invalidate();
  if (outcome.code === 0) return true;
  run.writeError(refusal(speaker, `'${machine.name}'`, outcome, service));
  return false;
}
