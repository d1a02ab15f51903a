/** Role `runspace`: the thread that runs the engine. Puts the shell together with the cmdlets and the door. */
import {delimiter} from 'node:path';
import {workerData} from 'node:worker_threads';
import {cmdletTable, notApplicable} from 'virtual:cmdlets';
import type * as Carriers from '../../cmdlets/inventory/carriers.ts';
import type * as Client from '../../hypervisor/wmi/client.ts';
import type {Door} from '../../hypervisor/wmi/client.ts';
import {provide, service} from '../../shell/cmdlet/services.ts';
import {PipelineStopped} from '../../shell/eval/flow.ts';
import {Channel} from '../../shell/runspace/channel.ts';
import {RunspaceHost} from '../../shell/runspace/runspace-host.ts';
import {Runspace} from '../../shell/runspace/runspace.ts';
import type {RunspaceData} from '../../shell/runspace/session-client.ts';
import {serveRunspace} from '../../shell/runspace/worker.ts';
import {isStopped} from '../../shell/session/stop-word.ts';
import {productFolder} from '../../shell/settings/product-folder.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';

export function main(): void {
  const {port, words} = workerData as RunspaceData;
  const channel = new Channel(port, words);
  putFirstOnPath(productFolder());
  provide('channel', () => channel);
  provide('door', () => openServiceDoor(words));
  provide('carriers', () => {
    const {inventoryCarriers} = require('../../cmdlets/inventory/carriers.ts') as typeof Carriers;
    return inventoryCarriers;
  });
  const host = new RunspaceHost(channel);
  const runspace = new Runspace({host, stop: words, cmdlets: cmdletTable, notApplicable});
  serveRunspace(runspace, words, () => {
    for (const close of service('closing')) close();
    // The build writes the code cache when this thread ends.
    if (process.env.HVSH_WRITE_CACHE) process.exit();
  });
}

/** `pwsh` and `hvsh` called from a script are those that run it, as in PowerShell. */
function putFirstOnPath(folder: string): void {
  const {PATH = ''} = process.env;
  if (PATH.split(delimiter)[0] !== folder) process.env.PATH = `${folder}${delimiter}${PATH}`;
}

/** Connected at the first call of a cmdlet that needs the host service. */
function openServiceDoor(words: Int32Array): Door {
  const {openDoor} = require('../../hypervisor/wmi/client.ts') as typeof Client;
  const checkStop = () => {
    if (isStopped(words)) throw new PipelineStopped();
  };
  const door = openDoor({home: stateFolder(), checkStop});
  service('closing').push(() => door.close());
  return door;
}
