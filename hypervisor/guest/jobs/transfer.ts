/**
 * Block transfers: `disk write`, `disk read`, `disk verify`, `disk random` and `load disk`.
 *
 * Several requests are under way at once, each with its own buffer of neighbouring pages. The
 * pattern of a block follows from its place and a number, so that `verify` needs no second copy.
 */
import type {BlockRequest, GuestDisk} from '../drivers/storvsc.ts';
import {gpaOf} from '../memory-map.ts';
import type {JobBase} from './job.ts';
import type {JobHost, JobKind} from './job-host.ts';

/** In 100 ns. */
const SECOND = 10_000_000;
/** 1 ms. */
const RETRY = 10_000;
/** Bytes submitted or compared in one slice: some 50 microseconds. */
const SLICE_BYTES = 64 * 1024;

export type TransferMode = 'read' | 'write' | 'verify' | 'random';

export interface Transfer extends JobBase {
  kind: 'transfer';
  mode: TransferMode;
  disk: GuestDisk;
  /** First byte, and bytes in all. `endless` takes the whole disk, again and again. */
  offset: number;
  length: number;
  endless: boolean;
  /** Bytes a second, 0 for no limit. */
  rate: number;
  chunk: number;
  pattern: number;
  started: number;
  /** Bytes submitted, done. */
  submitted: number;
  done: number;
  slots: Slot[];
  failure: string | undefined;
  stopped: boolean;
}

/** One buffer, and what is under way with it. */
interface Slot {
  page: number;
  pages: number;
  /** Byte offset and length on the disk; length 0: idle. */
  offset: number;
  length: number;
  /** Read and waiting to be compared. */
  unchecked: boolean;
}

export const transfer: JobKind<Transfer> = {
  run(job, host) {
    job.wake = 'io';
    const {name} = job.disk;
    if (!host.storage.disks.some(disk => disk.name === name)) job.failure ??= 'the disk is gone';
    for (let bytes = 0; bytes < SLICE_BYTES; bytes += job.chunk) {
      const check = job.mode === 'verify' && job.slots.find(slot => slot.unchecked);
      if (check) verify(job, check, host);
      else if (!submitNext(job, host)) break;
      job.wake = 'now';
    }
    // Nobody will wake the job if none of its requests is under way: the ring was full.
    if (job.wake === 'io' && job.slots.every(slot => slot.length === 0)) {
      job.wake = host.time() + RETRY;
    }
    return endIfDone(job, host);
  },

  onBlock(job, tag, ok, host) {
    const slot = job.slots[tag];
    if (!slot) return false;
    job.wake = 'now';
    if (!ok) job.failure ??= `I/O error at byte ${slot.offset}`;
    if (ok && job.mode === 'verify') {
      slot.unchecked = true;
      return false;
    }
    if (ok) job.done += slot.length;
    release(slot);
    return endIfDone(job, host);
  },

  /** What is under way still ends, and then the job does. */
  stop(job, host) {
    job.stopped = true;
    for (const slot of job.slots) if (slot.unchecked) release(slot);
    return endIfDone(job, host);
  },
};

/** Buffers for a new transfer; undefined: out of memory. */
export function allocateSlots(depth: number, chunk: number, host: JobHost): Slot[] | undefined {
  const slots: Slot[] = [];
  const pages = Math.ceil(chunk / gpaOf(1));
  for (let i = 0; i < depth; i++) {
    const page = host.pages.allocate(pages);
    if (page === undefined) {
      for (const slot of slots) host.pages.free(slot.page, slot.pages);
      return undefined;
    }
    slots.push({page, pages, offset: 0, length: 0, unchecked: false});
  }
  return slots;
}

/** True: one more request is under way. */
function submitNext(job: Transfer, host: JobHost): boolean {
  const tag = idleSlot(job.slots);
  const slot = job.slots[tag];
  const left = job.endless ? job.chunk : job.length - job.submitted;
  if (!slot || left <= 0 || job.failure !== undefined || job.stopped) return false;
  if (job.rate > 0) {
    const due = job.started + (job.submitted / job.rate) * SECOND;
    if (due > host.time()) {
      job.wake = due;
      return false;
    }
  }
  const length = Math.min(job.chunk, left);
  const offset = nextOffset(job, length, host);
  if (job.mode === 'write') fill(job, slot, offset, length, host);
  const {lun, sectorSize} = job.disk;
  const request: BlockRequest = {
    lun,
    write: job.mode === 'write',
    lba: offset / sectorSize,
    blocks: length / sectorSize,
    sectorSize,
    page: slot.page,
    job: job.id,
    tag,
  };
  if (!host.storage.submit(request)) return false;
  slot.offset = offset;
  slot.length = length;
  job.submitted += length;
  return true;
}

/** -1 if all are in use. */
function idleSlot(slots: readonly Slot[]): number {
  for (let index = 0; index < slots.length; index++) if (slots[index]?.length === 0) return index;
  return -1;
}

function nextOffset(job: Transfer, length: number, host: JobHost): number {
  const range = job.disk.sectors * job.disk.sectorSize;
  const places = Math.floor(range / job.chunk);
  if (job.mode === 'random') return Math.floor(host.random() * places) * job.chunk;
  if (!job.endless) return job.offset + job.submitted;
  return job.submitted % (places * length);
}

/** The word at a byte offset of the disk. */
function patternWord(offset: number, pattern: number): number {
  return (Math.imul((offset / 4) | 0, 0x9e3779b1) ^ Math.imul(pattern, 0x85ebca6b)) | 0;
}

function wordsOf(slot: Slot, length: number, host: JobHost): Int32Array {
  const first = gpaOf(slot.page) >> 2;
  return host.memory.words.subarray(first, first + length / 4);
}

function fill(job: Transfer, slot: Slot, offset: number, length: number, host: JobHost): void {
  const words = wordsOf(slot, length, host);
  for (let i = 0; i < words.length; i++) words[i] = patternWord(offset + i * 4, job.pattern);
}

function verify(job: Transfer, slot: Slot, host: JobHost): void {
  const words = wordsOf(slot, slot.length, host);
  for (let i = 0; i < words.length; i++) {
    if (words[i] === patternWord(slot.offset + i * 4, job.pattern)) continue;
    job.failure ??= `first difference at byte ${slot.offset + i * 4}`;
    break;
  }
  job.done += slot.length;
  release(slot);
}

function release(slot: Slot): void {
  slot.length = 0;
  slot.unchecked = false;
}

/** True: nothing is under way and nothing is left to do; the buffers are given back. */
function endIfDone(job: Transfer, host: JobHost): boolean {
  const complete = !job.endless && job.done >= job.length;
  const over = job.stopped || job.failure !== undefined || complete;
  if (!over || job.slots.some(slot => slot.length > 0)) return false;
  for (const slot of job.slots) host.pages.free(slot.page, slot.pages);
  if (!job.stopped) report(job, host);
  return true;
}

function report(job: Transfer, host: JobHost): void {
  if (job.failure !== undefined) {
    host.print(`disk: ${job.disk.name}: ${job.failure}\n`);
    return;
  }
  const seconds = Math.max(host.time() - job.started, 1) / SECOND;
  const requests = Math.ceil(job.done / job.chunk);
  const rate = (job.done / 2 ** 20 / seconds).toFixed(1);
  const verb = {read: 'read', write: 'wrote', verify: 'verified', random: 'read at random'}[
    job.mode
  ];
  const amount = `${verb} ${job.done} bytes`;
  const perSecond = Math.round(requests / seconds);
  host.print(`${amount} in ${seconds.toFixed(6)} s, ${rate} MB/s, ${perSecond} requests/s\n`);
}
