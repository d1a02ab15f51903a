/** When to send again: the retransmission time-out by measured round trips (RFC 6298). */

const MIN_MS = 200;
const MAX_MS = 60_000;
const FIRST_MS = 1000;
const CLOCK_MS = 1;

export class RetransmissionTimeout {
  #smoothed: number | undefined;
  #variance = 0;
  #timeout = FIRST_MS;
  #backoff = 0;

  /** Milliseconds, doubled for each time-out since the last progress. */
  get ms(): number {
    return Math.min(MAX_MS, this.#timeout * 2 ** this.#backoff);
  }

  /** Time-outs since the last progress. */
  get count(): number {
    return this.#backoff;
  }

  measured(ms: number): void {
    if (this.#smoothed === undefined) {
      this.#smoothed = ms;
      this.#variance = ms / 2;
    } else {
      this.#variance = this.#variance * 0.75 + Math.abs(this.#smoothed - ms) * 0.25;
      this.#smoothed = this.#smoothed * 0.875 + ms * 0.125;
    }
    const wanted = this.#smoothed + Math.max(CLOCK_MS, 4 * this.#variance);
    this.#timeout = Math.min(MAX_MS, Math.max(MIN_MS, wanted));
  }

  timedOut(): void {
    this.#backoff += 1;
  }

  progressed(): void {
    this.#backoff = 0;
  }
}
