/**
 * From a data packet of the guest to frames for the switch.
 *
 * The RNDIS messages are copied out of guest memory once, checked, and only the copy is used. What
 * makes no sense is dropped; the guest's packet is answered all the same.
 */
import {type Frame, ETHERNET_HEADER, UNTAGGED} from '../../../switch/frame.ts';
import {fillChecksums, largeSend} from '../../../switch/large-send.ts';
import type {GpaRange, GuestMemory} from '../../../hv/guest-memory.ts';
import {LARGE_SEND_MAX} from './ndis-objects.ts';
import {NO_SECTION, SECTION_SIZE} from './protocol.ts';
import {
  messageLength,
  messageType,
  parsePacket,
  Rndis,
  type RndisPacket,
} from './rndis-protocol.ts';
import type {SharedBuffer} from './shared-buffer.ts';

/** The longest packet: a large send, its RNDIS header and information, and a section before it. */
const SCRATCH = LARGE_SEND_MAX + 1024 + SECTION_SIZE;
/** A VLAN tag may stand in the frame itself. */
const TAG_BYTES = 4;

export interface PacketPlace {
  sectionIndex: number;
  sectionSize: number;
  ranges: readonly GpaRange[];
}

export class Gatherer {
  readonly #memory: GuestMemory;
  readonly #scratch = new Uint8Array(SCRATCH);

  constructor(memory: GuestMemory) {
    this.#memory = memory;
  }

  /**
   * The bytes of a packet: those of its section first, then those of its pages. Undefined: they
   * are not where the guest says. Valid until the next call.
   */
  gather(place: PacketPlace, sendBuffer: SharedBuffer | undefined): Uint8Array | undefined {
    let length = 0;
    if (place.sectionIndex !== NO_SECTION) {
      const {sectionIndex, sectionSize} = place;
      const sections = Math.floor((sendBuffer?.size ?? 0) / SECTION_SIZE);
      if (!sendBuffer || sectionIndex >= sections || sectionSize > SECTION_SIZE) return undefined;
      sendBuffer.read(sectionIndex * SECTION_SIZE, this.#scratch, 0, sectionSize);
      length = sectionSize;
    }
    for (const range of place.ranges) {
      const views = this.#memory.rangeViews(range);
      if (!views || range.byteCount > SCRATCH - length) return undefined;
      for (const view of views) {
        this.#scratch.set(view, length);
        length += view.length;
      }
    }
    return this.#scratch.subarray(0, length);
  }
}

/**
 * Hands each frame of a packet to `send`. False: a message was malformed; what came before it is
 * sent.
 */
export function eachFrame(
  bytes: Uint8Array,
  mtu: number,
  send: (frame: Frame | undefined) => void,
): boolean {
  for (let at = 0; at < bytes.length; ) {
    const length = messageLength(bytes, at);
    if (length === undefined) return false;
    const message = bytes.subarray(at, at + length);
    const packet = messageType(message) === Rndis.Packet ? parsePacket(message) : undefined;
    if (!packet) return false;
    send(frameOf(packet, mtu));
    // Messages in a section begin at multiples of 8; the padding may be counted or not.
    at += (length + 7) & ~7;
  }
  return true;
}

function frameOf(packet: RndisPacket, mtu: number): Frame | undefined {
  const {data, checksum, largeSend: wish, tag = UNTAGGED} = packet;
  if (data.length < ETHERNET_HEADER) return undefined;
  if (wish) {
    const fits = data.length <= LARGE_SEND_MAX + ETHERNET_HEADER;
    return fits ? largeSend(data, tag, wish.segmentSize) : undefined;
  }
  if (data.length > mtu + TAG_BYTES) return undefined;
  if (checksum && !fillChecksums(data, checksum)) return undefined;
  return {bytes: data, tag, segmentSize: 0};
}
