/** What a guest said of itself by key-value pairs (Msvm_KvpExchangeComponent); empty while it is off or silent. */
import {parseEmbedded} from '../../hypervisor/wmi/embedded.ts';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {listOf} from './cim-fields.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export interface GuestFacts {
  /** Any fact by its name in the exchange: OSVersion, ProcessorArchitecture ... */
  fact(name: string): string | null;
  readonly osName: string | null;
  readonly hostName: string | null;
  /** Of all adapters, IPv4 first. */
  readonly addresses: readonly string[];
}

/** Pairs of a property that holds texts of Msvm_KvpExchangeDataItem. */
export function exchangeItems(instance: CimInstance, property: string): Map<string, string> {
  const items = listOf(instance, property).map(text => parseEmbedded(String(text))?.properties);
  return new Map(items.map(item => [String(item?.Name ?? ''), String(item?.Data ?? '')]));
}

export function guestFacts(machine: VirtualMachine): GuestFacts {
  const [component] = machine.door.query(
    `SELECT GuestIntrinsicExchangeItems FROM Msvm_KvpExchangeComponent WHERE SystemName='${machine.id}'`,
  );
  const items = component
    ? exchangeItems(component, 'GuestIntrinsicExchangeItems')
    : new Map<string, string>();
  const fact = (name: string): string | null => items.get(name) || null;
  const list = (name: string): string[] => (items.get(name) ?? '').split(';').filter(Boolean);
  return {
    fact,
    osName: fact('OSName'),
    hostName: fact('FullyQualifiedDomainName'),
    addresses: [...list('NetworkAddressIPv4'), ...list('NetworkAddressIPv6')],
  };
}
