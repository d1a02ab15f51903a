/** The guest's side of the text console: output is queued until the host takes it. */
import {
  CONSOLE_CHUNK,
  CONSOLE_CLASS,
  encodeConsole,
  parseConsole,
} from '../../root/vsp/console/protocol.ts';
import {untrust} from '../../wire/untrusted.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

/** Output kept while nobody takes it; the oldest goes first. */
const OUTPUT_LIMIT = 256 * 1024;

export class ConsoleDriver implements Driver {
  readonly interfaceId = CONSOLE_CLASS;
  readonly name = 'hv_console';
  readonly ringPages = 5;
  readonly #onInput: (bytes: Uint8Array) => void;
  #channel: GuestChannel | undefined;
  #output: Uint8Array[] = [];
  #size = 0;

  constructor(onInput: (bytes: Uint8Array) => void, output = '') {
    this.#onInput = onInput;
    if (output.length > 0) this.#queue(Buffer.from(output));
  }

  /** Whether nobody waits for output: the host has taken everything, or shows no console. */
  get isDrained(): boolean {
    return this.#size === 0 || this.#channel === undefined;
  }

  /** As a terminal wants it: line feeds get their carriage return. */
  write(text: string): void {
    this.#queue(Buffer.from(text.replaceAll('\n', '\r\n')));
    this.onRoom();
  }

  onOpen(channel: GuestChannel): void {
    this.#channel = channel;
    this.onRoom();
  }

  onPacket(packet: IncomingPacket): void {
    const bytes = parseConsole(untrust(packet.payload()));
    if (bytes) this.#onInput(bytes);
  }

  onRoom(): void {
    for (let chunk = this.#output[0]; chunk && this.#channel; chunk = this.#output[0]) {
      if (!this.#channel.send({payload: encodeConsole(chunk)})) return;
      this.#output.shift();
      this.#size -= chunk.length;
    }
  }

  onClose(): void {
    this.#channel = undefined;
  }

  save(): string {
    return Buffer.concat(this.#output).toString();
  }

  #queue(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += CONSOLE_CHUNK) {
      this.#output.push(bytes.subarray(at, at + CONSOLE_CHUNK));
    }
    this.#size += bytes.length;
    while (this.#size > OUTPUT_LIMIT) this.#size -= this.#output.shift()?.length ?? 0;
  }
}
