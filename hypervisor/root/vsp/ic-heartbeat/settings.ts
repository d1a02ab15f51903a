/** What management sees of the heartbeat (Msvm_HeartbeatComponent.OperationalStatus). */

/**
 * - `noContact`: the guest has never answered, or its driver has no version in common;
 * - `lostContact`: it answered before and has stopped;
 * - `ok`: the last heartbeat was answered; the application state goes with it.
 */
export type HeartbeatStatus = 'noContact' | 'lostContact' | 'ok';

export interface HeartbeatReport {
  readonly status: HeartbeatStatus;
  /** ApplicationState of the last answer. */
  readonly applicationState: number;
  /** Heartbeats answered since the channel was opened. */
  readonly answered: number;
}
