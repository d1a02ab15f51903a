/**
 * The samples of one machine, pool or host: the newest so many, a column of numbers a counter.
 *
 * A value that a sample does not have is absent, never zero (resources.md 15.3).
 */

/** Values of one sample by `counter`, or `counter|instance`. */
export type Values = Map<string, number>;

export interface StatPoint {
  readonly endMs: number;
  readonly value: number;
}

export class SampleTable {
  private readonly most: number;
  private readonly times: Float64Array;
  private readonly columns = new Map<string, Float64Array>();
  /** Samples ever appended; the newest is in row (appended - 1) % most. */
  private appended = 0;

  constructor(most: number) {
    this.most = most;
    this.times = new Float64Array(most);
  }

  append(endMs: number, values: ReadonlyMap<string, number>): void {
    const row = this.appended++ % this.most;
    this.times[row] = endMs;
    for (const name of values.keys())
      if (!this.columns.has(name))
        this.columns.set(name, new Float64Array(this.most).fill(Number.NaN));
    for (const [name, column] of this.columns) column[row] = values.get(name) ?? Number.NaN;
  }

  /** Names that a kept sample may have. */
  names(): Iterable<string> {
    return this.columns.keys();
  }

  /** Points of a counter after and up to a time, oldest first. */
  points(name: string, afterMs: number, untilMs: number): StatPoint[] {
    const column = this.columns.get(name);
    if (!column) return [];
    const points: StatPoint[] = [];
    for (let n = Math.max(0, this.appended - this.most); n < this.appended; n++) {
      const endMs = this.times[n % this.most] ?? 0;
      const value = column[n % this.most] ?? Number.NaN;
      if (endMs > afterMs && endMs <= untilMs && !Number.isNaN(value)) points.push({endMs, value});
    }
    return points;
  }
}
