/**
 * Msvm_GuestNetworkAdapterConfiguration: addresses of one adapter as its guest tells them by key-value
 * pairs; nothing while the machine is off or its guest silent (wmi.md 15.4).
 */
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig} from '../../root/vmms/machine-config.ts';
import {adaptersOf, addressOf, macWithColons} from '../../root/vmms/networks/machine-adapters.ts';
import type {IpInfo} from '../../root/vsp/ic-kvp/protocol.ts';
import {wmiClass} from '../class-definition.ts';

interface GuestAdapter {
  readonly machine: Machine;
  readonly resource: ResourceConfig;
  readonly info: IpInfo | undefined;
}

/** 4096 IPv4, 4097 IPv6, 4098 both. */
const FAMILY: Readonly<Record<number, number>> = {1: 4096, 2: 4097, 3: 4098};
const list = (text: string | undefined): string[] => (text ?? '').split(';').filter(Boolean);

export function* guestAdapters(machine: Machine): Iterable<GuestAdapter> {
  const known = machine.worker?.kvp().adapters ?? {};
  for (const resource of adaptersOf(machine.config))
    yield {machine, resource, info: known[macWithColons(addressOf(resource))]};
}

export const guestNetworkAdapterConfiguration = wmiClass<GuestAdapter>(
  'Msvm_GuestNetworkAdapterConfiguration',
  {
    *list(vmms) {
      for (const machine of vmms.machines.values()) yield* guestAdapters(machine);
    },
    properties: {
      InstanceID: ({machine, resource}) => `Microsoft:GuestNetwork\\${machine.id}\\${resource.id}`,
      ProtocolIFType: ({info}) => (info ? (FAMILY[info.family] ?? null) : null),
      DHCPEnabled: ({info}) => info?.dhcp ?? null,
      IPAddresses: ({info}) => list(info?.addresses),
      Subnets: ({info}) => list(info?.subnets),
      DefaultGateways: ({info}) => list(info?.gateways),
      DNSServers: ({info}) => list(info?.dnsServers),
    },
  },
);
