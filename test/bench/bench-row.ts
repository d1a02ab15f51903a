/** A line of `npm run bench`: a figure beside its budget (design: the table of budgets). */
export interface BenchRow {
  readonly what: string;
  readonly median: string; // with its unit
  readonly spread?: string; // fastest to slowest
  readonly beside?: string; // the same work on the peer, in the same run
  readonly ratio?: string;
  readonly budget: string;
  readonly within?: boolean;
}

export interface Timing {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** Runs `work` `turns` times; milliseconds as `work` itself measured them. */
export function timed(turns: number, work: () => number): Timing {
  const times = Array.from({length: turns}, work).sort((a, b) => a - b);
  return {
    median: times[times.length >> 1] ?? 0,
    lowest: times[0] ?? 0,
    highest: times.at(-1) ?? 0,
  };
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;

export const spread = (timing: Timing): string => `${ms(timing.lowest)}-${ms(timing.highest)}`;

/** A row that compares two timings of one run: the ratio is ours over the peer's. */
export function ratioRow(
  what: string,
  ours: Timing,
  peer: Timing,
  budget: number,
  atMost: boolean,
): BenchRow {
  const ratio = atMost ? ours.median / peer.median : peer.median / ours.median;
  return {
    what,
    median: ms(ours.median),
    spread: spread(ours),
    beside: ms(peer.median),
    ratio: `${ratio.toFixed(2)} x`,
    budget: `${atMost ? '<=' : '>='} ${budget} x`,
    within: atMost ? ratio <= budget : ratio >= budget,
  };
}
