/**
 * Dynamic memory: takes pages from a guest by its balloon, gives them back, adds new ones, and hears
 * how much the guest needs.
 *
 * One request is under way at a time. Pages count as taken when the guest has named them, checked
 * against what it owns; they are zeroed, so that nothing of them is kept. A guest that never answers
 * keeps its memory. Source: hyperv-wire.md 6.5.
 */
import {type GuestMemory, PAGE_SIZE} from '../../../hv/guest-memory.ts';
import type {Packet} from '../../vmbus/packet.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {PageOwnership} from './page-ownership.ts';
import {
  Capability,
  DYNAMIC_MEMORY_CLASS,
  DYNAMIC_MEMORY_INSTANCE,
  DYNAMIC_MEMORY_VERSIONS,
  encodeBalloonRequest,
  encodeCapabilitiesResponse,
  encodeHotAddRequest,
  encodeMaximumInfo,
  encodeUnballoonRequest,
  encodeVersionResponse,
  type GuestMemoryMessage,
  type MemoryStatus,
  parseGuestMemory,
  type PageRange,
  rangesOf,
  RANGES_MAX,
} from './protocol.ts';
import type {DynamicMemoryState, MemoryRequest} from './saved-state.ts';
import type {MemoryReport, MemorySize} from './settings.ts';

/** Guests take and give memory in pieces of 2 MiB. */
const UNIT_PAGES = 512;
/** Pages asked for at once: 128 MiB, so that a wish that changes is soon heard. */
const REQUEST_PAGES = 32_768;

export class DynamicMemoryVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: DYNAMIC_MEMORY_CLASS,
    instanceId: DYNAMIC_MEMORY_INSTANCE,
    name: 'Dynamic memory',
  };
  readonly #size: MemorySize;
  #pages: PageOwnership;
  #channel: HostChannel | undefined;
  #restored: DynamicMemoryState | undefined;
  #step: DynamicMemoryState['step'] = 'version';
  #capabilities = 0;
  #canHotAdd = true;
  #status: MemoryStatus | undefined;
  #request: MemoryRequest | undefined;
  #transaction = 0;
  /** Pages that the guest should have; undefined: as many as it has. */
  #target: number | undefined;

  constructor(size: MemorySize) {
    this.#size = size;
    this.#pages = new PageOwnership(size.startPages, size.mostPages);
  }

  get report(): MemoryReport {
    const {assigned, ballooned} = this.#pages;
    const bytes = (pages: number | undefined) => pages && pages * PAGE_SIZE;
    return {
      assignedBytes: assigned * PAGE_SIZE,
      balloonedBytes: ballooned * PAGE_SIZE,
      demandBytes: bytes(this.#status && Math.max(0, this.#status.committed - ballooned)),
      availableBytes: bytes(this.#status?.available),
      canBalloon: this.#step === 'ready' && (this.#capabilities & Capability.Balloon) !== 0,
    };
  }

  /** Moves towards so many bytes, in pieces of 2 MiB, as far as the guest goes along. */
  setTarget(bytes: number): void {
    this.#target = Math.round(bytes / PAGE_SIZE / UNIT_PAGES) * UNIT_PAGES;
    this.#move();
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    this.#channel = channel;
    this.#begin();
    if (state) this.#resume(state);
    channel.onSignal(() => this.#serve(channel));
    channel.onClose(() => {
      if (this.#channel !== channel) return;
      this.#channel = undefined;
      this.#begin();
    });
    this.#serve(channel);
  }

  save(): DynamicMemoryState | undefined {
    if (!this.#channel) return undefined;
    this.#serve(this.#channel);
    return {
      step: this.#step,
      capabilities: this.#capabilities,
      present: this.#pages.present,
      ballooned: this.#pages.runs(Number.POSITIVE_INFINITY),
      status: this.#status,
      request: this.#request,
      transaction: this.#transaction,
      canHotAdd: this.#canHotAdd,
    };
  }

  /** The next `open` goes on with this state. */
  restore(state: DynamicMemoryState | undefined): void {
    this.#restored = state;
  }

  /** A driver that begins anew is that of a machine that does: it has what it started with. */
  #begin(): void {
    this.#pages = new PageOwnership(this.#size.startPages, this.#size.mostPages);
    this.#step = 'version';
    this.#capabilities = 0;
    this.#canHotAdd = true;
    this.#status = undefined;
    this.#request = undefined;
  }

  #resume(state: DynamicMemoryState): void {
    this.#pages = new PageOwnership(state.present, this.#size.mostPages);
    this.#pages.take(state.ballooned);
    this.#step = state.step;
    this.#capabilities = state.capabilities;
    this.#canHotAdd = state.canHotAdd;
    this.#status = state.status;
    this.#request = state.request;
    this.#transaction = state.transaction;
  }

  #serve(channel: HostChannel): void {
    for (let packet = channel.receive(); packet; packet = channel.receive()) {
      const fault = this.#onPacket(channel, packet);
      if (fault !== undefined) return channel.close(`dynamic memory: ${fault}`);
    }
    this.#move();
  }

  /** Why the channel must be closed; undefined: it need not. */
  #onPacket(channel: HostChannel, {payload}: Packet): string | undefined {
    const message = parseGuestMemory(payload);
    if (!message) return 'a malformed message';
    switch (message.type) {
      case 'version':
        return this.#onVersion(message.version);
      case 'capabilities':
        return this.#onCapabilities(message.flags);
      case 'status':
        if (this.#step === 'ready') this.#status = message;
        return undefined;
      case 'ballooned':
        return this.#onBallooned(channel.memory, message);
      case 'unballooned':
        if (this.#request?.kind !== 'unballoon') return 'an answer to nothing';
        this.#request = undefined;
        return undefined;
      case 'hotAdded':
        return this.#onHotAdded(message.isOk ? message.pages : 0);
    }
  }

  #onVersion(version: number): string | undefined {
    if (this.#step !== 'version') return 'a version after the negotiation';
    const isKnown = DYNAMIC_MEMORY_VERSIONS.includes(version);
    this.#send(encodeVersionResponse(this.#next(), isKnown));
    if (isKnown) this.#step = 'capabilities';
    return undefined;
  }

  #onCapabilities(flags: number): string | undefined {
    if (this.#step !== 'capabilities') return 'capabilities out of order';
    this.#capabilities = flags;
    this.#step = 'ready';
    this.#send(encodeCapabilitiesResponse(this.#next()));
    this.#send(encodeMaximumInfo(this.#next(), this.#size.mostPages));
    return undefined;
  }

  /** The guest gives pages, fewer than asked where it has no more. */
  #onBallooned(
    memory: GuestMemory,
    {ranges, more}: Extract<GuestMemoryMessage, {type: 'ballooned'}>,
  ): string | undefined {
    const request = this.#request;
    if (request?.kind !== 'balloon') return 'pages that were not asked for';
    if (!this.#pages.owns(ranges, request.pages)) return 'pages that the guest does not own';
    this.#pages.take(ranges);
    for (const range of ranges) wipe(memory, range);
    const given = ranges.reduce((sum, {count}) => sum + count, 0);
    if (more && given === 0) return 'an answer without an end';
    const left = request.pages - given;
    this.#request = more ? {kind: 'balloon', pages: left} : undefined;
    // Less than asked: the guest has no more to give. It is asked again when management says so.
    if (!more && left > 0) this.#target = undefined;
    return undefined;
  }

  #onHotAdded(pages: number): string | undefined {
    const request = this.#request;
    if (request?.kind !== 'hotAdd') return 'an answer to nothing';
    if (pages > request.pages) return 'more pages than were offered';
    this.#request = undefined;
    this.#pages.grow(pages);
    if (pages < request.pages) this.#canHotAdd = false;
    return undefined;
  }

  /** The next step towards the target; none while an answer is awaited. */
  #move(): void {
    const target = this.#target;
    if (target === undefined || this.#step !== 'ready' || this.#request) return;
    const {assigned, ballooned, present} = this.#pages;
    if (target < assigned) this.#balloon(Math.min(assigned - target, REQUEST_PAGES));
    else if (target > assigned && ballooned > 0) this.#unballoon(target - assigned);
    else if (target > assigned) this.#hotAdd(Math.min(target, this.#size.mostPages) - present);
  }

  #balloon(pages: number): void {
    if ((this.#capabilities & Capability.Balloon) === 0) return;
    if (this.#send(encodeBalloonRequest(this.#next(), pages)))
      this.#request = {kind: 'balloon', pages};
  }

  #unballoon(pages: number): void {
    const runs = this.#pages
      .runs(pages)
      .flatMap(run => [...rangesOf(run)])
      .slice(0, RANGES_MAX);
    if (!this.#send(encodeUnballoonRequest(this.#next(), runs, false))) return;
    this.#pages.give(runs);
    this.#request = {kind: 'unballoon', pages: runs.reduce((sum, {count}) => sum + count, 0)};
  }

  #hotAdd(pages: number): void {
    if ((this.#capabilities & Capability.HotAdd) === 0 || !this.#canHotAdd) return;
    const unit = Math.max(UNIT_PAGES, hotAddUnit(this.#capabilities));
    const count = Math.min(pages - (pages % unit), Math.max(REQUEST_PAGES, unit));
    if (count <= 0 || this.#pages.present % unit !== 0) return;
    const range = {first: this.#pages.present, count};
    if (this.#send(encodeHotAddRequest(this.#next(), range)))
      this.#request = {kind: 'hotAdd', pages: count};
  }

  #send(payload: Uint8Array): boolean {
    return this.#channel?.send({payload}) === 'sent';
  }

  #next(): number {
    this.#transaction = (this.#transaction + 1) >>> 0;
    return this.#transaction;
  }
}

/** Bits 5:2 say how new memory must be aligned, as a power of two in MiB. */
function hotAddUnit(capabilities: number): number {
  return 256 << ((capabilities >>> 2) & 15);
}

const ZEROS = Buffer.alloc(PAGE_SIZE);

/** Clears what is not clear: a page that was never touched stays without host memory. */
function wipe(memory: GuestMemory, {first, count}: PageRange): void {
  for (let page = first; page < first + count; page++) {
    const bytes = memory.page(page);
    if (ZEROS.equals(bytes)) continue;
    bytes.fill(0);
    memory.wrote(page * PAGE_SIZE, PAGE_SIZE);
  }
}
