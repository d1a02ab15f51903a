/** What management asks of the file copy (Msvm_GuestFileService.CopyFilesToGuest). */

export interface CopyRequest {
  /** Name of the file in the guest, and the folder it goes to: up to 259 signs each. */
  readonly name: string;
  readonly path: string;
  readonly overwrite: boolean;
  readonly createPath: boolean;
  /** Bytes. */
  readonly size: number;
  /** Bytes of the source from an offset; shorter than asked only at a failure of the source. */
  read(offset: number, length: number): Promise<Uint8Array>;
  /** Told after each piece: bytes that the guest has. */
  onProgress?(bytes: number): void;
}

/**
 * - `copied`: the guest has the whole file and closed it;
 * - `refused`: it said no, `status` is its HRESULT (AlreadyExists, DiskFull ...);
 * - `noContact`: there is no driver, or it has gone in between;
 * - `busy`: another copy is under way;
 * - `timeout`: no answer in time.
 */
export type CopyResult =
  | {outcome: 'copied'}
  | {outcome: 'refused'; status: number}
  | {outcome: 'noContact'}
  | {outcome: 'busy'}
  | {outcome: 'timeout'};
