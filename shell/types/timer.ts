/** System.Timers.Timer: raises Elapsed for those who listen, at safe points of the session. */
import {currentSession} from '../eval/current-session.ts';
import {wakeAt} from '../events/alarm.ts';
import {declareEvents, raise} from '../events/event-source.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';
import {DateTime} from './date-time.ts';
import {eventArgsType} from './event-args.ts';

const DEFAULT_INTERVAL_MS = 100;
const TICKS_PER_MS = 10_000;

class ElapsedEventArgs {
  /** When the timer was due: it may be told later. */
  readonly signalTime: DateTime;

  constructor(signalTime: DateTime) {
    this.signalTime = signalTime;
  }
}

class Timer {
  #interval = DEFAULT_INTERVAL_MS;
  #enabled = false;
  autoReset = true;
  /** By performance.now(). */
  due = 0;

  get interval(): number {
    return this.#interval;
  }
  set interval(ms: number) {
    if (ms <= 0 || Number.isNaN(ms))
      throw new NetException(
        'System.ArgumentException',
        `'${ms}' is not a valid value for 'Interval'. 'Interval' must be greater than 0.`,
      );
    this.#interval = ms;
    if (this.#enabled) this.#arm();
  }

  get enabled(): boolean {
    return this.#enabled;
  }
  set enabled(on: boolean) {
    if (on === this.#enabled) return;
    this.#enabled = on;
    if (on) {
      running.add(this);
      this.#arm();
    } else running.delete(this);
  }

  #arm(): void {
    this.due = performance.now() + this.#period;
    watch();
    wakeAt(this.due);
  }

  /** .NET's timers count whole milliseconds. */
  get #period(): number {
    return Math.ceil(this.#interval);
  }

  /** Raises what came due until `now`: an event for each interval, as threads that never wait would have. */
  elapse(now: number): void {
    const told = DateTime.now();
    for (; this.#enabled && this.due <= now; this.due += this.#period) {
      if (!this.autoReset) this.enabled = false;
      raise(
        this,
        'Elapsed',
        new ElapsedEventArgs(told.add(BigInt(Math.round((this.due - now) * TICKS_PER_MS)))),
      );
    }
    if (this.#enabled) wakeAt(this.due);
  }
}

const running = new Set<Timer>();
let isWatching = false;

/** Timers are looked at whenever the session attends to events. */
function watch(): void {
  if (isWatching) return;
  isWatching = true;
  // Before the others: what is raised here is acted on in the same round.
  currentSession().attendants.unshift(() => {
    const now = performance.now();
    for (const timer of Array.from(running)) {
      timer.elapse(now);
    }
  });
}

defineType<ElapsedEventArgs>({
  fullName: 'System.Timers.ElapsedEventArgs',
  base: eventArgsType,
  instance: ElapsedEventArgs,
  members: {'datetime SignalTime': self => self.signalTime},
});

defineType<Timer>({
  fullName: 'System.Timers.Timer',
  instance: Timer,
  members: {
    'double Interval': {
      get: self => self.interval,
      set(self, ms: number) {
        self.interval = ms;
      },
    },
    'bool Enabled': {
      get: self => self.enabled,
      set(self, on: boolean) {
        self.enabled = on;
      },
    },
    'bool AutoReset': {
      get: self => self.autoReset,
      set(self, on: boolean) {
        self.autoReset = on;
      },
    },
    'void Start()': self => {
      self.enabled = true;
    },
    'void Stop()': self => {
      self.enabled = false;
    },
    'void Close()': self => {
      self.enabled = false;
    },
    'void Dispose()': self => {
      self.enabled = false;
      raise(self, 'Disposed', null);
    },
  },
  constructors: {
    '()': () => new Timer(),
    '(double interval)': (ms: number) => {
      const timer = new Timer();
      timer.interval = ms;
      return timer;
    },
  },
});
declareEvents('System.Timers.Timer', ['Elapsed', 'Disposed']);
