/**
 * Reaching the host service from a client: connects to its socket, and starts it when it is not
 * there. Used by the door's I/O thread and by `hvsh host`.
 */
import {spawn} from 'node:child_process';
import {closeSync, mkdirSync, openSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {DoorError} from './door-error.ts';

/** File that Node is started with for every process and thread of hvsh; set by the build. */
declare const HVSH_PRODUCT: string;

const START_TIMEOUT_MS = 15_000;
const POLL_MS = 4;

export function socketPath(home: string): string {
  return path.join(home, 'host.sock');
}

export function logPath(home: string): string {
  return path.join(home, 'host.log');
}

/** A connection to a service that is already running; undefined when there is none. */
export function connectRunning(home: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(home));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(undefined);
      else
        reject(new DoorError('TRANSPORT_FAILURE', `${socketPath(home)}: ${error.message}`, error));
    });
  });
}

/** A connection to the service of this state folder, started first if need be. */
export async function connectService(home: string): Promise<Socket> {
  const running = await connectRunning(home);
  if (running) return running;
  const child = startService(home);
  const end = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < end) {
    await sleep(POLL_MS);
    const socket = await connectRunning(home);
    if (socket) return socket;
    if (child.failed) break;
  }
  throw new DoorError('TRANSPORT_FAILURE', `The host service did not start; see ${logPath(home)}.`);
}

/** Starts the service as a process of its own, which goes on when the shell leaves. */
function startService(home: string): {failed: boolean} {
  mkdirSync(home, {recursive: true, mode: 0o700});
  const log = openSync(logPath(home), 'a', 0o600);
  const {NODE_EXTRA_CA_CERTS: _unused, ...env} = process.env;
  const child = spawn(process.execPath, ['--no-warnings', HVSH_PRODUCT, 'host', 'run'], {
    detached: true,
    stdio: ['ignore', log, log],
    env: {...env, HVSH_HOME: home},
    cwd: home,
  });
  closeSync(log);
  const state = {failed: false};
  child.once('error', () => {
    state.failed = true;
  });
  // Status 0 without a socket means that another process was quicker: its socket is on the way.
  child.once('exit', code => {
    state.failed = code !== 0;
  });
  child.unref();
  return state;
}
