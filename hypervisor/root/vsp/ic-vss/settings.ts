/** What management asks of the backup component, and what it sees (Msvm_VssComponent). */

/**
 * - `frozen`: what the guest writes is on its disks, and nothing more comes until the thaw;
 * - `refused`: the guest said no (no daemon, a file system that can not); `status` is its HRESULT;
 * - `noContact`: there is no driver;
 * - `busy`: it is frozen already;
 * - `timeout`: no answer in time; the guest is asked to thaw in case it freezes after all.
 */
export type FreezeResult =
  | {outcome: 'frozen'}
  | {outcome: 'refused'; status: number}
  | {outcome: 'noContact'}
  | {outcome: 'busy'}
  | {outcome: 'timeout'};

export interface FreezeLimits {
  /** For the guest's answer; Linux may take 15 minutes for its file systems. */
  readonly answerMs: number;
  /** The longest that a guest stays frozen: then it is thawed, whoever asked for it. */
  readonly frozenMs: number;
}
