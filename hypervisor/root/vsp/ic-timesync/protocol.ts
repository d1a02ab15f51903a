/**
 * Body of a time synchronisation message, version 4.0 and the older form (hyperv-wire.md 6.2).
 *
 * Times are 100 ns; the parent's counts from 1601-01-01 UTC.
 */
import type {IcVersion} from '../ic/protocol.ts';

/** 1970-01-01 on the scale of 1601. */
export const UNIX_EPOCH = 116444736000000000n;

export const TimeFlags = {Sync: 1, Sample: 2} as const;

export interface TimeSync {
  parentTime: bigint;
  /** TIME_REF_COUNT of the guest when the parent time was taken; 0 in the older form. */
  referenceTime: bigint;
  flags: number;
}

/** The older form has the child's time and a round trip, which the host leaves 0. */
export function encodeTimeSync(message: TimeSync, [major]: IcVersion): Uint8Array {
  const view = new DataView(new ArrayBuffer(major >= 4 ? 24 : 28));
  view.setBigUint64(0, message.parentTime, true);
  if (major >= 4) view.setBigUint64(8, message.referenceTime, true);
  view.setUint8(flagsAt(major), message.flags);
  return new Uint8Array(view.buffer);
}

/** Undefined if the body is too short. */
export function parseTimeSync(body: Uint8Array, [major]: IcVersion): TimeSync | undefined {
  if (body.length <= flagsAt(major)) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  return {
    parentTime: view.getBigUint64(0, true),
    referenceTime: major >= 4 ? view.getBigUint64(8, true) : 0n,
    flags: view.getUint8(flagsAt(major)),
  };
}

function flagsAt(major: number): number {
  return major >= 4 ? 16 : 24;
}
