/**
 * The guest's end of dynamic memory: gives pages to the host, takes them back, adds new ones, and
 * says how many it uses. Source: hyperv-wire.md 6.5.
 */
import {
  Capability,
  DYNAMIC_MEMORY_CLASS,
  DYNAMIC_MEMORY_VERSIONS,
  encodeBalloonResponse,
  encodeCapabilities,
  encodeHotAddResponse,
  encodeStatus,
  encodeUnballoonResponse,
  encodeVersionRequest,
  type PageRange,
  parseHostMemory,
  RANGES_MAX,
} from '../../root/vsp/dynamic-memory/protocol.ts';
import type {PageAllocator} from '../page-allocator.ts';
import type {GuestChannel, IncomingPacket} from '../vmbus/channel.ts';
import type {Driver} from './driver.ts';

/** Runs that are looked for, longest first. */
const RUNS = [512, 64, 8, 1] as const;
/** Pages that are never given away: 1 MiB. */
const FLOOR = 256;
/** Between two reports: 1 s. */
const REPORT_TIME = 10_000_000;

export interface BalloonState {
  step: 'version' | 'capabilities' | 'ready';
  transaction: number;
  /** Pages in the balloon. */
  pages: number;
  reported: number;
  reportedAt: number;
}

function newBalloonState(): BalloonState {
  return {step: 'version', transaction: 0, pages: 0, reported: -1, reportedAt: -REPORT_TIME};
}

export class BalloonDriver implements Driver {
  readonly interfaceId = DYNAMIC_MEMORY_CLASS;
  readonly name = 'hv_balloon';
  readonly ringPages = 5;
  readonly #pages: PageAllocator;
  readonly #log: (text: string) => void;
  readonly state: BalloonState;
  #channel: GuestChannel | undefined;

  constructor(pages: PageAllocator, log: (text: string) => void, state = newBalloonState()) {
    this.#pages = pages;
    this.#log = log;
    this.state = state;
  }

  onOpen(channel: GuestChannel, restored: boolean): void {
    this.#channel = channel;
    if (restored) return;
    const [newest = 0] = DYNAMIC_MEMORY_VERSIONS;
    this.#send(encodeVersionRequest(this.#next(), newest, true));
  }

  onClose(): void {
    this.#channel = undefined;
    this.state.step = 'version';
  }

  /** Says what is used when that changed; answers when it wants to be asked again, 100 ns. */
  report(now: number): number | undefined {
    const {state} = this;
    const {usedPages, freePages} = this.#pages;
    if (state.step !== 'ready' || usedPages === state.reported) return undefined;
    if (now < state.reportedAt + REPORT_TIME) return state.reportedAt + REPORT_TIME;
    if (this.#send(encodeStatus(this.#next(), {available: freePages, committed: usedPages}))) {
      state.reported = usedPages;
      state.reportedAt = now;
    }
    return undefined;
  }

  onPacket(packet: IncomingPacket): void {
    const message = parseHostMemory(packet.payload());
    switch (message?.type) {
      case 'version':
        this.state.step = 'capabilities';
        if (message.accepted)
          this.#send(
            encodeCapabilities(this.#next(), Capability.Balloon | Capability.HotAdd, FLOOR),
          );
        break;
      case 'capabilities':
        if (message.accepted) this.state.step = 'ready';
        break;
      case 'balloon':
        this.#inflate(message.pages);
        break;
      case 'unballoon':
        for (const {first, count} of message.ranges) this.#pages.free(first, count);
        this.state.pages -= message.ranges.reduce((sum, {count}) => sum + count, 0);
        if (!message.more) this.#send(encodeUnballoonResponse(this.#next()));
        break;
      case 'hotAdd': {
        const added = this.#pages.grow(message.range.count);
        this.#log(`hv_balloon: ${added} pages added`);
        this.#send(encodeHotAddResponse(this.#next(), added));
        break;
      }
    }
  }

  /** In as many messages as its runs need; the last says so. */
  #inflate(wanted: number): void {
    const runs: PageRange[] = [];
    let left = Math.min(wanted, Math.max(0, this.#pages.freePages - FLOOR));
    for (const run of RUNS) {
      while (left >= run) {
        const first = this.#pages.reserve(run);
        if (first === undefined) break;
        runs.push({first, count: run});
        left -= run;
      }
    }
    this.state.pages += runs.reduce((sum, {count}) => sum + count, 0);
    for (let at = 0; at === 0 || at < runs.length; at += RANGES_MAX) {
      const part = runs.slice(at, at + RANGES_MAX);
      this.#send(encodeBalloonResponse(this.#next(), part, at + RANGES_MAX < runs.length));
    }
  }

  #send(payload: Uint8Array): boolean {
    return this.#channel?.send({payload}) ?? false;
  }

  #next(): number {
    this.state.transaction = (this.state.transaction + 1) >>> 0;
    return this.state.transaction;
  }
}
