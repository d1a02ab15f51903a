/**
 * The host service: the process that holds all machines (design.md 2).
 *
 * Takes the lock of the state folder, loads what is configured, opens the socket, and runs until it is
 * told to stop (SIGTERM, SIGINT, `hvsh host stop`). Then guests are shut down within a bounded
 * time and the rest is turned off.
 */
import {chmodSync, mkdirSync, rmSync, statSync, truncateSync} from 'node:fs';
import {createServer, type Server} from 'node:net';
import {setTimeout as sleep} from 'node:timers/promises';
import {Vmms} from '../root/vmms/vmms.ts';
import {createWorkerFactory} from '../root/vmms/vm-worker.ts';
import {Provider} from '../wmi/provider.ts';
import {DoorConnection} from '../wmi/server.ts';
import {connectRunning, logPath, socketPath} from '../wmi/service-connection.ts';
import {takeInstanceLock} from './instance-lock.ts';
import {logLine} from './log.ts';

/** How long guests have to shut down when the host does. */
const SHUTDOWN_MS = 10_000;
/** After this the process ends whatever has not. */
const STOP_MAX_MS = 20_000;
/** A log beyond this size begins anew when the service starts. */
const LOG_MAX_BYTES = 4 * 1024 * 1024;
const DEFAULT_INTERVAL_SECS = 20;

export interface HostServiceOptions {
  readonly home: string;
  /** HVSH_STAT_INTERVAL and HVSH_LOGICAL_PROCESSORS are read from here. */
  readonly env: NodeJS.ProcessEnv;
}

/** Runs the service. Settles when it has stopped: true, or false when another one is running already. */
export async function runHostService({home, env}: HostServiceOptions): Promise<boolean> {
  prepareHome(home);
  if (!(await takeInstanceLock(home)) || (await isAnswering(home))) return false;
  const workers = createWorkerFactory();
  const vmms = new Vmms({
    home,
    startWorker: workers.start,
    log: logLine,
    statIntervalSecs: positive(env.HVSH_STAT_INTERVAL) ?? DEFAULT_INTERVAL_SECS,
    logicalProcessors: positive(env.HVSH_LOGICAL_PROCESSORS),
    onProcessors: workers.setProcessors,
  });
  const stopAsked = stopRequest();
  const server = await listen(home, vmms, stopAsked.now);
  logLine(`the service runs as process ${process.pid} with ${vmms.machines.size} machines`);
  vmms.startAutomatically();
  await stopAsked.promise;
  logLine('the service stops');
  server.close();
  rmSync(socketPath(home), {force: true});
  await Promise.race([vmms.stop(SHUTDOWN_MS).then(() => workers.stop()), sleep(STOP_MAX_MS)]);
  return true;
}

function prepareHome(home: string): void {
  mkdirSync(home, {recursive: true, mode: 0o700});
  chmodSync(home, 0o700);
  const size = statSync(logPath(home), {throwIfNoEntry: false})?.size ?? 0;
  if (size > LOG_MAX_BYTES) truncateSync(logPath(home));
}

async function isAnswering(home: string): Promise<boolean> {
  const socket = await connectRunning(home);
  socket?.destroy();
  return socket !== undefined;
}

/** The socket appears under its name only when it can be connected to and is the user's alone. */
function listen(home: string, vmms: Vmms, onStop: () => void): Promise<Server> {
  const provider = new Provider(vmms);
  const file = socketPath(home);
  rmSync(file, {force: true});
  const server = createServer(socket => void new DoorConnection(socket, provider, onStop));
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    const mask = process.umask(0o177);
    server.listen(file, () => resolve(server));
    process.umask(mask);
  });
}

function stopRequest(): {promise: Promise<void>; now: () => void} {
  let now = (): void => {};
  const promise = new Promise<void>(resolve => {
    now = resolve;
  });
  process.on('SIGTERM', now);
  process.on('SIGINT', now);
  return {promise, now};
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return text !== undefined && number > 0 ? number : undefined;
}
