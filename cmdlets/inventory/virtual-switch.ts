/** Virtual switches as scripts hold them, and the ways to find one. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import {defineType} from '../../shell/values/define-type.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {flagOf, listOf, numberOf, textOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';
import {guid} from './virtual-machine.ts';

export type SwitchType = 'Private' | 'Internal' | 'External';

export const switchType = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMSwitchType',
  values: {Private: 0, Internal: 1, External: 2},
});
const bandwidthMode = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMSwitchBandwidthMode',
  values: {Default: 0, Weight: 1, Absolute: 2, None: 3},
});

export class VMSwitch {
  readonly door: Door;
  /** Its Msvm_VirtualEthernetSwitchSettingData. */
  readonly setting: CimInstance;
  readonly type: SwitchType;
  /** The host's adapter that it leads out by. */
  readonly netAdapter: string | null;

  constructor(door: Door, setting: CimInstance, ports: readonly CimInstance[]) {
    this.door = door;
    this.setting = setting;
    const external = ports.find(port => textOf(port, 'Name') === 'external');
    const internal = ports.some(port => textOf(port, 'Name') === 'internal');
    this.type = external ? 'External' : internal ? 'Internal' : 'Private';
    this.netAdapter = (external && textOf(external, 'ElementName')) || null;
  }

  get name(): string {
    return textOf(this.setting, 'ElementName');
  }
  get id(): string {
    return textOf(this.setting, 'VirtualSystemIdentifier');
  }
  get path(): string {
    return `Msvm_VirtualEthernetSwitch.CreationClassName="Msvm_VirtualEthernetSwitch",Name="${this.id}"`;
  }
}

defineType<VMSwitch>({
  fullName: 'Microsoft.HyperV.PowerShell.VMSwitch',
  accelerator: 'VMSwitch',
  instance: VMSwitch,
  toText: network => network.name,
  equals: (a, b) => a.id === b.id,
  hashKey: network => network.id,
  properties: {
    Name: {type: 'string', get: network => network.name},
    Id: {get: network => guid(network.id)},
    Notes: {
      type: 'string',
      get: network => listOf(network.setting, 'Notes').map(String).join('\n'),
    },
    SwitchType: {get: network => enumValue(switchType, network.type)},
    AllowManagementOS: {type: 'bool', get: network => network.type !== 'Private'},
    NetAdapterInterfaceDescription: {type: 'string', get: network => network.netAdapter},
    NetAdapterInterfaceDescriptions: {
      get: network => (network.netAdapter === null ? [] : [network.netAdapter]),
    },
    NATSubnetAddress: {
      type: 'string',
      get: ({setting}) =>
        textOf(setting, 'NATSubnetAddress') === ''
          ? ''
          : `${textOf(setting, 'NATSubnetAddress')}/${numberOf(setting, 'NATPrefixLength')}`,
    },
    BandwidthReservationMode: {
      get: ({setting}) => enumValue(bandwidthMode, numberOf(setting, 'BandwidthReservationMode')),
    },
    IovEnabled: {type: 'bool', get: ({setting}) => flagOf(setting, 'IOVPreferred')},
    PacketDirectEnabled: {type: 'bool', get: ({setting}) => flagOf(setting, 'PacketDirectEnabled')},
    EmbeddedTeamingEnabled: {type: 'bool', get: ({setting}) => flagOf(setting, 'TeamingEnabled')},
    SoftwareRscEnabled: {type: 'bool', get: () => true},
    ComputerName: {type: 'string', get: ({door}) => hostNameOf(door)},
    IsDeleted: {type: 'bool', get: ({door, id}) => switchById(door, id) === undefined},
  },
});

function hostNameOf(door: Door): string {
  const [host] = door.instances('Hvsh_Host');
  return host ? textOf(host, 'ElementName') : '';
}

/** All switches, in the order they were made. */
export function allSwitches(door: Door): VMSwitch[] {
  const ports = door.query('SELECT SystemName, Name, ElementName FROM Msvm_EthernetSwitchPort');
  return door.instances('Msvm_VirtualEthernetSwitchSettingData').map(setting => {
    const id = textOf(setting, 'VirtualSystemIdentifier');
    return new VMSwitch(
      door,
      setting,
      ports.filter(port => textOf(port, 'SystemName') === id),
    );
  });
}

export function switchById(door: Door, id: string): VMSwitch | undefined {
  return allSwitches(door).find(network => network.id.toLowerCase() === id.toLowerCase());
}

function switchNotFound(speaker: Speaker, name: string) {
  const message = `Hyper-V was unable to find a virtual switch with name "${name}".`;
  return vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, name);
}

/** Switches with these names; a literal name that none has is reported, a wildcard is silent. */
export function switchesByName(run: Run, speaker: Speaker, names: readonly string[]): VMSwitch[] {
  const all = allSwitches(run.door());
  return names.flatMap(name => {
    const matches = wildcard(name);
    const found = all.filter(network => matches(network.name));
    if (found.length === 0 && !hasWildcard(name)) run.writeError(switchNotFound(speaker, name));
    return found;
  });
}

/** The one switch of a name; otherwise the command ends. */
export function requireSwitch(run: Run, speaker: Speaker, name: string): VMSwitch {
  const lower = name.toLowerCase();
  const found = allSwitches(run.door()).find(network => network.name.toLowerCase() === lower);
  if (!found) run.throwTerminatingError(switchNotFound(speaker, name));
  return found as VMSwitch;
}

/** Switches of a cmdlet that takes `-Name` or `-VMSwitch`. */
export function selectedSwitches(
  run: Run,
  speaker: Speaker,
  p: {readonly Name?: unknown; readonly VMSwitch?: unknown},
): VMSwitch[] {
  const given = [p.VMSwitch ?? []].flat();
  if (given.length > 0) return given.filter(value => value instanceof VMSwitch);
  return switchesByName(run, speaker, [p.Name ?? []].flat().map(toText));
}

export function completeSwitchNames(run: Run, word: string): string[] {
  const wanted = word.toLowerCase();
  return allSwitches(run.door())
    .map(({name}) => name)
    .filter(name => name.toLowerCase().startsWith(wanted));
}

export const switchSelector = {
  Name: {
    type: 'string[]',
    help: 'Names of the switches; wildcards are allowed.',
    aliases: ['SwitchName'],
    wildcards: true,
    sets: {Name: {mandatory: true, position: 0, pipeline: 'value'}},
    complete: completeSwitchNames,
  },
  VMSwitch: {
    type: 'VMSwitch[]',
    help: 'The switches themselves.',
    sets: {SwitchObject: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  ComputerName: {
    type: 'string[]',
    help: 'The Hyper-V host: this machine, as localhost or by its name.',
    sets: {Name: {}},
  },
} as const;
