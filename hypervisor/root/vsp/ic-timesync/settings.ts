/** What the time component is told of its machine. */
export interface TimeSource {
  /** Milliseconds since 1970-01-01 UTC. */
  wallClockMs(): number;
  /** The guest's TIME_REF_COUNT, 100 ns. */
  referenceTime(): bigint;
}
