/**
 * NetVSP: a synthetic network adapter of a machine, as the service's main thread holds it.
 *
 * It offers the device, keeps its settings and hands its channel to the network thread, where
 * session.ts serves it and the switches are. Packets never come here.
 * Saved state: saved-state.ts. What management sees: settings.ts.
 */
import type {GpaRange} from '../../../hv/guest-memory.ts';
import {PortCounters, type PortCounterValues} from '../../../switch/counters.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import type {NetworkService} from './network-service.ts';
import {NETWORK_CLASS} from './protocol.ts';
import type {NetState} from './saved-state.ts';
import type {AdapterSettings} from './settings.ts';

let nextNumber = 1;

export class NetVsp implements Vsp {
  readonly offer: VspOffer;
  readonly #service: NetworkService;
  /** Its name among all adapters of the service: machines may have the same ids. */
  readonly #adapter: string;
  readonly #counters = new PortCounters();
  #settings: AdapterSettings;
  #channel: HostChannel | undefined;
  #restored: NetState | undefined;

  constructor(settings: AdapterSettings, service: NetworkService) {
    const {instanceId, name} = settings;
    this.offer = {interfaceId: NETWORK_CLASS, instanceId, name};
    this.#settings = settings;
    this.#service = service;
    this.#adapter = `${instanceId} ${nextNumber++}`;
    service.listen(this.#adapter, {
      onFault: (relid, reason) => this.#open(relid)?.close(reason),
      onWant: (relid, gpadl) => void this.#tellMemory(relid, gpadl),
    });
  }

  get settings(): AdapterSettings {
    return this.#settings;
  }

  /** Counted since the adapter was made. */
  counters(): PortCounterValues {
    return this.#counters.read();
  }

  /** Makes the adapter on the network thread: before the guest can open its channel. */
  async begin(): Promise<void> {
    await this.set(this.#settings);
  }

  /** Changes it, running or not; the guest sees its cable come and go. */
  async set(settings: AdapterSettings): Promise<void> {
    this.#settings = settings;
    const {buffer: counters} = this.#counters;
    await this.#service.call({kind: 'setAdapter', adapter: this.#adapter, settings, counters});
  }

  async open(channel: HostChannel): Promise<void> {
    const state = this.#restored;
    this.#restored = undefined;
    this.#channel = channel;
    channel.onClose(() => this.#release(channel));
    const adapter = this.#adapter;
    await this.#service.call({
      kind: 'serve',
      adapter,
      channel: channel.serveFrom(this.#service.doorbell),
      memory: memoryOf(channel, state),
      ...(state ? {state} : {}),
    });
  }

  /**
   * The state of the open channel; undefined when the guest has none. Processors stand still, and
   * when this has ended, the network thread does not touch their memory until they run again.
   */
  save(): Promise<NetState | undefined> {
    return this.#service.call({kind: 'save', adapter: this.#adapter});
  }

  /** The next `open` goes on with this state. */
  restore(state: NetState | undefined): void {
    this.#restored = state;
  }

  /** The machine is off, or the adapter removed. */
  async close(): Promise<void> {
    this.#service.listen(this.#adapter, undefined);
    await this.#service.call({kind: 'removeAdapter', adapter: this.#adapter});
  }

  async #release(channel: HostChannel): Promise<void> {
    if (this.#channel === channel) this.#channel = undefined;
    const {relid} = channel;
    await this.#service.call({kind: 'release', adapter: this.#adapter, relid});
  }

  #open(relid: number): HostChannel | undefined {
    return relid === this.#channel?.relid ? this.#channel : undefined;
  }

  async #tellMemory(relid: number, gpadl: number): Promise<void> {
    const ranges = this.#open(relid)?.gpadl(gpadl);
    await this.#service.call({kind: 'memory', adapter: this.#adapter, relid, gpadl, ranges});
  }
}

/** What the guest had shared before it was saved. */
function memoryOf(
  channel: HostChannel,
  state: NetState | undefined,
): [number, readonly GpaRange[]][] {
  const ids = [state?.receiveBuffer, state?.sendBuffer].filter(id => id !== undefined);
  return ids.flatMap(id => {
    const ranges = channel.gpadl(id);
    return ranges ? [[id, ranges] as [number, readonly GpaRange[]]] : [];
  });
}
