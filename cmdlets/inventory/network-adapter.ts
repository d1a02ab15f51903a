/** Network adapters of machines as scripts hold them: settings, connection, port features, addresses. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import {defineType} from '../../shell/values/define-type.ts';
import type {Value} from '../../shell/values/value.ts';
import {flagOf, listOf, numberOf, textOf} from './cim-fields.ts';
import {guestFacts} from './guest-facts.ts';
import type {VirtualMachine} from './virtual-machine.ts';
import {guid} from './virtual-machine.ts';
import {allSwitches, type VMSwitch} from './virtual-switch.ts';

const NO_CONNECTION = 3;

const onOff = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.OnOffState',
  values: {On: 0, Off: 1},
});
const mirroring = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapterPortMirroringMode',
  values: {None: 0, Destination: 1, Source: 2},
});
const vlanMode = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanMode',
  values: {Untagged: 0, Access: 1, Trunk: 2, Private: 3},
});
const privateVlanMode = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapterPrivateVlanMode',
  values: {None: 0, Isolated: 1, Community: 2, Promiscuous: 3},
});

export class VMNetworkAdapter {
  readonly machine: VirtualMachine;
  /** Msvm_SyntheticEthernetPortSettingData. */
  readonly setting: CimInstance;
  /** Msvm_EthernetPortAllocationSettingData, once it was connected. */
  readonly connection: CimInstance | undefined;
  readonly network: VMSwitch | undefined;
  #features: readonly CimInstance[] | undefined;

  constructor(
    machine: VirtualMachine,
    setting: CimInstance,
    connection: CimInstance | undefined,
    network: VMSwitch | undefined,
  ) {
    this.machine = machine;
    this.setting = setting;
    this.connection = connection;
    this.network = network;
  }

  get name(): string {
    return textOf(this.setting, 'ElementName');
  }
  get id(): string {
    return textOf(this.setting, 'InstanceID');
  }
  get isConnected(): boolean {
    return this.network !== undefined;
  }

  /** The settings of a port feature: `Vlan`, `Bandwidth`, `Security`; undefined: defaults. */
  feature(name: 'Vlan' | 'Bandwidth' | 'Security'): CimInstance | undefined {
    this.#features ??= this.connection
      ? this.machine.door.associators(this.connection, {
          assocClass: 'Msvm_EthernetPortSettingDataComponent',
        })
      : [];
    const className = `Msvm_EthernetSwitchPort${name}SettingData`;
    return this.#features.find(feature => feature.className === className);
  }

  /** What the guest told of this adapter; of the whole machine, when it tells no more and has one. */
  get addresses(): readonly string[] {
    if (!this.isConnected) return [];
    const [told] = this.machine.door.associators(this.setting, {
      assocClass: 'Msvm_SettingDataComponent',
    });
    const own = told ? listOf(told, 'IPAddresses').map(String) : [];
    if (own.length > 0) return own;
    return adaptersOf(this.machine).length === 1 ? guestFacts(this.machine).addresses : [];
  }
}

const security = (adapter: VMNetworkAdapter, name: string): boolean => {
  const feature = adapter.feature('Security');
  return feature !== undefined && flagOf(feature, name);
};

const guard = (name: string) => ({
  get: (adapter: VMNetworkAdapter): Value =>
    enumValue(onOff, security(adapter, name) ? 'On' : 'Off'),
});

defineType<VMNetworkAdapter>({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapter',
  accelerator: 'VMNetworkAdapter',
  instance: VMNetworkAdapter,
  toText: adapter => adapter.name,
  equals: (a, b) => a.id === b.id,
  hashKey: adapter => adapter.id,
  properties: {
    Name: {type: 'string', get: adapter => adapter.name},
    Id: {type: 'string', get: adapter => adapter.id},
    AdapterId: {type: 'string', get: adapter => adapter.id.split('\\').at(-1) ?? ''},
    IsLegacy: {type: 'bool', get: () => false},
    IsManagementOs: {type: 'bool', get: () => false},
    IsExternalAdapter: {type: 'bool', get: () => false},
    IsSynthetic: {type: 'bool', get: () => true},
    IsDeleted: {
      type: 'bool',
      get: adapter => !adaptersOf(adapter.machine).some(({id}) => id === adapter.id),
    },
    VMName: {type: 'string', get: adapter => adapter.machine.name},
    VMId: {get: adapter => guid(adapter.machine.id)},
    SwitchName: {type: 'string', get: adapter => adapter.network?.name ?? null},
    SwitchId: {get: adapter => (adapter.network ? guid(adapter.network.id) : null)},
    Connected: {type: 'bool', get: adapter => adapter.isConnected},
    MacAddress: {type: 'string', get: adapter => textOf(adapter.setting, 'Address')},
    DynamicMacAddressEnabled: {
      type: 'bool',
      get: adapter => !flagOf(adapter.setting, 'StaticMacAddress'),
    },
    Status: {get: adapter => (adapter.machine.enabledState === 2 ? ['Ok'] : [])},
    IPAddresses: {get: adapter => [...adapter.addresses]},
    MacAddressSpoofing: guard('AllowMacSpoofing'),
    DhcpGuard: guard('EnableDhcpGuard'),
    RouterGuard: guard('EnableRouterGuard'),
    IeeePriorityTag: guard('AllowIeeePriorityTag'),
    PortMirroringMode: {
      get: adapter => {
        const feature = adapter.feature('Security');
        return enumValue(mirroring, feature ? numberOf(feature, 'MonitorMode') : 0);
      },
    },
    DeviceNaming: {
      get: ({setting}) => enumValue(onOff, flagOf(setting, 'DeviceNamingEnabled') ? 'On' : 'Off'),
    },
    BandwidthSetting: {
      get: adapter => {
        const feature = adapter.feature('Bandwidth');
        return feature ? new BandwidthSetting(adapter, feature) : null;
      },
    },
    VlanSetting: {get: adapter => new VlanSetting(adapter)},
  },
});

class BandwidthSetting {
  readonly adapter: VMNetworkAdapter;
  readonly feature: CimInstance;

  constructor(adapter: VMNetworkAdapter, feature: CimInstance) {
    this.adapter = adapter;
    this.feature = feature;
  }
}

defineType<BandwidthSetting>({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapterBandwidthSetting',
  instance: BandwidthSetting,
  properties: {
    MaximumBandwidth: {
      type: 'long',
      get: ({feature}) => BigInt(numberOf(feature, 'Limit')),
    },
    VMName: {type: 'string', get: ({adapter}) => adapter.machine.name},
  },
});

/** What Get-VMNetworkAdapterVlan writes. */
export class VlanSetting {
  readonly adapter: VMNetworkAdapter;
  readonly feature: CimInstance | undefined;

  constructor(adapter: VMNetworkAdapter) {
    this.adapter = adapter;
    this.feature = adapter.feature('Vlan');
  }

  number(name: string): number {
    return this.feature ? numberOf(this.feature, name) : 0;
  }
  list(name: string): number[] {
    return this.feature ? listOf(this.feature, name).map(Number) : [];
  }
  get mode(): number {
    return this.feature ? this.number('OperationMode') : 0;
  }
  /** As the table shows it. */
  get text(): string {
    const primary = this.number('PrimaryVlanId');
    switch (this.mode) {
      case 1:
        return String(this.number('AccessVlanId'));
      case 2:
        return `${this.number('NativeVlanId')},${ranges(this.list('TrunkVlanIdArray'))}`;
      case 3:
        return this.number('PvlanMode') === 3
          ? `${primary},${ranges(this.list('SecondaryVlanIdArray'))}`
          : `${primary},${this.number('SecondaryVlanId')}`;
      default:
        return '';
    }
  }
}

/** `1-3,7` of the numbers. */
function ranges(ids: readonly number[]): string {
  const parts: [number, number][] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = parts.at(-1);
    if (last && id <= last[1] + 1) last[1] = Math.max(last[1], id);
    else parts.push([id, id]);
  }
  return parts.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

defineType<VlanSetting>({
  fullName: 'Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting',
  instance: VlanSetting,
  properties: {
    VMName: {type: 'string', get: ({adapter}) => adapter.machine.name},
    VMNetworkAdapterName: {type: 'string', get: ({adapter}) => adapter.name},
    ParentAdapter: {get: ({adapter}) => adapter},
    Mode: {get: vlan => enumValue(vlanMode, vlan.mode)},
    OperationMode: {get: vlan => enumValue(vlanMode, vlan.mode)},
    VlanList: {type: 'string', get: vlan => vlan.text},
    AccessVlanId: {type: 'int', get: vlan => vlan.number('AccessVlanId')},
    NativeVlanId: {type: 'int', get: vlan => vlan.number('NativeVlanId')},
    AllowedVlanIdList: {get: vlan => vlan.list('TrunkVlanIdArray')},
    AllowedVlanIdListString: {type: 'string', get: vlan => ranges(vlan.list('TrunkVlanIdArray'))},
    PrivateVlanMode: {get: vlan => enumValue(privateVlanMode, vlan.number('PvlanMode'))},
    PrimaryVlanId: {type: 'int', get: vlan => vlan.number('PrimaryVlanId')},
    SecondaryVlanId: {type: 'int', get: vlan => vlan.number('SecondaryVlanId')},
    SecondaryVlanIdList: {get: vlan => vlan.list('SecondaryVlanIdArray')},
  },
});

/** The adapters of a machine, in the order they were added. */
export function adaptersOf(machine: VirtualMachine): VMNetworkAdapter[] {
  const {door, id} = machine;
  const of = (className: string): CimInstance[] =>
    door.query(`SELECT * FROM ${className} WHERE InstanceID LIKE 'Microsoft:${id}%'`);
  const settings = of('Msvm_SyntheticEthernetPortSettingData');
  if (settings.length === 0) return [];
  const connections = of('Msvm_EthernetPortAllocationSettingData');
  const networks = allSwitches(door);
  return settings.map(setting => {
    const prefix = `${textOf(setting, 'InstanceID')}\\`;
    const connection = connections.find(row => textOf(row, 'InstanceID').startsWith(prefix));
    return new VMNetworkAdapter(machine, setting, connection, networkOf(connection, networks));
  });
}

function networkOf(
  connection: CimInstance | undefined,
  networks: readonly VMSwitch[],
): VMSwitch | undefined {
  if (!connection || numberOf(connection, 'EnabledState') === NO_CONNECTION) return undefined;
  const [path] = listOf(connection, 'HostResource').map(String);
  return networks.find(network => path?.toUpperCase().includes(network.id.toUpperCase()));
}
