/**
 * From a frame of the switch to a packet in the guest's receive buffer.
 *
 * A long frame goes in pieces where the guest agreed to that (RSC in the switch: one message a
 * part, all in one packet), and is cut into segments where it did not.
 */
import {type Frame, UNTAGGED} from '../../../switch/frame.ts';
import {eachSegment} from '../../../switch/segmentation.ts';
import type {ReceiveBuffer} from './receive-buffer.ts';
import {
  GOOD_CHECKSUMS,
  type InfoWord,
  PACKET_HEADER_MAX,
  pieceInfo,
  putPacketHeader,
  vlanInfo,
} from './rndis-protocol.ts';

export class Deliverer {
  readonly #buffer: ReceiveBuffer;
  readonly #inPieces: boolean;
  readonly #scratch: Uint8Array;
  #packetId = 0;

  /** `inPieces`: the guest puts long packets together itself. */
  constructor(buffer: ReceiveBuffer, inPieces: boolean) {
    this.#buffer = buffer;
    this.#inPieces = inPieces;
    this.#scratch = new Uint8Array(buffer.partSize);
  }

  /** False: there is no room; part of a long frame may have got through. */
  deliver(frame: Frame): boolean {
    const room = this.#buffer.partSize - PACKET_HEADER_MAX;
    if (frame.segmentSize === 0) return frame.bytes.length <= room && this.#whole(frame);
    if (this.#inPieces) return this.#pieces(frame, room);
    let fits = true;
    eachSegment(frame, segment => {
      fits &&= segment.bytes.length <= room && this.#whole(segment);
    });
    return fits;
  }

  #whole({bytes, tag}: Frame): boolean {
    if (!this.#buffer.hasRoom(1)) return false;
    this.#buffer.begin(1);
    this.#add(bytes, tag === UNTAGGED ? [] : [vlanInfo(tag)]);
    return true;
  }

  #pieces({bytes, tag}: Frame, room: number): boolean {
    const count = Math.ceil(bytes.length / room);
    if (!this.#buffer.hasRoom(count)) return false;
    this.#buffer.begin(count);
    this.#packetId = (this.#packetId + 1) & 0xffff;
    const vlan = tag === UNTAGGED ? [] : [vlanInfo(tag)];
    for (let piece = 0; piece < count; piece++) {
      const id = pieceInfo(piece === 0, piece === count - 1, this.#packetId);
      this.#add(bytes.subarray(piece * room, (piece + 1) * room), [GOOD_CHECKSUMS, id, ...vlan]);
    }
    return true;
  }

  #add(data: Uint8Array, infos: readonly InfoWord[]): void {
    const header = putPacketHeader(this.#scratch, data.length, infos);
    this.#scratch.set(data, header);
    this.#buffer.add({bytes: this.#scratch, length: header + data.length});
  }
}
