/** What statistics are of: machines, resource pools and the host. */
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import type {Value} from '../../shell/values/value.ts';
import {machinesGiven} from './find-machines.ts';
import type {Speaker} from './flavour.ts';
import {HOST_ID} from './ids.ts';
import {powerCliId} from './machine-id.ts';
import {ResourcePool} from './resource-pool.ts';
import {VirtualMachine} from './virtual-machine.ts';
import {VMHost} from './vm-host.ts';

/** Something that is measured: the object, how the door names it, its PowerCLI id. */
export interface Measured {
  readonly entity: Value;
  readonly key: string;
  readonly id: string;
}

/** A name is taken as that of a machine. */
export function measuredEntities(run: Run, speaker: Speaker, given: Value): Measured[] {
  if (given instanceof ResourcePool) return [{entity: given, key: given.path, id: given.id}];
  if (given instanceof VMHost) return [{entity: given, key: given.name, id: HOST_ID}];
  return machinesGiven(run, speaker, [given instanceof VirtualMachine ? given : toText(given)]).map(
    machine => ({
      entity: machine,
      key: machine.path,
      id: powerCliId(machine.id),
    }),
  );
}
