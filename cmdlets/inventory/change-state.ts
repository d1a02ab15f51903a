/** Start, stop, pause, save, reset: one machine, one request, the outcome in the vocabulary's words. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {faultStateText, EnabledState} from './machine-state.ts';
import {invalidState, type Speaker} from './flavour.ts';
import {INVALID_STATE, type Outcome, perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

/** RequestStateChange arguments (wmi.md 4). */
export const Request = {start: 2, turnOff: 3, save: 6, pause: 9, reset: 11} as const;

const ACTIVITY: Readonly<Record<number, string>> = {
  2: 'Starting',
  3: 'Turning off',
  6: 'Saving',
  9: 'Pausing',
  11: 'Resetting',
};

/** The state in which a request has nothing to do. */
const ALREADY: Readonly<Record<number, number>> = {
  2: EnabledState.Running,
  3: EnabledState.Off,
  6: EnabledState.Saved,
  9: EnabledState.Paused,
};

/** True when the machine reached the state. Errors and warnings are written. */
export function requestState(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  request: number,
): boolean {
  const before = machine.fresh().enabledState;
  if (ALREADY[request] === before) return alreadyThere(run, speaker, machine, before);
  const activity = `${ACTIVITY[request] ?? 'Changing'} ${machine.name}`;
  const outcome = perform(
    run,
    machine.path,
    'RequestStateChange',
    {RequestedState: request},
    activity,
  );
  return finish(run, speaker, machine, outcome);
}

/** Starts a machine from the state that its image keeps; true when it runs. */
export function startFromImage(run: Run, speaker: Speaker, machine: VirtualMachine): boolean {
  const before = machine.fresh().enabledState;
  if (before === EnabledState.Running) return alreadyThere(run, speaker, machine, before);
  const params = {System: {ref: machine.path}};
  const activity = `Starting ${machine.name} from its image`;
  const method = 'StartFromImageState';
  return finish(run, speaker, machine, perform(run, 'Hvsh_BootService', method, params, activity));
}

function alreadyThere(run: Run, speaker: Speaker, machine: VirtualMachine, state: number): boolean {
  if (speaker.flavour === 'HyperV') {
    run.writeWarning('The virtual machine is already in the specified state.');
    return true;
  }
  run.writeError(invalidState(speaker, machine.name, faultStateText(state), machine));
  return false;
}

function finish(run: Run, speaker: Speaker, machine: VirtualMachine, outcome: Outcome): boolean {
  machine.invalidate();
  if (outcome.code === 0) return true;
  if (outcome.code === INVALID_STATE) {
    run.writeError(
      invalidState(speaker, machine.name, faultStateText(machine.fresh().enabledState), machine),
    );
  } else run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
  return false;
}

/** InitiateShutdown: the component has no contact with the guest. */
const NOT_READY = 32780;
const GUEST_SILENT =
  'The guest does not answer its shutdown component: it is still starting, or has no driver for it.';

/** How long a guest may take to shut down before the cmdlet gives up; Hyper-V's is five minutes. */
const SHUTDOWN_TIMEOUT_MS = 300_000;
const POLL_MS = 20;

/** Asks the guest to shut down through its integration component and waits until the machine is off. */
export function shutDownGuest(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  force: boolean,
): boolean {
  const state = machine.fresh().enabledState;
  if (state === EnabledState.Off) return alreadyThere(run, speaker, machine, state);
  const [component] = run.door().instances('Msvm_ShutdownComponent', {SystemName: machine.id});
  if (!component) return turnOffInstead(run, speaker, machine, force);
  const outcome = askGuest(run, component, machine, {
    Force: force,
    Reason: `${speaker.cmdlet} by a user`,
  });
  if (outcome.code === NOT_READY && !force)
    return finish(run, speaker, machine, {...outcome, message: GUEST_SILENT});
  if (outcome.code !== 0)
    return force
      ? requestState(run, speaker, machine, Request.turnOff)
      : finish(run, speaker, machine, outcome);
  return waitOff(run, speaker, machine, force);
}

/** A guest is given this long after its start to find its shutdown component, but always some seconds. */
const START_MS = 60_000;
const CONTACT_MS = 5_000;

function askGuest(
  run: Run,
  component: CimInstance,
  machine: VirtualMachine,
  params: Record<string, CimValue>,
): Outcome {
  const deadline = Date.now() + Math.max(CONTACT_MS, START_MS - machine.uptimeMs);
  for (;;) {
    const activity = `Shutting down ${machine.name}`;
    const outcome = perform(run, component, 'InitiateShutdown', params, activity);
    if (outcome.code !== NOT_READY || Date.now() > deadline) return outcome;
    run.sleep(POLL_MS);
  }
}

function turnOffInstead(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  force: boolean,
): boolean {
  if (force) return requestState(run, speaker, machine, Request.turnOff);
  return finish(run, speaker, machine, {
    code: INVALID_STATE,
    message: '',
    result: {ReturnValue: INVALID_STATE},
  });
}

function waitOff(run: Run, speaker: Speaker, machine: VirtualMachine, force: boolean): boolean {
  const activity = `Shutting down ${machine.name}`;
  const deadline = Date.now() + SHUTDOWN_TIMEOUT_MS;
  while (machine.fresh().enabledState !== EnabledState.Off) {
    if (Date.now() > deadline) {
      if (force) return requestState(run, speaker, machine, Request.turnOff);
      return finish(run, speaker, machine, {
        code: 32772,
        message: 'The guest did not shut down in time.',
        result: {ReturnValue: 32772},
      });
    }
    run.writeProgress({activity, statusDescription: 'Waiting for the guest'});
    run.sleep(POLL_MS);
  }
  run.writeProgress({activity, statusDescription: 'Completed', recordType: 'Completed'});
  machine.invalidate();
  return true;
}
