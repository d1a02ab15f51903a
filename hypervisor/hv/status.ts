/**
 * Hypercall status codes: number, name and text in one table.
 *
 * Source: hyperv-wire.md 1.6. Codes that no call of ours answers are named as well, because guests
 * and people meet them in traces.
 */
const TABLE = {
  Success: [0x00, 'The operation succeeded.'],
  InvalidHypercallCode: [0x02, 'The hypervisor does not support this call.'],
  InvalidHypercallInput: [0x03, 'The control word or the parameter lists are not valid.'],
  InvalidAlignment: [0x04, 'A parameter pointer is not aligned.'],
  InvalidParameter: [0x05, 'A parameter is not valid.'],
  AccessDenied: [0x06, 'The caller does not have the privilege.'],
  InvalidPartitionState: [0x07, 'The partition is in the wrong state.'],
  OperationDenied: [0x08, 'The operation is not possible now.'],
  UnknownProperty: [0x09, 'There is no such property.'],
  PropertyValueOutOfRange: [0x0a, 'The value of the property is out of range.'],
  InsufficientMemory: [0x0b, 'There is not enough memory in the pool of the partition.'],
  PartitionTooDeep: [0x0c, 'Partitions are nested too deep.'],
  InvalidPartitionId: [0x0d, 'There is no such partition.'],
  InvalidVpIndex: [0x0e, 'There is no such virtual processor.'],
  NotFound: [0x10, 'The object was not found.'],
  InvalidPortId: [0x11, 'There is no such port.'],
  InvalidConnectionId: [0x12, 'There is no such connection.'],
  InsufficientBuffers: [0x13, 'All message buffers of the port are in use.'],
  NotAcknowledged: [0x14, 'The interrupt was not acknowledged.'],
  InvalidVpState: [0x15, 'The virtual processor is in the wrong state.'],
  Acknowledged: [0x16, 'The interrupt was acknowledged.'],
  InvalidSaveRestoreState: [0x17, 'Saved state is not valid.'],
  InvalidSynicState: [0x18, 'The interrupt controller of the target is not enabled.'],
  ObjectInUse: [0x19, 'The object is in use.'],
  NoData: [0x1b, 'There is no data.'],
  NoResources: [0x1d, 'There are not enough resources.'],
  FeatureUnavailable: [0x1e, 'The feature is not available.'],
  InsufficientBuffer: [0x33, 'The buffer is too small.'],
  InvalidLpIndex: [0x41, 'There is no such logical processor.'],
  InvalidRegisterValue: [0x50, 'The value is not valid for the register.'],
  OperationFailed: [0x71, 'The operation failed.'],
  Timeout: [0x78, 'The operation timed out.'],
  UnknownRegisterName: [0x87, 'There is no such register.'],
} as const satisfies Record<string, readonly [number, string]>;

export type HvStatusName = keyof typeof TABLE;

/** The numbers by name. A status in the program is a plain number. */
export const HvStatus = Object.fromEntries(
  Object.entries(TABLE).map(([name, [code]]) => [name, code]),
) as {readonly [K in HvStatusName]: number};

const TEXTS = new Map(
  Object.entries(TABLE).map(([name, [code, text]]): [number, string] => [code, `${name}: ${text}`]),
);

/** Name and sentence of a status, for people. */
export function hvStatusText(code: number): string {
  return TEXTS.get(code) ?? `HV_STATUS 0x${code.toString(16)}`;
}
