/** The control messages of RNDIS: what a guest asks of its adapter and sets (hyperv-wire.md 5.4). */
import {
  type AdapterFacts,
  areOffloadParameters,
  networkAddressOf,
  objectValue,
  Oid,
  PacketFilter,
  wordOf,
} from './ndis-objects.ts';
import {type ControlRequest, controlMessage, Rndis, RndisStatus} from './rndis-protocol.ts';

/** What control messages change. */
export interface AdapterControl {
  facts(): AdapterFacts;
  /** The guest begins, or ends, to use the adapter. */
  setInitialized(isInitialized: boolean): void;
  setFilter(filter: number): void;
  /** Whether the guest may have the address. */
  mayUse(mac: number): boolean;
}

const RNDIS_MAJOR = 1;
const RNDIS_MINOR = 0;
/** Connection-less. */
const DEVICE_FLAGS = 1;
const PACKETS_PER_MESSAGE = 8;
const MAX_TRANSFER = 0x4000_0000;
/** Power of two to which messages are aligned: 8 bytes. */
const PACKET_ALIGNMENT = 3;
/** Where the information of a query's answer begins, counted from byte 8. */
const INFO_OFFSET = 16;
const KNOWN_FILTERS = Object.values(PacketFilter).reduce((all, bit) => all | bit, 0);

/** The answer, or undefined: none is due. */
export function answerControl(
  request: ControlRequest,
  adapter: AdapterControl,
): Uint8Array | undefined {
  const {type, requestId} = request;
  const answer = (type | Rndis.Complete) >>> 0;
  switch (type) {
    case Rndis.Initialize: {
      const isKnown = request.major === RNDIS_MAJOR;
      if (isKnown) adapter.setInitialized(true);
      const status = isKnown ? RndisStatus.Success : RndisStatus.NotSupported;
      const limits = [PACKETS_PER_MESSAGE, MAX_TRANSFER, PACKET_ALIGNMENT, 0, 0];
      const versions = [RNDIS_MAJOR, RNDIS_MINOR, DEVICE_FLAGS, 0];
      return controlMessage(answer, [requestId, status, ...versions, ...limits]);
    }
    case Rndis.Halt:
      adapter.setInitialized(false);
      return undefined;
    case Rndis.Query:
      return answerQuery(request, adapter);
    case Rndis.Set:
      return controlMessage(answer, [requestId, setObject(request, adapter)]);
    case Rndis.Reset:
      return controlMessage(answer, [RndisStatus.Success, 0]);
    case Rndis.KeepAlive:
      return controlMessage(answer, [requestId, RndisStatus.Success]);
    default:
      return undefined;
  }
}

function answerQuery({requestId, oid}: ControlRequest, adapter: AdapterControl): Uint8Array {
  const type = (Rndis.Query | Rndis.Complete) >>> 0;
  const value = objectValue(oid, adapter.facts());
  if (!value) return controlMessage(type, [requestId, RndisStatus.NotSupported, 0, 0]);
  return controlMessage(type, [requestId, RndisStatus.Success, value.length, INFO_OFFSET], value);
}

function setObject({oid, info}: ControlRequest, adapter: AdapterControl): number {
  switch (oid) {
    case Oid.CurrentPacketFilter: {
      const filter = wordOf(info);
      if (filter === undefined) return RndisStatus.InvalidData;
      if ((filter & ~KNOWN_FILTERS) !== 0) return RndisStatus.NotSupported;
      adapter.setFilter(filter);
      return RndisStatus.Success;
    }
    case Oid.OffloadParameters:
      return areOffloadParameters(info) ? RndisStatus.Success : RndisStatus.InvalidData;
    case Oid.ConfigParameter: {
      const address = networkAddressOf(info);
      if (address === undefined) return RndisStatus.NotSupported;
      const isAllowed = adapter.mayUse(Number.parseInt(address, 16));
      return isAllowed ? RndisStatus.Success : RndisStatus.Failure;
    }
    // The switch delivers every multicast frame, and the filter's bits decide.
    case Oid.MulticastList:
      return info.length % 6 === 0 ? RndisStatus.Success : RndisStatus.InvalidData;
    case Oid.CurrentLookahead:
      return wordOf(info) === undefined ? RndisStatus.InvalidData : RndisStatus.Success;
    default:
      return RndisStatus.NotSupported;
  }
}
