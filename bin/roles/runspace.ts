/**
 * Role `runspace`: where the engine runs, on a thread of its own or on the main thread. Puts the shell together with
 * the cmdlets and the door.
 */
import {delimiter} from 'node:path';
import {type MessagePort, workerData} from 'node:worker_threads';
import {cmdletTable, notApplicable} from 'virtual:cmdlets';
import type * as Carriers from '../../cmdlets/inventory/carriers.ts';
import type * as Client from '../../hypervisor/wmi/client.ts';
import type {Door} from '../../hypervisor/wmi/client.ts';
import {provide, service} from '../../shell/cmdlet/services.ts';
import {PipelineStopped} from '../../shell/eval/flow.ts';
import {Channel} from '../../shell/runspace/channel.ts';
import {RunspaceHost} from '../../shell/runspace/runspace-host.ts';
import {Runspace} from '../../shell/runspace/runspace.ts';
import type {SessionThreadData} from '../../shell/runspace/session-thread.ts';
import {LocalClient, type RunspaceClient, serveRunspace} from '../../shell/runspace/worker.ts';
import {isStopped} from '../../shell/session/stop-word.ts';
import {watchLater, watchNow} from '../../shell/session/watch.ts';
import {productFolder} from '../../shell/settings/product-folder.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';
import type {Launcher} from '../launcher.ts';

/** A runspace's own thread: the main thread beside it serves it. */
export function serveOnThread(): void {
  const {port, words} = workerData as SessionThreadData;
  const runspace = openRunspace(new Channel(() => port, words));
  const closing = () => {
    close();
    // The build writes the code cache when this thread ends.
    if (process.env.HVSH_WRITE_CACHE) process.exit();
  };
  serveRunspace({runspace, words, closing});
}

/** On the main thread: the thread that serves it starts when it is needed. */
export function openOnMainThread(launcher: Launcher): RunspaceClient {
  const words = launcher.newWords();
  let port: MessagePort | undefined;
  const start = () => (port ??= launcher.startThread('requests', words).port);
  watchLater(words, start);
  const channel = new Channel(() => {
    watchNow();
    return start();
  }, words);
  return new LocalClient({runspace: openRunspace(channel), words, closing: close});
}

function openRunspace(channel: Channel): Runspace {
  const {words} = channel;
  putFirstOnPath(productFolder());
  provide('channel', () => channel);
  provide('door', () => openServiceDoor(words));
  provide('carriers', () => {
    const {inventoryCarriers} = require('../../cmdlets/inventory/carriers.ts') as typeof Carriers;
    return inventoryCarriers;
  });
  const host = new RunspaceHost(channel);
  return new Runspace({host, stop: words, cmdlets: cmdletTable, notApplicable});
}

function close(): void {
  for (const one of service('closing')) one();
}

/** `pwsh` and `hvsh` called from a script are those that run it, as in PowerShell. */
function putFirstOnPath(folder: string): void {
  const {PATH = ''} = process.env;
  if (PATH.split(delimiter)[0] !== folder) process.env.PATH = `${folder}${delimiter}${PATH}`;
}

/** Connected at the first call of a cmdlet that needs the host service. */
function openServiceDoor(words: Int32Array): Door {
  watchNow();
  const {openDoor} = require('../../hypervisor/wmi/client.ts') as typeof Client;
  const checkStop = () => {
    if (isStopped(words)) throw new PipelineStopped();
  };
  const door = openDoor({home: stateFolder(), checkStop});
  service('closing').push(() => door.close());
  return door;
}
