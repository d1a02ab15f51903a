/**
 * Ctrl-C as a flag of the process, for a main thread that runs a script and so hears of no signal.
 *
 * Node keeps such a flag for its own prompt: a signal handler in C++ raises it, any thread may take it. The
 * functions are not documented (Node 20 to 25 have them): where they are missing scripts run on a thread as the
 * prompt's do (bin/roles/cli.ts).
 */
interface SigintFlag {
  /** Counts its users: SIGINT raises the flag while there is one. */
  startSigintWatchdog(): void;
  /** The flag, which is lowered. After the last user SIGINT ends the process again. */
  stopSigintWatchdog(): boolean;
}

let flag: SigintFlag | undefined;

/** Node's types leave out how its internals are reached. */
function flagOfProcess(): SigintFlag {
  flag ??= (process as unknown as {binding(name: string): SigintFlag}).binding('contextify');
  return flag;
}

export function canKeepInterrupts(): boolean {
  try {
    return typeof flagOfProcess().startSigintWatchdog === 'function';
  } catch {
    return false;
  }
}

/** Keeps SIGINT from ending the process from now on. */
export function keepInterrupts(): void {
  flagOfProcess().startSigintWatchdog();
}

/** Was there a SIGINT since the last call? Only while they are kept. */
export function takeInterrupt(): boolean {
  const {startSigintWatchdog, stopSigintWatchdog} = flagOfProcess();
  startSigintWatchdog();
  return stopSigintWatchdog();
}

/** Ends the process as SIGINT does where nobody keeps it. */
export function dieOfInterrupt(): void {
  flagOfProcess().stopSigintWatchdog();
  process.kill(process.pid, 'SIGINT');
}
