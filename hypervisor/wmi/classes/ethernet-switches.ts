/**
 * Virtual switches at the door: Msvm_VirtualEthernetSwitch, its settings, and the service that
 * makes, changes and removes them (wmi.md 15).
 *
 * What kind a switch is follows from the ports of the host that lead into it: none is private, the
 * host itself internal, an adapter of the host external.
 */
import {
  isTranslated,
  subnetOf,
  type SwitchConfig,
  type SwitchKind,
} from '../../root/vmms/networks/switch-config.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {addressText} from '../../switch/user-network/address.ts';
import type {Arguments} from '../arguments.ts';
import type {CimInstance, CimValue} from '../cim.ts';
import {type Keys, type Outcome, wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {externalEthernetPort, type SwitchPortEnd, switchPorts} from './ethernet-ports.ts';
import {HOST, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

function findSwitch(keys: Keys, vmms: Vmms, key: string): SwitchConfig | undefined | null {
  const value = keys.get(key) ?? keys.get('');
  return value === undefined ? null : vmms.switches.get(value.replace(/^Microsoft:/i, ''));
}

export const msvmVirtualEthernetSwitch = wmiClass<SwitchConfig>('Msvm_VirtualEthernetSwitch', {
  list: vmms => vmms.switches.all(),
  find: (keys, vmms) => findSwitch(keys, vmms, 'name'),
  properties: {
    CreationClassName: () => 'Msvm_VirtualEthernetSwitch',
    Name: self => self.id,
    ElementName: self => self.name,
    Caption: () => 'Virtual Switch',
    Description: () => 'Microsoft Virtual Switch',
    InstallDate: self => cimTime(Date.parse(self.created)),
    EnabledState: () => 2,
    RequestedState: () => 12,
    EnabledDefault: () => 2,
    HealthState: () => 5,
    OperationalStatus: () => [2],
    StatusDescriptions: () => ['OK'],
    MaxVMQOffloads: () => 0,
    MaxIOVOffloads: () => 0,
  },
});

export const msvmVirtualEthernetSwitchSettingData = wmiClass<SwitchConfig>(
  'Msvm_VirtualEthernetSwitchSettingData',
  {
    list: vmms => vmms.switches.all(),
    find: (keys, vmms) => findSwitch(keys, vmms, 'instanceid'),
    properties: {
      InstanceID: self => `Microsoft:${self.id}`,
      ElementName: self => self.name,
      Caption: () => 'Virtual Switch Settings',
      Description: () => 'Settings of a virtual switch.',
      VirtualSystemIdentifier: self => self.id,
      VirtualSystemType: () => 'Microsoft:Hyper-V:Ethernet Switch',
      Notes: self => [self.notes],
      CreationTime: self => cimTime(Date.parse(self.created)),
      IOVPreferred: () => false,
      BandwidthReservationMode: () => 3,
      PacketDirectEnabled: () => false,
      TeamingEnabled: () => false,
      NATEnabled: isTranslated,
      NATSubnetAddress: self =>
        self.kind === 'private' ? null : addressText(subnetOf(self).gateway - 1),
      NATPrefixLength: self => (self.kind === 'private' ? null : subnetOf(self).prefixLength),
      MaxNumMACAddress: () => 4096,
    },
  },
);

/** Kind and adapter that a list of port settings means. */
function kindOf(
  ports: readonly CimInstance[],
  args: Arguments,
): {kind: SwitchKind; netAdapter?: string} {
  const ends = ports.flatMap(({properties}) => (properties.HostResource ?? []) as CimValue[]);
  let kind: SwitchKind = 'private';
  for (const end of ends) {
    const object = args.find(String(end));
    const external = object && externalEthernetPort.from(object);
    if (external) return {kind: 'external', netAdapter: external.name};
    if (object && msvmComputerSystem.from(object) === HOST) kind = 'internal';
    else
      throw new VmmsError(
        RETURN.InvalidParameter,
        `HostResource names neither the host nor an adapter of it: ${String(end)}`,
      );
  }
  return {kind};
}

function settingsOf(instance: CimInstance | undefined): {name?: string; notes?: string} {
  const {ElementName: name, Notes: notes} = instance?.properties ?? {};
  const text = Array.isArray(notes) ? notes[0] : notes;
  return {
    ...(name === null || name === undefined ? {} : {name: String(name)}),
    ...(text === null || text === undefined ? {} : {notes: String(text)}),
  };
}

async function addPorts(args: Arguments, vmms: Vmms): Promise<Outcome> {
  const config = args.object('AffectedConfiguration', msvmVirtualEthernetSwitchSettingData);
  const next = kindOf(args.embeddedList('ResourceSettings'), args);
  const stronger = config.kind === 'external' && next.kind === 'internal' ? {} : next;
  await changeSwitch(vmms, config, stronger);
  return {ReturnValue: RETURN.Completed};
}

/** Adapters of machines that run are plugged in again where the switch was made anew. */
async function changeSwitch(
  vmms: Vmms,
  config: SwitchConfig,
  change: Parameters<Vmms['switches']['modify']>[1],
): Promise<void> {
  const next = await vmms.switches.modify(config, change);
  if (next.kind !== config.kind) await vmms.replug(config.id);
  vmms.changes.tell('modify', 'Msvm_VirtualEthernetSwitch', next);
}

/** The host's ends of a switch whose removal is asked for leave it private. */
async function removePorts(args: Arguments, vmms: Vmms): Promise<Outcome> {
  for (const object of args.anyObjects('ResourceSettings')) {
    const end = switchPorts.from(object) as SwitchPortEnd | undefined;
    if (!end || end.machine)
      throw new VmmsError(RETURN.InvalidParameter, 'It is no port of the host.');
    await changeSwitch(vmms, end.network, {kind: 'private'});
  }
  return RETURN.Completed;
}

export const msvmVirtualEthernetSwitchManagementService = serviceClass(
  'Msvm_VirtualEthernetSwitchManagementService',
  'Hyper-V Networking Management Service',
  {
    DefineSystem: (_, args, vmms) => {
      const settings = args.optionalEmbedded('SystemSettings');
      const kind = kindOf(args.embeddedList('ResourceSettings'), args);
      const {name = 'New Virtual Switch', notes = ''} = settingsOf(settings);
      const id = settings?.properties.VirtualSystemIdentifier;
      const known = typeof id === 'string' && id !== '' ? {id: id.toUpperCase()} : {};
      const made = vmms.switches.define({name, notes, ...kind, ...known});
      vmms.changes.tell('create', 'Msvm_VirtualEthernetSwitch', made);
      return {ReturnValue: 0, ResultingSystem: msvmVirtualEthernetSwitch.of(made)};
    },
    DestroySystem: async (_, args, vmms) => {
      const config = args.object('AffectedSystem', msvmVirtualEthernetSwitch);
      await vmms.switches.remove(config);
      vmms.unplug(config);
      vmms.changes.tell('delete', 'Msvm_VirtualEthernetSwitch', config);
      return RETURN.Completed;
    },
    ModifySystemSettings: async (_, args, vmms) => {
      const settings = args.embedded('SystemSettings');
      const id = String(settings.properties.InstanceID ?? '').replace(/^Microsoft:/i, '');
      const config = vmms.switches.get(id);
      if (!config)
        throw new VmmsError(RETURN.InvalidParameter, `SystemSettings names no switch: "${id}".`);
      await changeSwitch(vmms, config, settingsOf(settings));
      return RETURN.Completed;
    },
    AddResourceSettings: (_, args, vmms) => addPorts(args, vmms),
    RemoveResourceSettings: (_, args, vmms) => removePorts(args, vmms),
  },
);
