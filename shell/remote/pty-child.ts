/**
 * A program in a pseudo-terminal whose last output is not lost.
 *
 * node-pty drops what is still unread when the child ends and the last slave handle closes, and 200 ms after
 * the end in any case. This keeps the slave open until the exit is seen, and the master until nothing comes
 * any more (measured: nothing lost in 60 at once; costs about 200 ms at the end).
 */
import {closeSync, constants, openSync} from 'node:fs';
import {type IPty, spawn} from 'node-pty';

export interface PtyOptions {
  readonly term: string;
  readonly columns: number;
  readonly rows: number;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

export type PtyEnd = {readonly exitCode: number; readonly signal: number};

/** The path of the slave device; a field of node-pty that its types do not name (held by a test). */
function slaveOf(pty: IPty): string | undefined {
  const {_pty: slave} = pty as IPty & {readonly _pty?: unknown};
  return typeof slave === 'string' ? slave : undefined;
}

interface Master {
  on(event: 'data', listener: () => void): unknown;
  isPaused(): boolean;
  destroy(error?: Error): unknown;
}

/** Another field without a type. */
function masterOf(pty: IPty): Master | undefined {
  return (pty as IPty & {readonly _socket?: Master})._socket;
}

const PAUSED_MS = 20;
/** A reader that holds the output back so long after the end is gone. */
const LONGEST_PAUSE_MS = 5000;

/** Makes the end of the master wait until two turns of the event loop brought nothing, and nobody holds it back. */
function readToTheEnd(master: Master): void {
  const destroy = master.destroy.bind(master);
  let reads = 0;
  master.on('data', () => {
    reads++;
  });
  let pausedMs = 0;
  const end = (error?: Error): void => {
    const before = reads;
    if (master.isPaused() && pausedMs < LONGEST_PAUSE_MS) {
      pausedMs += PAUSED_MS;
      setTimeout(end, PAUSED_MS, error);
      return;
    }
    setImmediate(() =>
      setImmediate(() => {
        if (reads === before) destroy(error);
        else end(error);
      }),
    );
  };
  master.destroy = end;
}

export function spawnInPty(
  file: string,
  args: readonly string[],
  options: PtyOptions,
  onExit: (end: PtyEnd) => void,
): IPty {
  const pty = spawn(file, [...args], {
    name: options.term,
    cols: options.columns,
    rows: options.rows,
    env: {...options.env},
    cwd: options.cwd,
    encoding: null,
  });
  const master = masterOf(pty);
  if (master) readToTheEnd(master);
  const slave = slaveOf(pty);
  const handle =
    slave === undefined ? undefined : openSync(slave, constants.O_RDWR | constants.O_NOCTTY);
  pty.onExit(({exitCode, signal}) => {
    if (handle !== undefined) closeSync(handle);
    onExit({exitCode, signal: signal ?? 0});
  });
  return pty;
}
