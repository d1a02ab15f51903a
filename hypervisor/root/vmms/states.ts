/**
 * States of a machine and what may be asked in each (wmi.md 4 and 11). Data and a look-up.
 */

/** Msvm_ComputerSystem.EnabledState. */
export const STATE = {
  Running: 2,
  Off: 3,
  Stopping: 4,
  Saved: 6,
  Paused: 9,
  Starting: 10,
  Saving: 32773,
  Pausing: 32776,
  Resuming: 32777,
} as const;

export type MachineState = (typeof STATE)[keyof typeof STATE];

/** RequestStateChange's argument. 32768 and 32769 are older names of 9 and 6. */
export const REQUEST = {Start: 2, TurnOff: 3, Save: 6, Pause: 9, Reboot: 10, Reset: 11} as const;
export const REQUEST_ALIASES: Readonly<Record<number, number>> = {
  32768: REQUEST.Pause,
  32769: REQUEST.Save,
};

/** What a request comes to. `cancel-start` turns a machine off that is still starting. */
export type Transition =
  | 'start'
  | 'restore'
  | 'resume'
  | 'turn-off'
  | 'cancel-start'
  | 'drop-saved-state'
  | 'save'
  | 'pause'
  | 'reset';

/** Msvm_ConcreteJob.JobType and the job's name, by transition. */
export const TRANSITION_JOBS: Readonly<Record<Transition, readonly [type: number, name: string]>> =
  {
    start: [12, 'Turning On Virtual Machine'],
    restore: [15, 'Restoring Virtual Machine'],
    resume: [27, 'Resuming Virtual Machine'],
    'turn-off': [13, 'Turning Off Virtual Machine'],
    'cancel-start': [13, 'Turning Off Virtual Machine'],
    'drop-saved-state': [13, 'Turning Off Virtual Machine'],
    save: [14, 'Saving Virtual Machine'],
    pause: [26, 'Pausing Virtual Machine'],
    reset: [28, 'Resetting Virtual Machine'],
  };

const TABLE: Readonly<Record<MachineState, Readonly<Partial<Record<number, Transition>>>>> = {
  [STATE.Off]: {[REQUEST.Start]: 'start', [REQUEST.Reboot]: 'start'},
  [STATE.Starting]: {[REQUEST.TurnOff]: 'cancel-start'},
  [STATE.Running]: {
    [REQUEST.TurnOff]: 'turn-off',
    [REQUEST.Save]: 'save',
    [REQUEST.Pause]: 'pause',
    [REQUEST.Reboot]: 'reset',
    [REQUEST.Reset]: 'reset',
  },
  [STATE.Paused]: {
    [REQUEST.Start]: 'resume',
    [REQUEST.TurnOff]: 'turn-off',
    [REQUEST.Save]: 'save',
    [REQUEST.Reboot]: 'reset',
    [REQUEST.Reset]: 'reset',
  },
  [STATE.Saved]: {
    [REQUEST.Start]: 'restore',
    [REQUEST.TurnOff]: 'drop-saved-state',
    [REQUEST.Reboot]: 'restore',
  },
  [STATE.Saving]: {},
  [STATE.Pausing]: {},
  [STATE.Resuming]: {},
  [STATE.Stopping]: {},
};

/** What `requested` comes to in `state`; undefined is refused (32775). */
export function transition(state: MachineState, requested: number): Transition | undefined {
  return TABLE[state][requested];
}

/** Whether a request is one of the known numbers at all; others are an invalid parameter. */
export function isKnownRequest(requested: number): boolean {
  return Object.values(REQUEST).some(known => known === requested) || [4, 7, 8].includes(requested);
}

const NAMES: Readonly<Record<MachineState, string>> = {
  [STATE.Running]: 'running',
  [STATE.Off]: 'off',
  [STATE.Stopping]: 'stopping',
  [STATE.Saved]: 'saved',
  [STATE.Paused]: 'paused',
  [STATE.Starting]: 'starting',
  [STATE.Saving]: 'saving',
  [STATE.Pausing]: 'pausing',
  [STATE.Resuming]: 'resuming',
};

/** For sentences. */
export function stateName(state: MachineState): string {
  return NAMES[state];
}

/** Machines in these states take part in admission and division (resources.md 0.5). */
export function isPoweredOn(state: MachineState): boolean {
  return state !== STATE.Off && state !== STATE.Saved;
}
