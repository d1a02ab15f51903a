/** How much may be under way: slow start, avoidance, fast recovery (RFC 5681, NewReno RFC 6582). */
import {distance} from './sequence.ts';

/** A virtual switch has no routers with short queues: begin with what a receiver's first window is. */
const FIRST_WINDOW = 65_536;
const MAX_WINDOW = 4 * 2 ** 20;
const DUPLICATES = 3;

export class Congestion {
  readonly #segment: number;
  #window = FIRST_WINDOW;
  #threshold = MAX_WINDOW;
  #duplicates = 0;
  /** While in recovery: what was sent when the loss was seen. */
  #recover: number | undefined;

  constructor(segment: number) {
    this.#segment = segment;
  }

  get window(): number {
    return this.#window;
  }

  /** New data was acknowledged. True: the next unacknowledged segment is lost too, send it again. */
  acknowledged(bytes: number, una: number): boolean {
    this.#duplicates = 0;
    if (this.#recover !== undefined) {
      if (distance(una, this.#recover) > 0) return true;
      this.#recover = undefined;
      this.#window = this.#threshold;
      return false;
    }
    const growth =
      this.#window < this.#threshold
        ? bytes
        : Math.max(1, Math.floor((this.#segment * bytes) / this.#window));
    this.#window = Math.min(MAX_WINDOW, this.#window + growth);
    return false;
  }

  /** The same was acknowledged again. True: a segment is lost, send it again. */
  duplicate(inFlight: number, next: number): boolean {
    this.#duplicates += 1;
    if (this.#recover !== undefined) {
      this.#window = Math.min(MAX_WINDOW, this.#window + this.#segment);
      return false;
    }
    if (this.#duplicates < DUPLICATES) return false;
    this.#threshold = Math.max(2 * this.#segment, Math.floor(inFlight / 2));
    this.#window = this.#threshold + DUPLICATES * this.#segment;
    this.#recover = next;
    return true;
  }

  timedOut(inFlight: number): void {
    this.#threshold = Math.max(2 * this.#segment, Math.floor(inFlight / 2));
    this.#window = this.#segment;
    this.#duplicates = 0;
    this.#recover = undefined;
  }
}
