/**
 * What was counted of one switch port, in shared memory: the network thread counts, others read.
 *
 * `sent` is what the port's device sent into the switch, `received` what the switch gave it. One
 * writer and 64-bit floats: whole numbers to 2^53, and no lock on the way of a frame.
 */

const FIELDS = [
  'framesSent',
  'bytesSent',
  'framesReceived',
  'bytesReceived',
  'broadcastSent',
  'broadcastReceived',
  /** Frames of the device that broke a rule of its port, or made no sense. */
  'droppedSent',
  /** Frames to the device that it had no room for. */
  'droppedReceived',
] as const;

export type PortCounterName = (typeof FIELDS)[number];
export type PortCounterValues = Readonly<Record<PortCounterName, number>>;

const INDEX = Object.fromEntries(FIELDS.map((name, index) => [name, index])) as Readonly<
  Record<PortCounterName, number>
>;

export class PortCounters {
  readonly buffer: SharedArrayBuffer;
  readonly #values: Float64Array;

  constructor(buffer = new SharedArrayBuffer(FIELDS.length * 8)) {
    this.buffer = buffer;
    this.#values = new Float64Array(buffer);
  }

  /** A copy of all counters. */
  read(): PortCounterValues {
    const rows = FIELDS.map(name => [name, this.#values[INDEX[name]] ?? 0]);
    return Object.fromEntries(rows) as Record<PortCounterName, number>;
  }

  countSent(bytes: number, isBroadcast: boolean): void {
    this.#add('framesSent', 1);
    this.#add('bytesSent', bytes);
    if (isBroadcast) this.#add('broadcastSent', 1);
  }

  countReceived(bytes: number, isBroadcast: boolean): void {
    this.#add('framesReceived', 1);
    this.#add('bytesReceived', bytes);
    if (isBroadcast) this.#add('broadcastReceived', 1);
  }

  countDropped(direction: 'droppedSent' | 'droppedReceived'): void {
    this.#add(direction, 1);
  }

  #add(name: PortCounterName, amount: number): void {
    const index = INDEX[name];
    this.#values[index] = (this.#values[index] ?? 0) + amount;
  }
}
