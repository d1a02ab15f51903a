/** What the guest tells the host of itself, in the order and with the names of Linux' daemon. */
import type {KvpItem} from '../root/vsp/ic-kvp/protocol.ts';

export const OS_NAME = 'tiny';
export const OS_VERSION = '1.0';
/** The protocols of the drivers, by the number that Linux gives its own. */
const DRIVERS_VERSION = '3.1';

export interface GuestFacts {
  readonly hostName: string;
  /** Addresses of all adapters. */
  readonly addresses: readonly string[];
}

export function kvpFacts({hostName, addresses}: GuestFacts): readonly KvpItem[] {
  const [major = '', minor = ''] = OS_VERSION.split('.');
  const list = (isWanted: (address: string) => boolean): string =>
    addresses.filter(isWanted).join(';');
  return Object.entries({
    FullyQualifiedDomainName: hostName,
    IntegrationServicesVersion: DRIVERS_VERSION,
    NetworkAddressIPv4: list(address => !address.includes(':')),
    NetworkAddressIPv6: list(address => address.includes(':')),
    OSBuildNumber: OS_VERSION,
    OSName: OS_NAME,
    OSMajorVersion: major,
    OSMinorVersion: minor,
    OSVersion: OS_VERSION,
    ProcessorArchitecture: 'native',
  }).map(([name, data]) => ({name, data}));
}
