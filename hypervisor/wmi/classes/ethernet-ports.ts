/**
 * Ports: those of switches (Msvm_EthernetSwitchPort), and the adapters of the host that lead out
 * (Msvm_ExternalEthernetPort) or into a switch (Msvm_InternalEthernetPort). Adapters of machines are
 * live devices (live-devices.ts).
 */
import {networkInterfaces} from 'node:os';
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig} from '../../root/vmms/machine-config.ts';
import {
  adaptersOf,
  addressOf,
  connectionOf,
  switchIdOf,
} from '../../root/vmms/networks/machine-adapters.ts';
import type {SwitchConfig} from '../../root/vmms/networks/switch-config.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {LINK_SPEED} from '../../root/vsp/network/settings.ts';
import {wmiClass} from '../class-definition.ts';
import {hostName} from '../object-path.ts';

/** An adapter of the host. */
export interface HostAdapter {
  readonly name: string;
  /** Twelve digits. */
  readonly address: string;
}

/** The host's adapters that lead somewhere: external switches are made for them. */
export function hostAdapters(): HostAdapter[] {
  return Object.entries(networkInterfaces()).flatMap(([name, addresses]) => {
    const [outer] = (addresses ?? []).filter(({internal}) => !internal);
    return outer ? [{name, address: outer.mac.replaceAll(':', '').toUpperCase()}] : [];
  });
}

const PORT = {
  EnabledState: () => 2,
  RequestedState: () => 12,
  EnabledDefault: () => 2,
  HealthState: () => 5,
  OperationalStatus: () => [2],
  StatusDescriptions: () => ['OK'],
};

export const externalEthernetPort = wmiClass<HostAdapter>('Msvm_ExternalEthernetPort', {
  list: hostAdapters,
  properties: {
    ...PORT,
    SystemCreationClassName: () => 'Msvm_ComputerSystem',
    SystemName: () => hostName,
    CreationClassName: () => 'Msvm_ExternalEthernetPort',
    DeviceID: self => `Microsoft:${self.name}`,
    Name: self => self.name,
    ElementName: self => self.name,
    PermanentAddress: self => self.address,
    IsBound: (self, vmms) => vmms.switches.all().some(({netAdapter}) => netAdapter === self.name),
  },
});

/** The host's own end of a switch: the gateway of its user network. */
export const internalEthernetPort = wmiClass<SwitchConfig>('Msvm_InternalEthernetPort', {
  list: vmms => vmms.switches.all().filter(({kind}) => kind !== 'private'),
  properties: {
    ...PORT,
    SystemCreationClassName: () => 'Msvm_ComputerSystem',
    SystemName: () => hostName,
    CreationClassName: () => 'Msvm_InternalEthernetPort',
    DeviceID: self => `Microsoft:${self.id}`,
    Name: self => self.name,
    ElementName: self => self.name,
  },
});

/** A port of a switch: one for the host's own ends, one for each adapter of a machine that is on. */
export interface SwitchPortEnd {
  readonly network: SwitchConfig;
  /** Names the port in its switch. */
  readonly id: string;
  readonly name: string;
  readonly machine?: Machine;
  readonly adapter?: ResourceConfig;
}

function* portsOf(network: SwitchConfig, vmms: Vmms): Iterable<SwitchPortEnd> {
  if (network.kind !== 'private') yield {network, id: 'internal', name: network.name};
  if (network.kind === 'external') yield {network, id: 'external', name: network.netAdapter ?? ''};
  for (const machine of vmms.machines.values()) {
    if (!machine.worker) continue;
    for (const adapter of adaptersOf(machine.config))
      if (switchIdOf(connectionOf(machine.config, adapter)) === network.id)
        yield {network, id: `${machine.id}\\${adapter.id}`, name: machine.name, machine, adapter};
  }
}

export function* allPorts(vmms: Vmms): Iterable<SwitchPortEnd> {
  for (const network of vmms.switches.all()) yield* portsOf(network, vmms);
}

export const switchPorts = wmiClass<SwitchPortEnd>('Msvm_EthernetSwitchPort', {
  list: allPorts,
  properties: {
    ...PORT,
    SystemCreationClassName: () => 'Msvm_VirtualEthernetSwitch',
    SystemName: ({network}) => network.id,
    CreationClassName: () => 'Msvm_EthernetSwitchPort',
    DeviceID: ({network, id}) => `Microsoft:${network.id}\\${id}`,
    Name: ({id}) => id,
    ElementName: ({name}) => name,
    PermanentAddress: ({adapter}) => (adapter ? addressOf(adapter) : null),
    Speed: () => BigInt(LINK_SPEED),
    MaxSpeed: () => BigInt(LINK_SPEED),
  },
});
