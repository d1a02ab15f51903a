/** Destroys a machine; its disk files stay unless they are to go too. */
import {listOf} from './cim-fields.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {faultStateText} from './machine-state.ts';
import {invalidState, type Speaker} from './flavour.ts';
import {INVALID_STATE, perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

/** True when it is gone. */
export function removeMachine(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  withDisks: boolean,
): boolean {
  const files = withDisks
    ? machine.part('disks').map(disk => String(listOf(disk, 'HostResource')[0] ?? ''))
    : [];
  const outcome = perform(
    run,
    'Msvm_VirtualSystemManagementService',
    'DestroySystem',
    {AffectedSystem: {ref: machine.path}},
    `Removing ${machine.name}`,
  );
  if (outcome.code === INVALID_STATE) {
    run.writeError(
      invalidState(speaker, machine.name, faultStateText(machine.fresh().enabledState), machine),
    );
    return false;
  }
  if (outcome.code !== 0) {
    run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
    return false;
  }
  machine.deleted = true;
  for (const file of files) {
    const deleted = perform(
      run,
      'Msvm_ImageManagementService',
      'DeleteVirtualHardDisk',
      {Path: file},
      `Removing ${file}`,
    );
    if (deleted.code !== 0) run.writeError(refusal(speaker, `'${file}'`, deleted, file));
  }
  return true;
}
