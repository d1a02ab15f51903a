/**
 * Networks in PowerCLI's words: adapters of machines, virtual switches, and the port group of each
 * switch. A switch has one port group, which has its name; adapters are what VMXNET 3 is there.
 */
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {toArray} from '../../shell/values/enumerate.ts';
import {defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {listOf, textOf} from './cim-fields.ts';
import {objectByNameNotFound, type Speaker} from './flavour.ts';
import {powerCliId} from './machine-id.ts';
import {adaptersOf, type VMNetworkAdapter} from './network-adapter.ts';
import {virtualDevice} from './virtual-device.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import {allSwitches, type VMSwitch} from './virtual-switch.ts';
import {thisHost} from './vm-host.ts';

/** As vSphere numbers network devices. */
const FIRST_KEY = 4000;
const MTU = 1500;
/** Addresses that a switch learns at most: it has no fixed number of ports. */
const PORTS = 4096;

const adapterType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.VirtualNetworkAdapterType',
  values: {Unknown: 0, E1000: 1, Flexible: 2, Vmxnet: 3, EnhancedVmxnet: 4, Vmxnet3: 5, E1000e: 6},
});

export class NetworkAdapter {
  readonly adapter: VMNetworkAdapter;
  readonly number: number;

  constructor(adapter: VMNetworkAdapter, number: number) {
    this.adapter = adapter;
    this.number = number;
  }
  get name(): string {
    return `Network adapter ${this.number}`;
  }
  get id(): string {
    return `${powerCliId(this.adapter.machine.id)}/${FIRST_KEY + this.number - 1}`;
  }
}

/** `00:15:5d:00:00:01`, as PowerCLI writes it. */
function colons(address: string): string {
  return (address.toLowerCase().match(/../g) ?? []).join(':');
}

class ConnectionState {
  readonly adapter: VMNetworkAdapter;
  constructor(adapter: VMNetworkAdapter) {
    this.adapter = adapter;
  }
}

defineType<ConnectionState>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.ConnectInfo',
  instance: ConnectionState,
  toText: ({adapter}) =>
    `${adapter.isConnected ? 'Connected' : 'NotConnected'}, GuestControl, StartConnected`,
  properties: {
    Connected: {
      type: 'bool',
      get: ({adapter}) => adapter.isConnected && adapter.machine.enabledState === 2,
    },
    StartConnected: {type: 'bool', get: ({adapter}) => adapter.isConnected},
    AllowGuestControl: {type: 'bool', get: () => true},
  },
});

defineType<NetworkAdapter>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VirtualDevice.NetworkAdapter',
  accelerator: 'NetworkAdapter',
  base: virtualDevice,
  instance: NetworkAdapter,
  toText: device => device.name,
  equals: (a, b) => a.id === b.id,
  hashKey: device => device.id,
  properties: {
    Name: {type: 'string', get: device => device.name},
    Type: {get: () => enumValue(adapterType, 'Vmxnet3')},
    NetworkName: {type: 'string', get: ({adapter}) => adapter.network?.name ?? ''},
    MacAddress: {type: 'string', get: ({adapter}) => colons(textOf(adapter.setting, 'Address'))},
    WakeOnLanEnabled: {type: 'bool', get: () => false},
    ConnectionState: {get: ({adapter}) => new ConnectionState(adapter)},
    Parent: {get: ({adapter}) => adapter.machine},
    ParentId: {type: 'string', get: ({adapter}) => powerCliId(adapter.machine.id)},
    Id: {type: 'string', get: device => device.id},
  },
});

export function networkAdapters(machine: VirtualMachine): NetworkAdapter[] {
  return adaptersOf(machine).map((adapter, index) => new NetworkAdapter(adapter, index + 1));
}

/** The same device as it is now. */
export function freshAdapter(device: NetworkAdapter): NetworkAdapter {
  const {adapter} = device;
  const found = networkAdapters(adapter.machine).find(row => row.adapter.id === adapter.id);
  return found ?? device;
}

export class VirtualSwitch {
  readonly network: VMSwitch;
  constructor(network: VMSwitch) {
    this.network = network;
  }
  get id(): string {
    return `key-vim.host.VirtualSwitch-${this.network.name}`;
  }
}

defineType<VirtualSwitch>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualSwitch',
  accelerator: 'VirtualSwitch',
  instance: VirtualSwitch,
  toText: ({network}) => network.name,
  equals: (a, b) => a.id === b.id,
  hashKey: ({id}) => id,
  properties: {
    Id: {type: 'string', get: ({id}) => id},
    Key: {type: 'string', get: ({id}) => id},
    Name: {type: 'string', get: ({network}) => network.name},
    NumPorts: {type: 'int', get: () => PORTS},
    Mtu: {type: 'int', get: () => MTU},
    Nic: {get: ({network}) => (network.netAdapter === null ? [] : [network.netAdapter])},
    Notes: {type: 'string', get: ({network}) => listOf(network.setting, 'Notes').join('\n')},
    VMHost: {get: ({network}) => thisHost(network.door, 'PowerCLI')},
  },
});

export class VirtualPortGroup {
  readonly network: VMSwitch;
  constructor(network: VMSwitch) {
    this.network = network;
  }
  get key(): string {
    return `key-vim.host.PortGroup-${this.network.name}`;
  }
}

defineType<VirtualPortGroup>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Host.Networking.VirtualPortGroup',
  accelerator: 'VirtualPortGroup',
  instance: VirtualPortGroup,
  toText: ({network}) => network.name,
  equals: (a, b) => a.key === b.key,
  hashKey: ({key}) => key,
  properties: {
    Name: {type: 'string', get: ({network}) => network.name},
    Key: {type: 'string', get: ({key}) => key},
    VLanId: {type: 'int', get: () => 0},
    VirtualSwitch: {get: ({network}): Value => new VirtualSwitch(network)},
    VirtualSwitchName: {type: 'string', get: ({network}) => network.name},
    NumPorts: {type: 'int', get: () => PORTS},
    PortBinding: {type: 'string', get: () => null},
  },
});

/** The switch that a network name means; a name that none has ends the command. */
export function networkNamed(run: Run, speaker: Speaker, name: string): VMSwitch {
  const lower = name.toLowerCase();
  const found = allSwitches(run.door()).find(network => network.name.toLowerCase() === lower);
  if (!found) run.throwTerminatingError(objectByNameNotFound(speaker, 'VirtualNetwork', name));
  return found as VMSwitch;
}

/** What `-Portgroup` or `-NetworkName` asks for. */
export function networkGiven(
  run: Run,
  speaker: Speaker,
  p: {readonly NetworkName?: string | undefined; readonly Portgroup?: unknown},
): VMSwitch | undefined {
  if (p.Portgroup instanceof VirtualPortGroup) return p.Portgroup.network;
  const name = p.NetworkName ?? (p.Portgroup === undefined ? undefined : toText(p.Portgroup));
  return name === undefined ? undefined : networkNamed(run, speaker, name);
}

/** Switches that any of these machines is connected to; all without machines. */
export function networksOf(run: Run, machines: readonly VirtualMachine[] | undefined): VMSwitch[] {
  const all = allSwitches(run.door());
  if (!machines) return all;
  const ids = new Set(
    toArray(machines)
      .flatMap(machine => adaptersOf(machine as VirtualMachine))
      .map(({network}) => network?.id),
  );
  return all.filter(network => ids.has(network.id));
}

export const adapterTypeParameter = {
  type: 'string',
  help: 'Vmxnet3: adapters here are paravirtual ones, and there are no others.',
  validate: [{set: ['Vmxnet3']}],
} as const;
