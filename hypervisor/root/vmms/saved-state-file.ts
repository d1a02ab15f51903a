/**
 * The file of a saved machine: what its processors, bus and devices go on from, and its memory.
 *
 *     "HVSHSAVE"  u32 version  u32 length of the state  state (V8's structured clone)
 *     then for each run of pages that are not zero: f64 offset, f64 length, bytes; an offset of -1 ends it
 *
 * Written beside and renamed when it is on the disk, so that a file of the name is whole. It lies in
 * the machine's own folder and is as trusted as its configuration.
 */
import {closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, writeSync} from 'node:fs';
import path from 'node:path';
import {deserialize, serialize} from 'node:v8';
import {flushFolder} from './atomic-file.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

const MAGIC = Buffer.from('HVSHSAVE');
const VERSION = 2;
const HEAD = MAGIC.length + 8;
const RUN_HEAD = 16;
const PAGE = 4096;
/** Longest run written at once. */
const RUN_PAGES = 1024;
const END = -1;

export function writeSavedState(file: string, state: unknown, memory: Uint8Array): void {
  const draft = `${file}.new`;
  try {
    const fd = openSync(draft, 'w', 0o600);
    try {
      writeAll(fd, headed(serialize(state)));
      for (const {offset, length} of nonZeroRuns(memory)) {
        writeAll(fd, runHead(offset, length));
        writeAll(fd, memory.subarray(offset, offset + length));
      }
      writeAll(fd, runHead(END, 0));
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, {force: true});
    throw error;
  }
  flushFolder(path.dirname(file));
}

function headed(state: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  MAGIC.copy(head);
  head.writeUInt32LE(VERSION, MAGIC.length);
  head.writeUInt32LE(state.length, MAGIC.length + 4);
  return Buffer.concat([head, state]);
}

function runHead(offset: number, length: number): Buffer {
  const head = Buffer.alloc(RUN_HEAD);
  head.writeDoubleLE(offset, 0);
  head.writeDoubleLE(length, 8);
  return head;
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
}

const ZEROS = Buffer.alloc(PAGE);

function* nonZeroRuns(memory: Uint8Array): Iterable<{offset: number; length: number}> {
  const isZero = (at: number): boolean => ZEROS.compare(memory, at, at + PAGE) === 0;
  for (let at = 0; at < memory.length; ) {
    if (isZero(at)) {
      at += PAGE;
      continue;
    }
    const offset = at;
    while (at < memory.length && at - offset < RUN_PAGES * PAGE && !isZero(at)) at += PAGE;
    yield {offset, length: at - offset};
  }
}

/** The state; the pages are read into `memory`, which holds zeros. Throws VmmsError for a damaged file. */
export function readSavedState(file: string, memory: Uint8Array): unknown {
  const fd = openSync(file, 'r');
  try {
    const head = readExactly(fd, HEAD, file);
    if (
      !head.subarray(0, MAGIC.length).equals(MAGIC) ||
      head.readUInt32LE(MAGIC.length) !== VERSION
    )
      throw damaged(file);
    const state: unknown = deserialize(readExactly(fd, head.readUInt32LE(MAGIC.length + 4), file));
    for (;;) {
      const run = readExactly(fd, RUN_HEAD, file);
      const [offset, length] = [run.readDoubleLE(0), run.readDoubleLE(8)];
      if (offset === END) return state;
      if (!(offset >= 0 && length > 0 && offset + length <= memory.length)) throw damaged(file);
      memory.set(readExactly(fd, length, file), offset);
    }
  } finally {
    closeSync(fd);
  }
}

function readExactly(fd: number, length: number, file: string): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const got = readSync(fd, bytes, at, length - at, null);
    if (got === 0) throw damaged(file);
    at += got;
  }
  return bytes;
}

function damaged(file: string): VmmsError {
  return new VmmsError(RETURN.Failed, `The saved state in ${file} is damaged.`);
}
