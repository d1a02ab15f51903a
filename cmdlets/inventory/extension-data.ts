/** ExtensionData: the vSphere view of the same object. Views know every kind of object, so they are loaded late. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import type {Value} from '../../shell/values/value.ts';
import type * as Views from '../vim/views.ts';

/** `id` as PowerCLI shows it: `VirtualMachine-vm-1a2b3c4d`. */
export function extensionData(door: Door, id: string): Value {
  const {viewOfId} = require('../vim/views.ts') as typeof Views;
  return viewOfId(door, id);
}
