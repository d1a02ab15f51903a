/**
 * Frame of the integration components: pipe header, versions, one transaction at a time.
 *
 * Source: hyperv-wire.md 6.1. Used by the host's components (ic-*\/vsp.ts) and by the guest's.
 * The host sends, the guest returns the same bytes with fields changed.
 */
import type {Untrusted} from '../../../wire/untrusted.ts';
import {rawBytes} from '../../../wire/untrusted.ts';

/** Class, fixed instance and versions (newest first) of each component. */
export const IcDevice = {
  heartbeat: {
    interfaceId: '57164f39-9115-4e78-ab55-382f3bd5422d',
    instanceId: 'fd149e91-82e0-4a7d-afa6-2a4166cbd7c0',
    messageType: 1,
    versions: [
      [3, 0],
      [1, 0],
    ],
  },
  shutdown: {
    interfaceId: '0e0b6031-5213-4934-818b-38d90ced39db',
    instanceId: 'b6650ff7-33bc-4840-8048-e0676786f393',
    messageType: 3,
    versions: [
      [3, 2],
      [3, 1],
      [3, 0],
      [1, 0],
    ],
  },
  kvp: {
    interfaceId: 'a9a0f4e7-5a45-4d96-b827-8a841e8c03e6',
    instanceId: '242ff919-07db-4180-9c2e-b86cb68c8c55',
    messageType: 2,
    versions: [
      [5, 0],
      [4, 0],
      [3, 0],
    ],
  },
  timesync: {
    interfaceId: '9527e630-d0ae-497b-adce-e80ab0175caf',
    instanceId: '2dd1ce17-079e-403c-b352-a1921ee207ee',
    messageType: 4,
    versions: [
      [4, 0],
      [3, 0],
      [1, 0],
    ],
  },
  vss: {
    interfaceId: '35fa2e29-ea23-4236-96ae-3a6ebacba440',
    instanceId: '2450ee40-33bf-4fbd-892e-9fb06e9214cf',
    messageType: 5,
    versions: [
      [7, 0],
      [6, 0],
      [5, 0],
      [4, 0],
    ],
  },
  fcopy: {
    interfaceId: '34d14be3-dee4-41c8-9ae7-6b174977c192',
    instanceId: 'eb765408-105f-49b6-b4aa-c123b64d17d4',
    messageType: 7,
    versions: [[1, 1]],
  },
} as const satisfies Record<string, IcDescription>;

export interface IcDescription {
  readonly interfaceId: string;
  readonly instanceId: string;
  readonly messageType: number;
  readonly versions: readonly IcVersion[];
}

export type IcVersion = readonly [major: number, minor: number];

export const FRAMEWORK_VERSIONS: readonly IcVersion[] = [
  [3, 0],
  [1, 0],
];

export const NEGOTIATE = 0;
export const PIPE_DATA = 1;
/** Bytes before the body. */
export const IC_HEADER = 28;
/** Largest message that is looked at. */
export const IC_MAX = 13312;

export const IcFlags = {Transaction: 1, Request: 2, Response: 4} as const;
export const HResult = {
  Ok: 0,
  Fail: 0x80004005,
  InvalidArgument: 0x80070057,
  NotSupported: 0x80070032,
  AlreadyExists: 0x80070050,
  DiskFull: 0x80070070,
  /** Ends an enumeration. */
  NoMoreItems: 0x80070103,
  NotConnected: 0x8007048f,
  NotFound: 0x80041002,
} as const;

/** Offsets in a packet. */
export const IcAt = {
  pipeType: 0, //        u32
  pipeLength: 4, //      u32, bytes after @8
  framework: 8, //       u16, u16
  messageType: 12, //    u16
  version: 14, //        u16, u16
  bodySize: 18, //       u16
  status: 20, //         u32
  transaction: 24, //    u8
  flags: 25, //          u8
  body: 28,
  frameworkCount: 28, // u16, negotiation
  messageCount: 30, //   u16
  versions: 36,
} as const;

export interface IcMessage {
  messageType: number;
  framework: IcVersion;
  version: IcVersion;
  status: number;
  transaction: number;
  flags: number;
  /** A copy. */
  body: Uint8Array;
}

export function encodeIcMessage(message: IcMessage): Uint8Array {
  const bytes = new Uint8Array(IC_HEADER + message.body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(IcAt.pipeType, PIPE_DATA, true);
  view.setUint32(IcAt.pipeLength, bytes.length - 8, true);
  writeVersion(view, IcAt.framework, message.framework);
  view.setUint16(IcAt.messageType, message.messageType, true);
  writeVersion(view, IcAt.version, message.version);
  view.setUint16(IcAt.bodySize, message.body.length, true);
  view.setUint32(IcAt.status, message.status, true);
  view.setUint8(IcAt.transaction, message.transaction);
  view.setUint8(IcAt.flags, message.flags);
  bytes.set(message.body, IcAt.body);
  return bytes;
}

/** The message in a packet, or undefined if its lengths do not agree. */
export function parseIcMessage(payload: Untrusted<Uint8Array>): IcMessage | undefined {
  const bytes = rawBytes(payload);
  if (bytes.length < IC_HEADER || bytes.length > IC_MAX) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(IcAt.pipeLength, true);
  if (view.getUint32(IcAt.pipeType, true) !== PIPE_DATA) return undefined;
  if (length < IC_HEADER - 8 || length > bytes.length - 8) return undefined;
  return {
    messageType: view.getUint16(IcAt.messageType, true),
    framework: readVersion(view, IcAt.framework),
    version: readVersion(view, IcAt.version),
    status: view.getUint32(IcAt.status, true),
    transaction: view.getUint8(IcAt.transaction),
    flags: view.getUint8(IcAt.flags),
    body: bytes.slice(IC_HEADER, length + 8),
  };
}

/** Body of a negotiation: the versions on offer, newest first. Replies carry one of each or none. */
export function encodeVersions(
  frameworks: readonly IcVersion[],
  versions: readonly IcVersion[],
): Uint8Array {
  const all = [...frameworks, ...versions];
  const view = new DataView(new ArrayBuffer(8 + all.length * 4));
  view.setUint16(0, frameworks.length, true);
  view.setUint16(2, versions.length, true);
  all.forEach((version, index) => writeVersion(view, 8 + index * 4, version));
  return new Uint8Array(view.buffer);
}

/** The two lists of a negotiation body; undefined if the counts do not fit its length. */
export function parseVersions(
  body: Uint8Array,
): {frameworks: IcVersion[]; versions: IcVersion[]} | undefined {
  if (body.length < 8) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const frameworkCount = view.getUint16(0, true);
  const count = frameworkCount + view.getUint16(2, true);
  if (count * 4 > body.length - 8) return undefined;
  const all = Array.from({length: count}, (_, index) => readVersion(view, 8 + index * 4));
  return {frameworks: all.slice(0, frameworkCount), versions: all.slice(frameworkCount)};
}

export function sameVersion(a: IcVersion, b: IcVersion): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function readVersion(view: DataView, at: number): IcVersion {
  return [view.getUint16(at, true), view.getUint16(at + 2, true)];
}

function writeVersion(view: DataView, at: number, [major, minor]: IcVersion): void {
  view.setUint16(at, major, true);
  view.setUint16(at + 2, minor, true);
}
