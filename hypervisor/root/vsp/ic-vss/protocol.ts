/**
 * Bodies of the backup component: operation u8, 7 bytes reserved, flags u32 (hyperv-wire.md 6.4).
 *
 * A backup is: hot backup (can the guest?), freeze, the host's snapshot, thaw, complete.
 */

export const VssOperation = {
  Create: 0,
  Delete: 1,
  /** Asks for the guest's abilities. */
  HotBackup: 2,
  GetDmInfo: 3,
  BackupComplete: 4,
  Freeze: 5,
  Thaw: 6,
  AutoRecover: 7,
} as const;

/** The guest's flags in its answer to HotBackup. */
export const VssFlags = {Supported: 1, AutoRecovery: 2, NoAutoRecovery: 4} as const;

const BODY = 12;
const FLAGS_AT = 8;

export interface VssMessage {
  readonly operation: number;
  readonly flags: number;
}

export function encodeVss({operation, flags}: VssMessage): Uint8Array {
  const body = new Uint8Array(BODY);
  body[0] = operation;
  new DataView(body.buffer).setUint32(FLAGS_AT, flags, true);
  return body;
}

/** Undefined if the body is too short. */
export function parseVss(body: Uint8Array): VssMessage | undefined {
  const [operation] = body;
  if (operation === undefined || body.length < BODY) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return {operation, flags: view.getUint32(FLAGS_AT, true)};
}
