/**
 * SCSI numbers that a disk needs: operation codes, statuses, sense codes. All fields big-endian.
 *
 * Source: hyperv-wire.md 4.3 and 4.4 (SPC-3, SBC-3). Behaviour: disk.ts, target.ts.
 */

export const ScsiOp = {
  TestUnitReady: 0x00,
  RequestSense: 0x03,
  Read6: 0x08,
  Write6: 0x0a,
  Inquiry: 0x12,
  ModeSelect6: 0x15,
  ModeSense6: 0x1a,
  StartStopUnit: 0x1b,
  SendDiagnostic: 0x1d,
  PreventRemoval: 0x1e,
  ReadCapacity10: 0x25,
  Read10: 0x28,
  Write10: 0x2a,
  WriteVerify10: 0x2e,
  Verify10: 0x2f,
  SynchronizeCache10: 0x35,
  WriteSame10: 0x41,
  Unmap: 0x42,
  ReadToc: 0x43,
  GetConfiguration: 0x46,
  GetEventStatus: 0x4a,
  ReadDiscInformation: 0x51,
  ReadTrackInformation: 0x52,
  ModeSelect10: 0x55,
  ModeSense10: 0x5a,
  ReadBufferCapacity: 0x5c,
  Read16: 0x88,
  Write16: 0x8a,
  WriteVerify16: 0x8e,
  Verify16: 0x8f,
  SynchronizeCache16: 0x91,
  WriteSame16: 0x93,
  ServiceActionIn16: 0x9e,
  ReportLuns: 0xa0,
  Read12: 0xa8,
  Write12: 0xaa,
  GetPerformance: 0xac,
  ReadDiscStructure: 0xad,
  WriteVerify12: 0xae,
  Verify12: 0xaf,
  SetStreaming: 0xb6,
  MechanismStatus: 0xbd,
} as const;

/** Service action of ServiceActionIn16. */
export const READ_CAPACITY_16 = 0x10;

export const ScsiStatus = {Good: 0, CheckCondition: 2} as const;

/** What the host adapter reports beside the SCSI status (storage VSP: srbStatus). */
export const SrbStatus = {
  Success: 1,
  Error: 4,
  InvalidRequest: 6,
  DataOverrun: 0x12,
  InvalidLun: 0x20,
} as const;

/** Sense key, additional code, qualifier, and the srbStatus that goes with them. */
export interface SenseCode {
  readonly key: number;
  readonly asc: number;
  readonly ascq: number;
  readonly srbStatus: number;
}

function sense(key: number, asc: number, ascq: number, srbStatus: number): SenseCode {
  return {key, asc, ascq, srbStatus};
}

export const Sense = {
  None: sense(0, 0, 0, SrbStatus.Success),
  NoMedium: sense(2, 0x3a, 1, SrbStatus.Error),
  NoMediumTrayOpen: sense(2, 0x3a, 2, SrbStatus.Error),
  RemovalPreventedEmpty: sense(2, 0x53, 2, SrbStatus.Error),
  MediumError: sense(3, 0x00, 0, SrbStatus.Error),
  ParameterListLength: sense(5, 0x1a, 0, SrbStatus.InvalidRequest),
  InvalidOpcode: sense(5, 0x20, 0, SrbStatus.InvalidRequest),
  LbaOutOfRange: sense(5, 0x21, 0, SrbStatus.InvalidRequest),
  InvalidField: sense(5, 0x24, 0, SrbStatus.InvalidRequest),
  BufferTooSmall: sense(5, 0x24, 0, SrbStatus.DataOverrun),
  LunNotSupported: sense(5, 0x25, 0, SrbStatus.InvalidLun),
  InvalidParameter: sense(5, 0x26, 0, SrbStatus.InvalidRequest),
  SavingNotSupported: sense(5, 0x39, 0, SrbStatus.InvalidRequest),
  RemovalPrevented: sense(5, 0x53, 2, SrbStatus.InvalidRequest),
  MediumChanged: sense(6, 0x28, 0, SrbStatus.Error),
  CapacityChanged: sense(6, 0x2a, 9, SrbStatus.Error),
  WriteProtected: sense(7, 0x27, 0, SrbStatus.Error),
} as const;

export const SENSE_SIZE = 18;

/** Fixed-format sense data of a current error. */
export function senseData(code: SenseCode): Uint8Array {
  const bytes = new Uint8Array(SENSE_SIZE);
  bytes[0] = 0x70;
  bytes[2] = code.key;
  bytes[7] = SENSE_SIZE - 8;
  bytes[12] = code.asc;
  bytes[13] = code.ascq;
  return bytes;
}

/** How a command ended. */
export interface ScsiResult {
  readonly srbStatus: number;
  readonly scsiStatus: number;
  /** Bytes transferred. */
  readonly transferred: number;
  /** Sense data when the status is a check condition. */
  readonly sense?: Uint8Array;
}
