/** What management sees and sets of the key-value exchange (Msvm_KvpExchangeComponent, wmi.md 16.4). */
import type {IpInfo, KvpItem} from './protocol.ts';

/**
 * - `noContact`: the guest's daemon has not answered the negotiation, however long ago that was;
 * - `lostContact`: it answered before and leaves requests unanswered now;
 * - `ok`: it answers.
 */
export type KvpStatus = 'noContact' | 'lostContact' | 'ok';

export interface KvpReport {
  readonly status: KvpStatus;
  /** Facts of the guest: OSName, NetworkAddressIPv4 ... */
  readonly intrinsic: readonly KvpItem[];
  /** What programs in the guest left for the host. */
  readonly guest: readonly KvpItem[];
  /** Addresses of the adapters that `setAdapters` named, by MAC address, where the guest tells them. */
  readonly adapters: Readonly<Record<string, IpInfo>>;
}

/** What the guest is to know: facts of the host, and what a person set. */
export interface HostItems {
  readonly facts: readonly KvpItem[];
  readonly items: readonly KvpItem[];
}
