/** IPv4 addresses as numbers, and the networks that they are in. */

/** Undefined: the text is no address of four decimal numbers. */
export function parseAddress(text: string): number | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((value, part) => value * 256 + Number(part), 0);
}

export function addressText(address: number): string {
  return [24, 16, 8, 0].map(shift => (address >>> shift) & 255).join('.');
}

/** A network: the address of its gateway, and how many bits of it name the network. */
export interface Subnet {
  gateway: number;
  prefixLength: number;
}

export function maskOf({prefixLength}: Subnet): number {
  return (0xffff_ffff << (32 - prefixLength)) >>> 0;
}

export function isInside(subnet: Subnet, address: number): boolean {
  const mask = maskOf(subnet);
  return (address & mask) >>> 0 === (subnet.gateway & mask) >>> 0;
}

/** All hosts of the network at once. */
export function broadcastOf(subnet: Subnet): number {
  return (subnet.gateway | ~maskOf(subnet)) >>> 0;
}

/**
 * Addresses that no packet of a guest may leave for: this host, this network, multicast, reserved.
 * The guest would speak to the host's own interfaces, or to nobody.
 */
export function isForbidden(address: number): boolean {
  const first = address >>> 24;
  return first === 0 || first === 127 || first >= 224;
}
