/**
 * The synthetic keyboard: key events to the guest, the state of its lights back.
 *
 * Events wait in a bounded queue while the ring is full; before the guest's driver is there, nobody
 * types. Source: hyperv-wire.md 6.6.
 */
import type {Packet} from '../../vmbus/packet.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {
  encodeKeyEvent,
  encodeProtocolResponse,
  KEYBOARD_CLASS,
  KEYBOARD_INSTANCE,
  KEYBOARD_VERSION,
  type KeyEvent,
  KeyFlags,
  parseGuestKeyboard,
} from './protocol.ts';
import type {KeyboardState} from './saved-state.ts';

/** Events that may wait. */
const QUEUE_LIMIT = 4096;

export class KeyboardVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: KEYBOARD_CLASS,
    instanceId: KEYBOARD_INSTANCE,
    name: 'Synthetic keyboard',
  };
  #channel: HostChannel | undefined;
  #restored: KeyboardState | undefined;
  #isReady = false;
  #indicators = 0;
  #queue: KeyEvent[] = [];
  readonly #pressed = new Set<number>();

  /** Whether the guest's driver listens. */
  get isReady(): boolean {
    return this.#isReady;
  }

  /** Lights that the guest lit, bits of Indicators. */
  get indicators(): number {
    return this.#indicators;
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    this.#channel = channel;
    this.#isReady = state?.isReady ?? false;
    this.#indicators = state?.indicators ?? 0;
    this.#queue = [...(state?.queue ?? [])];
    this.#pressed.clear();
    for (const key of state?.pressed ?? []) this.#pressed.add(key);
    channel.onSignal(() => this.#serve(channel));
    channel.onClose(() => this.#onClose(channel));
    this.#serve(channel);
  }

  save(): KeyboardState | undefined {
    if (!this.#channel) return undefined;
    this.#serve(this.#channel);
    return {
      isReady: this.#isReady,
      indicators: this.#indicators,
      queue: this.#queue,
      pressed: [...this.#pressed],
    };
  }

  /** The next `open` goes on with this state. */
  restore(state: KeyboardState | undefined): void {
    this.#restored = state;
  }

  /** All or none. False: nobody listens, or too much waits already. */
  type(events: readonly KeyEvent[]): boolean {
    if (!this.#isReady || this.#queue.length + events.length > QUEUE_LIMIT) return false;
    for (const event of events) {
      if ((event.flags & KeyFlags.Up) === 0) this.#pressed.add(keyOf(event));
      else this.#pressed.delete(keyOf(event));
      this.#queue.push(event);
    }
    this.#flush();
    return true;
  }

  /** Whether a key was pressed and not released; the same code with and without E0 are two keys. */
  isPressed(event: KeyEvent): boolean {
    return this.#pressed.has(keyOf(event));
  }

  #serve(channel: HostChannel): void {
    for (let packet = channel.receive(); packet; packet = channel.receive())
      this.#onPacket(channel, packet);
    this.#flush();
  }

  /** What is not a message of the protocol is ignored. */
  #onPacket(channel: HostChannel, {payload}: Packet): void {
    const message = parseGuestKeyboard(payload);
    if (message?.type === 'indicators') this.#indicators = message.indicators & 7;
    if (message?.type !== 'protocol') return;
    this.#isReady = message.version === KEYBOARD_VERSION;
    channel.send({payload: encodeProtocolResponse(this.#isReady)});
  }

  #flush(): void {
    for (let [event] = this.#queue; event; [event] = this.#queue) {
      if (this.#channel?.send({payload: encodeKeyEvent(event)}) === 'full') return;
      this.#queue.shift();
    }
  }

  #onClose(channel: HostChannel): void {
    if (this.#channel !== channel) return;
    this.#channel = undefined;
    this.#isReady = false;
    this.#queue = [];
    this.#pressed.clear();
    this.#indicators = 0;
  }
}

function keyOf({makeCode, flags}: KeyEvent): number {
  return makeCode | ((flags & KeyFlags.E0) === 0 ? 0 : 0x1_0000);
}
