/** Adds, removes, connects and changes network adapters of machines, through the door. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {pathOf} from './cim-fields.ts';
import {machinesByName, machinesGiven} from './find-machines.ts';
import {type Speaker, vmError} from './flavour.ts';
import {type Outcome, perform, refusal} from './jobs.ts';
import {adaptersOf, VMNetworkAdapter} from './network-adapter.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import type {VMSwitch} from './virtual-switch.ts';

const SERVICE = 'Msvm_VirtualSystemManagementService';
const ENABLED = 2;

const embedded = (className: string, properties: Record<string, CimValue>): CimInstance => ({
  className,
  path: '',
  properties,
});

function said(run: Run, speaker: Speaker, machine: VirtualMachine, outcome: Outcome): boolean {
  machine.invalidate();
  if (outcome.code === 0) return true;
  run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
  return false;
}

function add(run: Run, machine: VirtualMachine, setting: CimInstance): Outcome {
  const AffectedConfiguration = {
    ref: `Msvm_VirtualSystemSettingData.InstanceID="Microsoft:${machine.id}"`,
  };
  const params = {AffectedConfiguration, ResourceSettings: [setting]};
  return perform(run, SERVICE, 'AddResourceSettings', params, `Configuring ${machine.name}`);
}

/** The new adapter, or undefined after an error was written. */
export function addAdapter(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  wish: {
    name: string;
    staticMac?: string | undefined;
    network?: VMSwitch | undefined;
    deviceNaming?: boolean;
  },
): VMNetworkAdapter | undefined {
  const outcome = add(
    run,
    machine,
    embedded('Msvm_SyntheticEthernetPortSettingData', {
      ResourceType: 10,
      ResourceSubType: 'Microsoft:Hyper-V:Synthetic Ethernet Port',
      ElementName: wish.name,
      DeviceNamingEnabled: wish.deviceNaming ?? false,
      ...(wish.staticMac === undefined
        ? {}
        : {StaticMacAddress: true, Address: macDigits(wish.staticMac)}),
    }),
  );
  if (!said(run, speaker, machine, outcome)) return undefined;
  const [made] = (outcome.result.ResultingResourceSettings ?? []) as CimValue[];
  const adapter = again(machine, pathOf(made) ?? '');
  // A port that leads nowhere yet is there all the same: features hang on it.
  if (adapter && !connect(run, speaker, adapter, wish.network)) return undefined;
  return adapter && fresh(adapter);
}

/** `00:15:5d:...` and `00-15-5D-...` as the class has it. */
export function macDigits(text: string): string {
  return text.replace(/[:-]/g, '').toUpperCase();
}

function again(machine: VirtualMachine, path: string): VMNetworkAdapter | undefined {
  return adaptersOf(machine).find(
    ({setting, id}) => setting.path === path || path.includes(id.replaceAll('\\', '\\\\')),
  );
}

/** The adapter as it is now. */
export function fresh(adapter: VMNetworkAdapter): VMNetworkAdapter {
  return adaptersOf(adapter.machine).find(({id}) => id === adapter.id) ?? adapter;
}

/** Leads the adapter to a switch; undefined pulls its cable. False after an error was written. */
export function connect(
  run: Run,
  speaker: Speaker,
  adapter: VMNetworkAdapter,
  network: VMSwitch | undefined,
): boolean {
  const {machine, connection, setting} = adapter;
  const values = {EnabledState: ENABLED, HostResource: network ? [network.path] : []};
  if (!connection) {
    const made = embedded('Msvm_EthernetPortAllocationSettingData', {
      ResourceType: 33,
      ResourceSubType: 'Microsoft:Hyper-V:Ethernet Connection',
      Parent: setting.path,
      ...values,
    });
    return said(run, speaker, machine, add(run, machine, made));
  }
  return modify(run, speaker, adapter, connection, values);
}

/** Changes the settings of an adapter or of its connection. */
export function modify(
  run: Run,
  speaker: Speaker,
  {machine}: VMNetworkAdapter,
  setting: CimInstance,
  values: Record<string, CimValue>,
): boolean {
  const changed = {...setting, properties: {...setting.properties, ...values}};
  const params = {ResourceSettings: [changed]};
  const activity = `Configuring ${machine.name}`;
  return said(
    run,
    speaker,
    machine,
    perform(run, SERVICE, 'ModifyResourceSettings', params, activity),
  );
}

/** Sets a port feature, which begins with its defaults; no values: back to those. */
export function setFeature(
  run: Run,
  speaker: Speaker,
  adapter: VMNetworkAdapter,
  name: 'Vlan' | 'Bandwidth' | 'Security',
  values: Record<string, CimValue> | undefined,
): boolean {
  const {machine} = adapter;
  const feature = adapter.feature(name);
  const activity = `Configuring ${machine.name}`;
  const call = (method: string, params: Record<string, CimValue>): boolean =>
    said(run, speaker, machine, perform(run, SERVICE, method, params, activity));
  if (!values)
    return !feature || call('RemoveFeatureSettings', {FeatureSettings: [{ref: feature.path}]});
  if (feature) {
    const changed = {...feature, properties: {...feature.properties, ...values}};
    return call('ModifyFeatureSettings', {FeatureSettings: [changed]});
  }
  if (!adapter.connection && !connect(run, speaker, adapter, undefined)) return false;
  const owner = adapter.connection ?? fresh(adapter).connection;
  return call('AddFeatureSettings', {
    AffectedConfiguration: {ref: owner?.path ?? ''},
    FeatureSettings: [embedded(`Msvm_EthernetSwitchPort${name}SettingData`, values)],
  });
}

export function removeAdapter(run: Run, speaker: Speaker, adapter: VMNetworkAdapter): boolean {
  const {machine, setting} = adapter;
  const params = {ResourceSettings: [{ref: setting.path}]};
  const activity = `Configuring ${machine.name}`;
  return said(
    run,
    speaker,
    machine,
    perform(run, SERVICE, 'RemoveResourceSettings', params, activity),
  );
}

interface Selection {
  readonly VMName?: unknown;
  readonly VM?: unknown;
  readonly VMNetworkAdapter?: unknown;
}

/** Adapters of a cmdlet that takes `-VMName`, `-VM` or `-VMNetworkAdapter`, and names of adapters. */
export function selectedAdapters(
  run: Run,
  speaker: Speaker,
  p: Selection,
  names: readonly string[] | undefined,
): VMNetworkAdapter[] {
  const given = [p.VMNetworkAdapter ?? []].flat();
  if (given.length > 0) return given.filter(value => value instanceof VMNetworkAdapter);
  const machines =
    p.VM === undefined
      ? machinesByName(run, speaker, [p.VMName ?? []].flat().map(String))
      : machinesGiven(run, speaker, [p.VM].flat());
  return machines.flatMap(machine => named(run, speaker, machine, names));
}

/** A literal name that no adapter of the machine has is an error. */
export function named(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  names: readonly string[] | undefined,
): VMNetworkAdapter[] {
  const all = adaptersOf(machine);
  if (names === undefined) return all;
  return names.flatMap(name => {
    const matches = wildcard(name);
    const found = all.filter(adapter => matches(adapter.name));
    if (found.length === 0 && !hasWildcard(name)) {
      const message = `Hyper-V was unable to find a network adapter with name "${name}" in the virtual machine "${machine.name}".`;
      run.writeError(vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, name));
    }
    return found;
  });
}

/** Parameters of the cmdlets on adapters. */
export const adapterSelector = {
  VMName: {
    type: 'string[]',
    help: 'Names of the virtual machines; wildcards are allowed.',
    wildcards: true,
    sets: {VMName: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  VM: {
    type: 'VirtualMachine[]',
    help: 'The virtual machines themselves.',
    sets: {VMObject: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  VMNetworkAdapter: {
    type: 'VMNetworkAdapter[]',
    help: 'The adapters themselves.',
    sets: {ResourceObject: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  ComputerName: {
    type: 'string[]',
    help: 'The Hyper-V host: this machine, as localhost or by its name.',
    sets: {VMName: {}},
  },
} as const;

export const adapterPassthru = {
  type: 'switch',
  help: 'Writes the adapter to the pipeline.',
} as const;
