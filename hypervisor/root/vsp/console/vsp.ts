/**
 * The host side of the text console: keeps what was written, shows it to any number of viewers,
 * and carries their input to the guest.
 *
 * What is typed before the guest has opened its console waits for it, as in a serial port's buffer; when
 * the guest goes, what it did not read is dropped, and the scrollback stays.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {CONSOLE_CHUNK, CONSOLE_CLASS, encodeConsole, parseConsole} from './protocol.ts';
import type {ConsoleState} from './saved-state.ts';
import {Scrollback} from './scrollback.ts';

/** What the door uses. */
export interface ConsoleHost {
  /** Input for the guest. False: the guest does not read and the buffer is full, the bytes are lost. */
  write(bytes: Uint8Array): boolean;
  /** Calls `listener` with everything written from now on; the answer ends that. */
  onData(listener: (bytes: Uint8Array) => void): () => void;
  /** The last 64 KiB. */
  scrollback(): Uint8Array;
}

/** Input that a guest has not read; a paste of more is refused. */
const INPUT_LIMIT = 64 * 1024;

export class ConsoleVsp implements Vsp, ConsoleHost {
  readonly offer: VspOffer;
  readonly #viewers = new Set<(bytes: Uint8Array) => void>();
  readonly #scrollback = new Scrollback();
  #channel: HostChannel | undefined;
  #input: Uint8Array[] = [];
  #inputSize = 0;

  constructor(instanceId: string) {
    const flags = OfferFlags.NamedPipe | OfferFlags.EnumerateDeviceInterface;
    this.offer = {interfaceId: CONSOLE_CLASS, instanceId, name: 'Console', flags};
  }

  open(channel: HostChannel): void {
    this.#channel = channel;
    channel.onSignal(() => this.#onSignal(channel));
    channel.onClose(() => this.#onClose(channel));
    this.#onSignal(channel);
  }

  write(bytes: Uint8Array): boolean {
    if (this.#inputSize + bytes.length > INPUT_LIMIT) return false;
    this.#queue(bytes);
    if (this.#channel?.isOpen) this.#send(this.#channel);
    return true;
  }

  onData(listener: (bytes: Uint8Array) => void): () => void {
    this.#viewers.add(listener);
    return () => this.#viewers.delete(listener);
  }

  scrollback(): Uint8Array {
    return this.#scrollback.read();
  }

  /** Takes what the guest wrote first; its processors stand still. */
  save(): ConsoleState {
    if (this.#channel) this.#onSignal(this.#channel);
    return {scrollback: this.scrollback(), input: Buffer.concat(this.#input)};
  }

  restore(state: ConsoleState): void {
    this.#scrollback.write(state.scrollback);
    this.#queue(state.input.subarray(0, INPUT_LIMIT));
  }

  #queue(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += CONSOLE_CHUNK) {
      this.#input.push(bytes.slice(at, at + CONSOLE_CHUNK));
    }
    this.#inputSize += bytes.length;
  }

  #onSignal(channel: HostChannel): void {
    for (let packet = channel.receive(); packet; packet = channel.receive()) {
      const bytes = parseConsole(packet.payload);
      if (!bytes) {
        channel.close('a console packet whose length is wrong');
        return;
      }
      if (bytes.length > 0) this.#show(bytes);
    }
    this.#send(channel);
  }

  #show(bytes: Uint8Array): void {
    this.#scrollback.write(bytes);
    for (const viewer of this.#viewers) viewer(bytes);
  }

  /** As much as the ring takes; the guest signals when it has read. */
  #send(channel: HostChannel): void {
    for (let chunk = this.#input[0]; chunk; chunk = this.#input[0]) {
      if (channel.send({payload: encodeConsole(chunk)}) === 'full') return;
      this.#input.shift();
      this.#inputSize -= chunk.length;
    }
  }

  #onClose(channel: HostChannel): void {
    if (this.#channel !== channel) return;
    this.#channel = undefined;
    this.#input = [];
    this.#inputSize = 0;
  }
}
