/**
 * How late the timers of a halted processor may be.
 *
 * A kernel with a periodic tick wakes an idle processor 250 times a second for nothing. When nothing but timers woke
 * it for a while and it halted again each time at once, its timers are served later than asked, and less exactly the
 * longer it is idle. What comes from outside, and guest code that runs on, ends this at once: for a moment after a
 * lone event (a heartbeat), anew from the beginning after several. The guest's clock is a counter and stays true; a
 * program that sleeps in an otherwise idle guest wakes late by at most the slack.
 */

/** After so many microseconds without activity, timers may be so many microseconds late. */
const STEPS = [
  {quiet: 5_000_000, slack: 100_000},
  {quiet: 1_000_000, slack: 50_000},
  {quiet: 200_000, slack: 20_000},
] as const;

/** What happens within this time is one event, and timers are exact for as long after it. */
const EVENT_MICROS = 20_000;
/** An event this long after the last one is no activity. */
const LONE_MICROS = 500_000;

export class IdleSlack {
  private activeAt = 0;
  private eventBegan = 0;
  private eventAt = 0;

  /** Something other than a timer happened; times are those of hv/clock.ts. */
  disturb(now: number): void {
    const since = now - this.eventBegan;
    if (since > EVENT_MICROS) {
      if (since < LONE_MICROS) this.activeAt = now;
      this.eventBegan = now;
    }
    this.eventAt = now;
  }

  micros(now: number): number {
    if (now - this.eventAt < EVENT_MICROS) return 0;
    const quiet = now - this.activeAt;
    return STEPS.find(step => quiet >= step.quiet)?.slack ?? 0;
  }
}
