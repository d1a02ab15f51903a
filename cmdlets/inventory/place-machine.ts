/** Puts a machine into a folder. */
import type {Run} from '../../shell/cmdlet/run.ts';
import {changeInventory} from './change-inventory.ts';
import type {Speaker} from './flavour.ts';
import type {Folder} from './tree.ts';
import type {VirtualMachine} from './virtual-machine.ts';

/** False when the host refused, which is then an error on the stream. */
export function placeMachine(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  folder: Folder,
): boolean {
  const params = {System: {ref: machine.path}, Folder: {ref: folder.path}};
  const about = {name: machine.name, target: machine};
  return changeInventory(run, speaker, 'PlaceSystem', params, about) !== undefined;
}
