/** System.Diagnostics.Stopwatch. */
import {defineType} from '../values/define-type.ts';
import {TimeSpan} from './time-span.ts';

class Stopwatch {
  /** Nanoseconds of finished runs. */
  private sum = 0n;
  private since: bigint | undefined;
  get isRunning(): boolean {
    return this.since !== undefined;
  }
  start(): this {
    this.since ??= process.hrtime.bigint();
    return this;
  }
  stop(): void {
    this.sum = this.elapsed;
    this.since = undefined;
  }
  reset(): void {
    this.sum = 0n;
    this.since = undefined;
  }
  /** Nanoseconds. */
  get elapsed(): bigint {
    return this.sum + (this.since === undefined ? 0n : process.hrtime.bigint() - this.since);
  }
}

defineType<Stopwatch>({
  fullName: 'System.Diagnostics.Stopwatch',
  instance: Stopwatch,
  toText: self => new TimeSpan(self.elapsed / 100n).toString(),
  members: {
    'bool IsRunning': self => self.isRunning,
    'timespan Elapsed': self => new TimeSpan(self.elapsed / 100n),
    'long ElapsedMilliseconds': self => self.elapsed / 1_000_000n,
    'long ElapsedTicks': self => self.elapsed,
    'void Start()': self => void self.start(),
    'void Stop()': self => self.stop(),
    'void Reset()': self => self.reset(),
    'void Restart()': self => {
      self.reset();
      self.start();
    },
  },
  statics: {
    'object StartNew()': () => new Stopwatch().start(),
    'long GetTimestamp()': () => process.hrtime.bigint(),
    'long Frequency': () => 1_000_000_000n,
    'bool IsHighResolution': () => true,
  },
  constructors: {'()': () => new Stopwatch()},
});
