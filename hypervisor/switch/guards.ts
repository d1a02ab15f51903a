/** What a guarded port may not send: answers of a DHCP server, advertisements of a router. */
import {word16} from './frame.ts';
import type {PortSettings} from './port-settings.ts';
import {findTransport, IpProtocol} from './transport.ts';

const DHCP_SERVER = 67;
const DHCP6_SERVER = 547;
const ICMP_REDIRECT = 5;
const ICMP_ROUTER_ADVERTISEMENT = 9;
const ICMP6_ROUTER_ADVERTISEMENT = 134;
const ICMP6_REDIRECT = 137;

/** True: a guard of the port forbids the frame. */
export function isGuarded(settings: PortSettings, bytes: Uint8Array): boolean {
  if (!settings.dhcpGuard && !settings.routerGuard) return false;
  const at = findTransport(bytes);
  if (!at) return false;
  if (at.protocol === IpProtocol.Udp) {
    const port = word16(bytes, at.header);
    return settings.dhcpGuard && (port === DHCP_SERVER || port === DHCP6_SERVER);
  }
  if (!settings.routerGuard || at.end <= at.header) return false;
  const type = bytes[at.header];
  if (at.protocol === IpProtocol.Icmp)
    return type === ICMP_REDIRECT || type === ICMP_ROUTER_ADVERTISEMENT;
  const is6 = at.protocol === IpProtocol.Icmp6;
  return is6 && (type === ICMP6_ROUTER_ADVERTISEMENT || type === ICMP6_REDIRECT);
}
