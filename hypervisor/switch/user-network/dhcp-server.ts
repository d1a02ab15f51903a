/**
 * The DHCP server of a user network: one range of addresses, leases that are kept.
 *
 * A client gets the address it had before for as long as nobody else needs it. Source: RFC 2131 4.3.
 */
import {broadcastOf, isInside, maskOf, type Subnet} from './address.ts';
import {
  type DhcpMessage,
  DhcpOption,
  DhcpType,
  encodeDhcp,
  type OptionList,
  optionWord,
} from './dhcp-message.ts';

/** Seconds. A day: machines that are saved over night find their address again. */
const LEASE_SECONDS = 86_400;
/** An address that was offered is kept for so long. */
const OFFER_MS = 60_000;
/** Addresses below this host number are left for people. */
const FIRST_HOST = 10;

/** Plain data: the host keeps it over restarts. */
export interface Lease {
  mac: number;
  address: number;
  /** Milliseconds since 1970. */
  expires: number;
}

export interface DhcpReply {
  bytes: Uint8Array;
  /** 0xffffffff: to all. */
  address: number;
}

export class DhcpServer {
  readonly #subnet: Subnet;
  readonly #wallClock: () => number;
  readonly #leases = new Map<number, Lease>();
  /** Told of each change of a lease that was taken. */
  onLease: (() => void) | undefined;

  constructor(subnet: Subnet, wallClock: () => number, leases: readonly Lease[] = []) {
    this.#subnet = subnet;
    this.#wallClock = wallClock;
    for (const lease of leases)
      if (isInside(subnet, lease.address)) this.#leases.set(lease.mac, lease);
  }

  leases(): Lease[] {
    return [...this.#leases.values()];
  }

  /** The answer, or undefined: none is due. */
  answer(message: DhcpMessage): DhcpReply | undefined {
    switch (message.type) {
      case DhcpType.Discover:
        return this.#offer(message);
      case DhcpType.Request:
        return this.#onRequest(message);
      case DhcpType.Inform:
        return this.#reply(message, DhcpType.Ack, 0, message.clientAddress);
      case DhcpType.Release:
        this.#expire(message);
        return undefined;
      case DhcpType.Decline:
        // Somebody else has the address: the client gets another one.
        this.#leases.delete(message.clientMac);
        return undefined;
      default:
        return undefined;
    }
  }

  #offer(message: DhcpMessage): DhcpReply | undefined {
    const wish = optionWord(message, DhcpOption.RequestedAddress);
    const address = this.#addressFor(message.clientMac, wish);
    if (address === undefined) return undefined;
    const known = this.#leases.get(message.clientMac);
    const expires = this.#wallClock() + OFFER_MS;
    if (known?.address !== address || known.expires < expires)
      this.#leases.set(message.clientMac, {mac: message.clientMac, address, expires});
    return this.#reply(message, DhcpType.Offer, address);
  }

  #onRequest(message: DhcpMessage): DhcpReply | undefined {
    const server = optionWord(message, DhcpOption.ServerId);
    // The client took another server's offer.
    if (server !== undefined && server !== this.#subnet.gateway) return undefined;
    const wish = optionWord(message, DhcpOption.RequestedAddress) ?? message.clientAddress;
    const {clientMac: mac} = message;
    if (this.#addressFor(mac, wish) !== wish) return this.#nak(message);
    const expires = this.#wallClock() + LEASE_SECONDS * 1000;
    this.#leases.set(mac, {mac, address: wish, expires});
    this.onLease?.();
    return this.#reply(message, DhcpType.Ack, wish);
  }

  #expire(message: DhcpMessage): void {
    const lease = this.#leases.get(message.clientMac);
    if (lease?.address !== message.clientAddress) return;
    lease.expires = this.#wallClock();
    this.onLease?.();
  }

  /** Its own address, else what it wishes, else a free one, else the one that was free longest. */
  #addressFor(mac: number, wish: number | undefined): number | undefined {
    const own = this.#leases.get(mac);
    if (own && (wish === undefined || wish === own.address || !this.#isFree(wish))) {
      return own.address;
    }
    if (wish !== undefined && this.#isFree(wish)) return wish;
    for (let address = this.#first; address < broadcastOf(this.#subnet); address++)
      if (this.#isFree(address)) return address;
    return this.#reclaim();
  }

  get #first(): number {
    return ((this.#subnet.gateway & maskOf(this.#subnet)) >>> 0) + FIRST_HOST;
  }

  #isFree(address: number): boolean {
    const isInRange = address >= this.#first && address < broadcastOf(this.#subnet);
    if (!isInRange || address === this.#subnet.gateway) return false;
    return ![...this.#leases.values()].some(lease => lease.address === address);
  }

  #reclaim(): number | undefined {
    const [oldest] = this.leases().sort((a, b) => a.expires - b.expires);
    if (!oldest || oldest.expires > this.#wallClock()) return undefined;
    this.#leases.delete(oldest.mac);
    return oldest.address;
  }

  #nak(message: DhcpMessage): DhcpReply {
    const options: OptionList = [[DhcpOption.ServerId, this.#subnet.gateway]];
    const bytes = encodeDhcp({...message, type: DhcpType.Nak}, true, {}, options);
    return {bytes, address: 0xffff_ffff};
  }

  /** `yours` 0: the client has an address and asks for the rest only. */
  #reply(message: DhcpMessage, type: number, yours: number, client = 0): DhcpReply {
    const {gateway} = this.#subnet;
    const times: OptionList =
      yours === 0
        ? []
        : [
            [DhcpOption.LeaseTime, LEASE_SECONDS],
            [DhcpOption.RenewalTime, LEASE_SECONDS / 2],
            [DhcpOption.RebindingTime, (LEASE_SECONDS / 8) * 7],
          ];
    const options: OptionList = [
      [DhcpOption.ServerId, gateway],
      ...times,
      [DhcpOption.Mask, maskOf(this.#subnet)],
      [DhcpOption.Router, gateway],
      [DhcpOption.DnsServer, gateway],
    ];
    const addresses = {yours, client, server: gateway};
    const bytes = encodeDhcp({...message, type}, true, addresses, options);
    const known = client || message.clientAddress || yours;
    return {bytes, address: message.isBroadcast ? 0xffff_ffff : known};
  }
}
