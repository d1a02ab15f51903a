/** Changes name, notes, memory, processors, boot source and automatic actions of a machine. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {faultStateText} from './machine-state.ts';
import {invalidState, nameTaken, type Speaker} from './flavour.ts';
import {INVALID_STATE, type Outcome, perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export interface MachineChange {
  readonly system?: Record<string, CimValue>; // Msvm_VirtualSystemSettingData
  readonly memory?: Record<string, CimValue>; // Msvm_MemorySettingData
  readonly processor?: Record<string, CimValue>; // Msvm_ProcessorSettingData
  readonly boot?: Record<string, CimValue> | undefined; // Hvsh_BootSourceSettingData
  readonly resources?: Record<string, CimValue>; // Hvsh_ResourceService.ModifyConfiguration
}

const SERVICE = 'Msvm_VirtualSystemManagementService';

const changed = (instance: CimInstance, properties: Record<string, CimValue>): CimInstance => ({
  ...instance,
  properties: {...instance.properties, ...properties},
});

const given = (
  properties: Record<string, CimValue> | undefined,
): properties is Record<string, CimValue> =>
  properties !== undefined && Object.keys(properties).length > 0;

/** Applies the parts in turn; false after an error was written. */
export function changeMachine(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  change: MachineChange,
): boolean {
  const activity = `Configuring ${machine.name}`;
  const resources = [
    ...(given(change.memory) ? [changed(machine.part('memory'), change.memory)] : []),
    ...(given(change.processor) ? [changed(machine.part('processor'), change.processor)] : []),
    ...(given(change.boot) ? [changed(machine.part('boot'), change.boot)] : []),
  ];
  const steps: (() => Outcome)[] = [];
  if (resources.length > 0)
    steps.push(() =>
      perform(run, SERVICE, 'ModifyResourceSettings', {ResourceSettings: resources}, activity),
    );
  const {system, resources: allocation} = change;
  if (given(system)) {
    steps.push(() =>
      perform(
        run,
        SERVICE,
        'ModifySystemSettings',
        {SystemSettings: changed(machine.part('system'), system)},
        activity,
      ),
    );
  }
  if (given(allocation)) {
    const params = {System: {ref: machine.path}, ...allocation};
    steps.push(() => perform(run, 'Hvsh_ResourceService', 'ModifyConfiguration', params, activity));
  }
  for (const step of steps) {
    const outcome = step();
    machine.invalidate();
    if (outcome.code === 0) continue;
    run.writeError(errorOf(speaker, machine, outcome, String(system?.ElementName ?? machine.name)));
    return false;
  }
  return true;
}

function errorOf(speaker: Speaker, machine: VirtualMachine, outcome: Outcome, name: string) {
  if (outcome.code === INVALID_STATE)
    return invalidState(
      speaker,
      machine.name,
      faultStateText(machine.fresh().enabledState),
      machine,
    );
  return outcome.code === 32788
    ? nameTaken(speaker, name)
    : refusal(speaker, `'${machine.name}'`, outcome, machine);
}
