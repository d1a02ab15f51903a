/**
 * The guest's side of VMBus by hand: builds and sends control messages, keeps the rings.
 */
import {type GuestMemory, PAGE_SIZE} from '../../../hypervisor/hv/guest-memory.ts';
import {encodeGpaRanges} from '../../../hypervisor/root/vmbus/packet.ts';
import {
  ChannelMessage,
  GpadlBody,
  GpadlHeader,
  InitiateContact,
  MessageHeader,
  OfferChannel,
  OpenChannel,
  RelidMessage,
  VMBUS_SINT,
  VmbusVersion,
} from '../../../hypervisor/root/vmbus/protocol.ts';
import {RingBuffer} from '../../../hypervisor/root/vmbus/ring.ts';
import {RingReader} from '../../../hypervisor/root/vmbus/ring-reader.ts';
import {RingWriter} from '../../../hypervisor/root/vmbus/ring-writer.ts';
import {VmbusServer} from '../../../hypervisor/root/vmbus/server.ts';
import type {LayoutValues} from '../../../hypervisor/wire/layout.ts';
import {HandGuest} from '../hv/hand-guest.ts';

/** Lets promises of the host run. */
export const settle = () => new Promise(resume => setImmediate(resume));

export type OfferValues = LayoutValues<typeof OfferChannel>;

/** Where a test channel's rings lie: pages from 64 on, eight for each direction. */
export const RING_PAGES = 8;
const FIRST_RING_PAGE = 64;

export class HandDriver {
  readonly guest: HandGuest;
  readonly server: VmbusServer;
  connectionId = 4;

  constructor(options: {vpCount?: number; memoryBytes?: number} = {}) {
    this.guest = new HandGuest(options).enlighten();
    this.server = new VmbusServer(this.guest.partition);
  }

  get memory(): GuestMemory {
    return this.guest.memory;
  }

  /** Posts and returns what the host answers. */
  async ask(message: Uint8Array): Promise<Uint8Array[]> {
    this.guest.post(this.connectionId, message);
    return this.hear();
  }

  /** Messages of the host; a slot that frees lets the next one in. */
  async hear(): Promise<Uint8Array[]> {
    const messages: Uint8Array[] = [];
    for (;;) {
      await settle();
      this.guest.service();
      const more = this.guest.takeMessages();
      if (more.length === 0) return messages;
      messages.push(...more);
    }
  }

  contact(versionRequested: number, targetMessageVp = 0, sint = VMBUS_SINT): Promise<Uint8Array[]> {
    const interruptPage = BigInt(sint);
    return this.ask(
      InitiateContact.encode({
        messageType: ChannelMessage.InitiateContact,
        versionRequested,
        targetMessageVp,
        interruptPage,
      }),
    );
  }

  /** Negotiates 5.3 and takes the offers. */
  async connect(): Promise<OfferValues[]> {
    await this.contact(VmbusVersion.Iron);
    const offers = await this.ask(this.plain(ChannelMessage.RequestOffers));
    return offers.slice(0, -1).map(offer => OfferChannel.read(offer));
  }

  plain(messageType: number): Uint8Array {
    return MessageHeader.encode({messageType});
  }

  aboutChannel(messageType: number, relid: number): Promise<Uint8Array[]> {
    return this.ask(RelidMessage.encode({messageType, relid}));
  }

  /** Shares pages; long lists go in several messages, as drivers send them. */
  async share(relid: number, gpadl: number, gpns: readonly number[]): Promise<Uint8Array[]> {
    const ranges = encodeGpaRanges([{byteCount: gpns.length * PAGE_SIZE, byteOffset: 0, gpns}]);
    const header = GpadlHeader.encode({
      messageType: ChannelMessage.GpadlHeader,
      relid,
      gpadl,
      rangeBufferLength: ranges.length,
      rangeCount: 1,
    });
    const first = ranges.subarray(0, 216);
    let answer = await this.ask(Uint8Array.of(...header, ...first));
    let number = 1;
    for (let at = first.length; at < ranges.length; at += 224) {
      const body = GpadlBody.encode({
        messageType: ChannelMessage.GpadlBody,
        messageNumber: number++,
        gpadl,
      });
      answer = await this.ask(Uint8Array.of(...body, ...ranges.subarray(at, at + 224)));
    }
    return answer;
  }

  ringGpns(relid: number): number[] {
    const first = FIRST_RING_PAGE + relid * 2 * RING_PAGES;
    return Array.from({length: 2 * RING_PAGES}, (_, index) => first + index);
  }

  async open(relid: number, gpadl = 0x100 + relid, values: object = {}): Promise<Uint8Array[]> {
    return this.ask(
      OpenChannel.encode({
        messageType: ChannelMessage.OpenChannel,
        relid,
        openId: relid,
        ringGpadl: gpadl,
        targetVp: 0,
        downstreamPageOffset: RING_PAGES,
        ...values,
      }),
    );
  }

  /** Shares rings, opens the channel, and gives the guest's ends. */
  async openWithRings(relid: number): Promise<{writer: RingWriter; reader: RingReader}> {
    const gpns = this.ringGpns(relid);
    await this.share(relid, 0x100 + relid, gpns);
    await this.open(relid);
    return this.ends(gpns);
  }

  /** The guest's ends of rings in these pages, half for each direction. */
  ends(gpns: readonly number[]): {writer: RingWriter; reader: RingReader} {
    const half = gpns.length / 2;
    return {
      writer: RingWriter.open(new RingBuffer(this.memory, gpns.slice(0, half))),
      reader: RingReader.open(new RingBuffer(this.memory, gpns.slice(half))),
    };
  }

  /** Sends in-band data and signals as a driver does. */
  sendOn(offer: OfferValues, writer: RingWriter, payload: Uint8Array, transactionId = 0n): void {
    writer.write({payload, transactionId, requestCompletion: true});
    if (writer.publish()) this.guest.signal(offer.connectionId);
  }
}
