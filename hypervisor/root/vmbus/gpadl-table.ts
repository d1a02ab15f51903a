/**
 * The memory that a partition's guest shares with its channels: lists under way and complete.
 *
 * Source: hyperv-wire.md 3.3 and 3.7. Complete lists belong to their channel (channel.ts); who may
 * use a channel is asked of channel-table.ts. Methods answer whether the message fitted.
 */
import type {LayoutValues} from '../../wire/layout.ts';
import type {OfferedChannel} from './channel.ts';
import {
  GpadlAssembly,
  MAX_GPADLS_PER_CHANNEL,
  MAX_INCOMPLETE,
  MAX_SHARED_PAGES,
  pageCount,
  type SavedAssembly,
} from './gpadl.ts';
import type {Outbox} from './outbox.ts';
import {
  ChannelMessage,
  GpadlCreated,
  type GpadlHeader,
  GpadlTorndown,
  VmbusStatus,
} from './protocol.ts';

/** A range header and one page number. */
const SHORTEST_GPADL = 16;

export class GpadlTable {
  private readonly outbox: Outbox;
  private readonly memoryPages: number;
  /** A channel that the guest may use now. */
  private readonly known: (relid: number) => OfferedChannel | undefined;
  private readonly assemblies = new Map<number, GpadlAssembly>();
  private sharedPages = 0;

  constructor(
    outbox: Outbox,
    memoryPages: number,
    known: (relid: number) => OfferedChannel | undefined,
  ) {
    this.outbox = outbox;
    this.memoryPages = memoryPages;
    this.known = known;
  }

  header(header: LayoutValues<typeof GpadlHeader>, piece: Uint8Array): boolean {
    const {relid, gpadl, rangeBufferLength, rangeCount} = header;
    const offered = this.known(relid);
    const isTaken = offered?.gpadls.has(gpadl) || this.assemblies.has(gpadl);
    const isFull = (offered?.gpadls.size ?? 0) >= MAX_GPADLS_PER_CHANNEL;
    if (!offered || isTaken || isFull || rangeCount === 0 || rangeBufferLength < SHORTEST_GPADL) {
      this.answer(relid, gpadl, VmbusStatus.Failure);
      return false;
    }
    if (this.assemblies.size >= MAX_INCOMPLETE) this.abandonOldest();
    this.assemblies.set(gpadl, new GpadlAssembly(relid, gpadl, rangeBufferLength, rangeCount));
    return this.body(gpadl, piece);
  }

  /** A body carries no channel, so one for an unknown list can not even be answered. */
  body(id: number, piece: Uint8Array): boolean {
    const assembly = this.assemblies.get(id);
    if (!assembly) return false;
    if (!assembly.add(piece)) return true;
    this.assemblies.delete(id);
    const ranges = assembly.ranges(this.memoryPages);
    const pages = ranges ? pageCount(ranges) : 0;
    const offered = this.known(assembly.relid);
    const isGood = ranges && offered && this.sharedPages + pages <= MAX_SHARED_PAGES;
    if (isGood) {
      this.sharedPages += pages;
      offered.gpadls.set(id, {ranges, inUse: false, tornDown: false});
    }
    this.answer(assembly.relid, id, isGood ? VmbusStatus.Success : VmbusStatus.Failure);
    return true;
  }

  tearDown(offered: OfferedChannel | undefined, id: number): boolean {
    const gpadl = offered?.gpadls.get(id);
    if (!offered || !gpadl || gpadl.tornDown) return false;
    gpadl.tornDown = true;
    // Rings stay until the channel is closed.
    if (!gpadl.inUse) this.free(offered, id);
    return true;
  }

  /** The channel is closed: its rings are free, and those that the guest wants back go. */
  release(offered: OfferedChannel): void {
    for (const [id, gpadl] of offered.gpadls) {
      gpadl.inUse = false;
      if (gpadl.tornDown) this.free(offered, id);
    }
  }

  /** Forgets everything of a channel without a word to the guest. */
  drop(offered: OfferedChannel): void {
    for (const [id, gpadl] of offered.gpadls) {
      gpadl.tornDown = false;
      this.free(offered, id);
    }
    for (const assembly of this.assemblies.values())
      if (assembly.relid === offered.relid) this.assemblies.delete(assembly.id);
  }

  save(): SavedAssembly[] {
    return [...this.assemblies.values()].map(assembly => assembly.save());
  }

  restore(assemblies: readonly SavedAssembly[]): void {
    for (const assembly of assemblies)
      this.assemblies.set(assembly.id, GpadlAssembly.restore(assembly));
  }

  /** Counts the lists that a restored channel came with. */
  adopt(offered: OfferedChannel): void {
    for (const {ranges} of offered.gpadls.values()) this.sharedPages += pageCount(ranges);
  }

  private abandonOldest(): void {
    const [oldest] = this.assemblies.values();
    if (!oldest) return;
    this.assemblies.delete(oldest.id);
    this.answer(oldest.relid, oldest.id, VmbusStatus.Failure);
  }

  private answer(relid: number, gpadl: number, status: number): void {
    const messageType = ChannelMessage.GpadlCreated;
    this.outbox.send(GpadlCreated.encode({messageType, relid, gpadl, status}));
  }

  /** Forgets a list; answers the guest if it asked for that. */
  private free(offered: OfferedChannel, id: number): void {
    const gpadl = offered.gpadls.get(id);
    if (!gpadl) return;
    offered.gpadls.delete(id);
    this.sharedPages -= pageCount(gpadl.ranges);
    if (gpadl.tornDown)
      this.outbox.send(
        GpadlTorndown.encode({messageType: ChannelMessage.GpadlTorndown, gpadl: id}),
      );
  }
}
