/** Every class of switches and ports, and what ties them (wmi.md 15). */
import {childOf} from '../../root/vmms/networks/machine-adapters.ts';
import type {SwitchConfig} from '../../root/vmms/networks/switch-config.ts';
import {deviceKind, deviceKinds} from '../../root/vmms/device-kinds.ts';
import {type Association, association, link, type WmiClass} from '../class-definition.ts';
import {type DeviceSetting, settingClassOf, settingOf} from './device-settings.ts';
import {
  allPorts,
  externalEthernetPort,
  internalEthernetPort,
  type SwitchPortEnd,
  switchPorts,
} from './ethernet-ports.ts';
import {
  msvmVirtualEthernetSwitch,
  msvmVirtualEthernetSwitchManagementService,
  msvmVirtualEthernetSwitchSettingData,
} from './ethernet-switches.ts';
import {
  guestAdapters,
  guestNetworkAdapterConfiguration,
} from './guest-network-adapter-configuration.ts';
import {hvshNatService, hvshNatStaticMapping} from './hvsh-nat.ts';

export const networkClasses: readonly WmiClass[] = [
  msvmVirtualEthernetSwitch,
  msvmVirtualEthernetSwitchSettingData,
  msvmVirtualEthernetSwitchManagementService,
  switchPorts,
  externalEthernetPort,
  internalEthernetPort,
  hvshNatStaticMapping,
  hvshNatService,
  guestNetworkAdapterConfiguration,
];

const same = (config: SwitchConfig): SwitchConfig[] => [config];

export const switchSettings = link(
  msvmVirtualEthernetSwitch,
  msvmVirtualEthernetSwitchSettingData,
  same,
  same,
);

export const switchDevices = link(
  msvmVirtualEthernetSwitch,
  switchPorts,
  (config, vmms) => [...allPorts(vmms)].filter(({network}) => network === config),
  ({network}: SwitchPortEnd) => [network],
);

export const guestConfigurations = link(
  settingClassOf(deviceKind('network-adapter')),
  guestNetworkAdapterConfiguration,
  ({machine, resource}: DeviceSetting) =>
    machine ? [...guestAdapters(machine)].filter(own => own.resource === resource) : [],
  ({machine, resource}): DeviceSetting[] => [settingOf(machine, resource)],
);

const connections = settingClassOf(deviceKind('network-connection'));
const featureKinds = deviceKinds.filter(({name}) => name.startsWith('port-'));

export const portSettings: Association = association(
  'Msvm_EthernetPortSettingDataComponent',
  'GroupComponent',
  'PartComponent',
  featureKinds.map(kind =>
    link(
      connections,
      settingClassOf(kind),
      ({machine, resource}): DeviceSetting[] => {
        const found = machine && resource && childOf(machine.config, resource, kind.name);
        return found ? [settingOf(machine, found)] : [];
      },
      ({machine, resource}): DeviceSetting[] => {
        const parent = machine && resource && machine.parentOf(resource);
        return parent ? [settingOf(machine, parent)] : [];
      },
    ),
  ),
);
