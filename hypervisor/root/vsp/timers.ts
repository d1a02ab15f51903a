/** The waiting that components of the main thread do. A test brings its own and turns it by hand. */
export interface Timers {
  /** Calls `action` every `ms` until the answer is called. Does not keep the process alive. */
  every(ms: number, action: () => void): () => void;
  /** Calls `action` once after `ms` unless the answer is called before. */
  after(ms: number, action: () => void): () => void;
}

export const systemTimers: Timers = {
  every(ms, action) {
    const timer = setInterval(action, ms).unref();
    return () => clearInterval(timer);
  },
  after(ms, action) {
    const timer = setTimeout(action, ms).unref();
    return () => clearTimeout(timer);
  },
};
