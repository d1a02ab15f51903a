/**
 * What was measured of one disk, in shared memory: the storage thread counts, others read.
 *
 * One writer and 64-bit floats: whole numbers to 2^53, and no lock on the way of a request.
 */

const FIELDS = [
  'readRequests',
  'writeRequests',
  'otherRequests',
  'failedRequests',
  'bytesRead',
  'bytesWritten',
  /** Requests counted in units of 8 KiB, as Hyper-V's normalized IOPS. */
  'normalizedRequests',
  /** Sums of service times in microseconds. */
  'readMicros',
  'writeMicros',
  'otherMicros',
  /** The longest request so far. */
  'longestMicros',
] as const;

export type DiskCounterName = (typeof FIELDS)[number];
export type DiskCounterValues = Readonly<Record<DiskCounterName, number>>;

const NORMAL_REQUEST = 8192;

const INDEX = Object.fromEntries(FIELDS.map((name, index) => [name, index])) as Readonly<
  Record<DiskCounterName, number>
>;

export class DiskCounters {
  readonly buffer: SharedArrayBuffer;
  readonly #values: Float64Array;

  constructor(buffer = new SharedArrayBuffer(FIELDS.length * 8)) {
    this.buffer = buffer;
    this.#values = new Float64Array(buffer);
  }

  /** A copy of all counters. */
  read(): DiskCounterValues {
    return Object.fromEntries(FIELDS.map(name => [name, this.#values[INDEX[name]] ?? 0])) as Record<
      DiskCounterName,
      number
    >;
  }

  countRead(bytes: number, micros: number): void {
    this.#add('readRequests', 1);
    this.#add('bytesRead', bytes);
    this.#add('readMicros', micros);
    this.#medium(bytes, micros);
  }

  countWrite(bytes: number, micros: number): void {
    this.#add('writeRequests', 1);
    this.#add('bytesWritten', bytes);
    this.#add('writeMicros', micros);
    this.#medium(bytes, micros);
  }

  countOther(micros: number): void {
    this.#add('otherRequests', 1);
    this.#add('otherMicros', micros);
    this.#longest(micros);
  }

  countFailed(): void {
    this.#add('failedRequests', 1);
  }

  #medium(bytes: number, micros: number): void {
    this.#add('normalizedRequests', Math.ceil(bytes / NORMAL_REQUEST));
    this.#longest(micros);
  }

  #longest(micros: number): void {
    const values = this.#values;
    if (micros > (values[INDEX.longestMicros] ?? 0)) values[INDEX.longestMicros] = micros;
  }

  #add(name: DiskCounterName, amount: number): void {
    const index = INDEX[name];
    this.#values[index] = (this.#values[index] ?? 0) + amount;
  }
}
