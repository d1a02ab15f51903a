/**
 * The serial ports ttyS0 and ttyS1 of an x86 machine, between v86 and the partition.
 *
 * v86 keeps input in an array that it does not save and that has no end: it is given a queue of a real port's
 * length, behind which the rest waits. A guest that withdraws "request to send" (stty crtscts) gets no more until
 * it asks again, so nothing is lost to a slow reader.
 */
import type {V86Processor, V86SerialInput} from './v86.ts';

/** What the other side of a cable that is plugged in says of itself. */
const ATTACHED = ['carrier-detect', 'data-set-ready', 'clear-to-send'];

/** Bytes that a 16550 holds. */
const FIFO_BYTES = 16;

/** Input of each port that the guest has not read; structured-cloneable. */
export type SavedSerialPorts = {waiting: number[]; isHeld: boolean}[];

export class SerialPorts {
  private readonly ports: readonly SerialPort[];

  constructor({cpu, bus}: V86Processor) {
    const {uart0, uart1} = cpu.devices;
    this.ports = [uart0, uart1].map((uart, number) => {
      const port = new SerialPort(byte => bus.send(`serial${number}-input`, byte));
      uart.input = port.fifo;
      bus.register(`serial${number}-output-byte`, byte => port.output.push(Number(byte)));
      for (const line of ATTACHED) bus.send(`serial${number}-${line}-input`, true);
      bus.register(`serial${number}-request-to-send-output`, asks => port.hold(asks !== true));
      return port;
    });
  }

  /** Input of the host's; a port that the machine does not have takes none. */
  receive(number: number, bytes: Uint8Array): void {
    this.ports[number]?.receive(bytes);
  }

  /** Hands over what the guest wrote since the last call. */
  takeOutput(each: (number: number, bytes: Uint8Array) => void): void {
    this.ports.forEach(({output}, number) => {
      if (output.length === 0) return;
      each(number, Uint8Array.from(output));
      output.length = 0;
    });
  }

  save(): SavedSerialPorts {
    return this.ports.map(port => port.save());
  }

  /** After v86 was restored. */
  restore(saved: SavedSerialPorts): void {
    saved.forEach((state, number) => this.ports[number]?.restore(state));
  }
}

class SerialPort {
  readonly output: number[] = [];
  /** What v86 reads for the guest; each byte taken makes room for the next. */
  readonly fifo: V86SerialInput;
  private readonly held: number[] = [];
  private waiting: number[] = [];
  private taken = 0;
  private isHeld = false;
  private readonly give: (byte: number) => void;

  /** `give` makes v86 push a byte into the queue and interrupt the guest. */
  constructor(give: (byte: number) => void) {
    this.give = give;
    const {held} = this;
    this.fifo = {
      get length() {
        return held.length;
      },
      push: byte => void held.push(byte),
      shift: () => {
        const byte = held.shift();
        this.refill();
        return byte;
      },
    };
  }

  receive(bytes: Uint8Array): void {
    for (const byte of bytes) this.waiting.push(byte);
    this.refill();
  }

  hold(isHeld: boolean): void {
    this.isHeld = isHeld;
    this.refill();
  }

  save(): SavedSerialPorts[number] {
    const waiting = [...this.held, ...this.waiting.slice(this.taken)];
    return {waiting, isHeld: this.isHeld};
  }

  restore({waiting, isHeld}: SavedSerialPorts[number]): void {
    this.isHeld = isHeld;
    this.waiting = [...waiting, ...this.waiting.slice(this.taken)];
    this.taken = 0;
    this.refill();
  }

  private refill(): void {
    while (!this.isHeld && this.held.length < FIFO_BYTES && this.taken < this.waiting.length)
      this.give(this.waiting[this.taken++] ?? 0);
    if (this.taken < this.waiting.length) return;
    this.waiting.length = 0;
    this.taken = 0;
  }
}
