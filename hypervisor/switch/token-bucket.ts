/** A limit on bytes per second that lets short bursts through. */

/** How much may be sent at once after a pause, in seconds of the rate. */
const BURST_SECONDS = 0.02;
/** The least burst: one large send. */
const BURST_BYTES = 65_536;

export class TokenBucket {
  readonly #bytesPerMs: number;
  readonly #burst: number;
  #tokens: number;
  #at: number;

  /** `bitsPerSecond` is above 0; `now` in milliseconds on a clock that does not jump. */
  constructor(bitsPerSecond: number, now: number) {
    this.#bytesPerMs = bitsPerSecond / 8000;
    this.#burst = Math.max(BURST_BYTES, this.#bytesPerMs * 1000 * BURST_SECONDS);
    this.#tokens = this.#burst;
    this.#at = now;
  }

  /** Milliseconds until something may be sent; 0: now. */
  waitMs(now: number): number {
    this.#refill(now);
    return this.#tokens > 0 ? 0 : Math.max(1, Math.ceil(-this.#tokens / this.#bytesPerMs));
  }

  /** What is sent may be more than there is: the next one waits for it. */
  take(bytes: number, now: number): void {
    this.#refill(now);
    this.#tokens -= bytes;
  }

  #refill(now: number): void {
    const gained = (now - this.#at) * this.#bytesPerMs;
    this.#at = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + gained);
  }
}
