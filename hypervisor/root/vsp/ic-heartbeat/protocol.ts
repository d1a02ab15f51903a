/** Body of a heartbeat: sequence u64, application state u32, 4 reserved bytes (hyperv-wire.md 6.2). */

export const HEARTBEAT_BODY = 16;
export const SEQUENCE_AT = 0;
export const APPLICATION_STATE_AT = 8;

/** What the guest says about its applications. */
export const ApplicationState = {Unknown: 0, Healthy: 1, Critical: 2, Stopped: 3} as const;

export interface Heartbeat {
  sequence: bigint;
  applicationState: number;
}

export function encodeHeartbeat({sequence, applicationState}: Heartbeat): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEARTBEAT_BODY));
  view.setBigUint64(SEQUENCE_AT, sequence, true);
  view.setUint32(APPLICATION_STATE_AT, applicationState, true);
  return new Uint8Array(view.buffer);
}

/** Undefined if the body is too short. */
export function parseHeartbeat(body: Uint8Array): Heartbeat | undefined {
  if (body.length < APPLICATION_STATE_AT + 4) return undefined;
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const sequence = view.getBigUint64(SEQUENCE_AT, true);
  return {sequence, applicationState: view.getUint32(APPLICATION_STATE_AT, true)};
}
