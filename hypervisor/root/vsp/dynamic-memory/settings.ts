/** What management sees of a machine's memory, and how large the machine is (Msvm_Memory, resources.md 8.6). */

export interface MemorySize {
  /** Pages at the start, and the most there can be. */
  readonly startPages: number;
  readonly mostPages: number;
}

export interface MemoryReport {
  /** Bytes that the guest has: what it started with and got, less the balloon. */
  readonly assignedBytes: number;
  readonly balloonedBytes: number;
  /** What its programs were promised, without the balloon; undefined before the first report. */
  readonly demandBytes: number | undefined;
  readonly availableBytes: number | undefined;
  /** The driver is there, and can give pages back. */
  readonly canBalloon: boolean;
}
