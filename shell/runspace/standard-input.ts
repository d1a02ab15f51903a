/**
 * Standard input of the process, on whichever thread asks for it: whole, or as it comes.
 *
 * The main thread has Node's own stream. Other threads have none, so one is made over the descriptor. Neither reads
 * while it is paused: child processes find the rest.
 */
import {EventEmitter} from 'node:events';
import {fstatSync, readSync} from 'node:fs';
import type {OnReadOpts, Socket} from 'node:net';
import type * as Net from 'node:net';
import type * as Tty from 'node:tty';
import {isMainThread} from 'node:worker_threads';
import {isTerminal} from '../session/terminal.ts';

const CHUNK_BYTES = 64 * 1024;
/** Pause before an empty pipe is tried again, in ms. */
const RETRY_MS = 5;

/** What is used of a stream. */
export interface StandardInput {
  readonly isTTY?: boolean;
  setRawMode?(raw: boolean): unknown;
  on(event: 'data', listener: (data: Buffer | string) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  off(event: 'data' | 'end', listener: (data: Buffer) => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

let made: StandardInput | null = null;

export function standardInput(): StandardInput {
  made ??= isMainThread ? process.stdin : openStream();
  return made;
}

/** Standard input up to its end, as text. Blocks. */
export function standardInputText(): string {
  const parts: Buffer[] = [];
  for (let part = readSome(); part.length > 0; part = readSome()) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** The next bytes; none at the end. */
function readSome(): Buffer {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(0, chunk));
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code !== 'EAGAIN') return chunk.subarray(0, 0);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

function openStream(): StandardInput {
  if (isTerminal(0)) {
    const {ReadStream} = require('node:tty') as typeof Tty;
    // A terminal is a socket to Node, and takes a socket's options.
    const Terminal = ReadStream as new (fd: number, options: object) => Tty.ReadStream;
    return pausable(onread => new Terminal(0, {onread}));
  }
  if (!isStreaming()) return new FileInput();
  const net = require('node:net') as typeof Net;
  const Pipe = net.Socket as new (options: object) => Socket;
  return pausable(onread => new Pipe({fd: 0, writable: false, onread}));
}

/** Is it a pipe or a socket, at which reading may have to wait? */
function isStreaming(): boolean {
  try {
    const stat = fstatSync(0);
    return stat.isFIFO() || stat.isSocket();
  } catch {
    return false;
  }
}

/** A socket that reads into a buffer of its user is one that `pause` keeps from reading. */
function pausable(open: (onread: OnReadOpts) => Socket): StandardInput {
  const socket = open({
    buffer: Buffer.allocUnsafe(CHUNK_BYTES),
    callback(count, bytes) {
      socket.emit('data', Buffer.from(bytes.subarray(0, count)));
      return true;
    },
  });
  socket.pause();
  return socket;
}

/** A file as a stream: reading it never waits. */
class FileInput extends EventEmitter implements StandardInput {
  #isFlowing = false;

  pause(): void {
    this.#isFlowing = false;
  }

  resume(): void {
    if (this.#isFlowing) return;
    this.#isFlowing = true;
    setImmediate(() => this.#read());
  }

  #read(): void {
    while (this.#isFlowing) {
      const part = readSome();
      if (part.length > 0) this.emit('data', part);
      else {
        this.#isFlowing = false;
        this.emit('end');
      }
    }
  }
}
