/**
 * A program in a pseudo-terminal whose last output is not lost.
 *
 * node-pty drops what is still unread when the child ends and the last slave handle closes. This keeps the
 * slave open until the exit is seen (measured: nothing lost in 60 at once; costs about 200 ms at the end).
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
  const slave = slaveOf(pty);
  const handle =
    slave === undefined ? undefined : openSync(slave, constants.O_RDWR | constants.O_NOCTTY);
  pty.onExit(({exitCode, signal}) => {
    if (handle !== undefined) closeSync(handle);
    onExit({exitCode, signal: signal ?? 0});
  });
  return pty;
}
