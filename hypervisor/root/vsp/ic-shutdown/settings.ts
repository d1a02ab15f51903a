/** What management asks of the shutdown component (Msvm_ShutdownComponent.InitiateShutdown). */

export type ShutdownAction = 'powerOff' | 'restart' | 'hibernate';

export interface ShutdownWish {
  action: ShutdownAction;
  /** Programs that object are ended. */
  force: boolean;
  /** Shown by the guest. */
  reason: string;
  /** How long the guest may take to answer; 0 to 4294967. */
  timeoutSeconds: number;
}

/**
 * - `accepted`: the guest said yes; the machine goes down by itself;
 * - `refused`: it said no, `status` is its HRESULT;
 * - `noContact`: there is no driver, or it does not know the action;
 * - `busy`: an earlier request has not been answered;
 * - `timeout`: no answer in time. Switching the machine off stays possible.
 */
export type ShutdownResult =
  | {outcome: 'accepted'}
  | {outcome: 'refused'; status: number}
  | {outcome: 'noContact'}
  | {outcome: 'busy'}
  | {outcome: 'timeout'};
