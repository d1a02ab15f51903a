/** An adapter on the network thread: its port, its switch, and the channel that is served, if any. */
import {PortCounters} from '../../../switch/counters.ts';
import type {Frame} from '../../../switch/frame.ts';
import type {SwitchPort, VirtualSwitch} from '../../../switch/virtual-switch.ts';
import type {AdapterSide, NetSession} from './session.ts';
import type {AdapterSettings} from './settings.ts';

export class ServedAdapter implements AdapterSide {
  readonly #counters: PortCounters;
  readonly #onDirty: (adapter: ServedAdapter) => void;
  readonly #onWant: (gpadl: number) => void;
  #settings: AdapterSettings;
  #network: VirtualSwitch | undefined;
  #port: SwitchPort | undefined;
  session: NetSession | undefined;

  /** `onDirty`: something was delivered, and the guest is to be shown it soon. */
  constructor(
    settings: AdapterSettings,
    counters: SharedArrayBuffer,
    events: {onDirty(adapter: ServedAdapter): void; onWant(gpadl: number): void},
  ) {
    this.#settings = settings;
    this.#counters = new PortCounters(counters);
    this.#onDirty = adapter => events.onDirty(adapter);
    this.#onWant = gpadl => events.onWant(gpadl);
  }

  get mac(): number {
    return this.#settings.port.mac;
  }

  get name(): string {
    return this.#settings.name;
  }

  get isConnected(): boolean {
    return this.#port !== undefined;
  }

  get mayTakeAnyAddress(): boolean {
    return this.#settings.port.macSpoofing;
  }

  counters(): ReturnType<PortCounters['read']> {
    return this.#counters.read();
  }

  send(frame: Frame | undefined): void {
    if (frame && this.#port) this.#port.send(frame);
    else this.#counters.countDropped('droppedSent');
  }

  waitMs(): number {
    return this.#port?.waitMs() ?? 0;
  }

  wantMemory(gpadl: number): void {
    this.#onWant(gpadl);
  }

  /** New settings; the cable goes to `network`, or is pulled. */
  set(settings: AdapterSettings, network: VirtualSwitch | undefined): void {
    this.#settings = settings;
    if (network === this.#network && this.#port) {
      network?.setPort(this.#port, settings.port);
      return;
    }
    const wasConnected = this.isConnected;
    this.unplug();
    this.#network = network;
    const counters = this.#counters;
    this.#port = network?.addPort(settings.port, frame => this.#give(frame), {counters});
    this.session?.linkChanged();
    if (wasConnected && this.isConnected) this.session?.networkChanged();
  }

  /** The switch is gone, or the adapter. */
  unplug(): void {
    if (this.#port) this.#network?.removePort(this.#port);
    this.#port = undefined;
    this.#network = undefined;
  }

  isOn(network: VirtualSwitch): boolean {
    return this.#network === network;
  }

  #give(frame: Frame): boolean {
    const isTaken = this.session?.deliver(frame) ?? false;
    if (isTaken) this.#onDirty(this);
    return isTaken;
  }
}
