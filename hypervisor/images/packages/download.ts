/**
 * Loads files over HTTP to where they stay, and goes on where an earlier load was cut off.
 *
 * A file under its own name is complete and has the digest asked for; what is still coming ends in `.part`.
 */
import {createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync} from 'node:fs';
import path from 'node:path';
import {Readable} from 'node:stream';
import {pipeline} from 'node:stream/promises';
import {setTimeout as sleep} from 'node:timers/promises';
import {ImageError} from '../image-error.ts';
import {fileDigest} from './package-source.ts';

export interface Download {
  readonly url: string;
  readonly file: string;
  /** Hex digits. */
  readonly sha256: string;
  readonly bytes: number;
}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  /** Bytes of the file that are there. */
  readonly onBytes?: (bytes: number) => void;
}

/** In a row, without a byte more than before. */
const ATTEMPTS = 3;
const PAUSE_MS = 500;

/** Settles when the file is there and right. Throws ImageError. */
export async function download(wanted: Download, options: DownloadOptions): Promise<void> {
  const {file, sha256, bytes} = wanted;
  if (existsSync(file) && (await fileDigest(file, options.signal)) === sha256) return;
  mkdirSync(path.dirname(file), {recursive: true, mode: 0o700});
  const part = `${file}.part`;
  for (let attempt = 1; ; attempt++) {
    const had = partSize(part);
    try {
      if (partSize(part) > bytes) rmSync(part);
      if (partSize(part) < bytes) await load(wanted, part, options);
      if (partSize(part) === bytes && (await fileDigest(part, options.signal)) === sha256) break;
      rmSync(part, {force: true});
      throw new ImageError('unverified', `${wanted.url} is not what its index says: ${sha256}.`);
    } catch (error) {
      options.signal.throwIfAborted();
      if (partSize(part) > had) attempt = 0;
      if (attempt >= ATTEMPTS || (error instanceof ImageError && error.kind === 'notFound'))
        throw unreachable(wanted.url, error);
      await sleep(PAUSE_MS * attempt, undefined, {signal: options.signal});
    }
  }
  renameSync(part, file);
}

function partSize(part: string): number {
  return statSync(part, {throwIfNoEntry: false})?.size ?? 0;
}

async function load(
  {url, bytes}: Download,
  part: string,
  {signal, onBytes}: DownloadOptions,
): Promise<void> {
  const have = partSize(part);
  const response = await request(url, signal, have > 0 ? {range: `bytes=${have}-`} : {});
  //                  A server that does not know ranges sends everything.
  const goesOn = response.status === 206;
  let done = goesOn ? have : 0;
  const counted = async function* (pieces: AsyncIterable<Uint8Array>) {
    for await (const piece of pieces) {
      done += piece.length;
      if (done > bytes) throw new ImageError('unverified', `${url} is longer than its index says.`);
      onBytes?.(done);
      yield piece;
    }
  };
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  const target = createWriteStream(part, {flags: goesOn ? 'a' : 'w', mode: 0o600});
  await pipeline(body, counted, target, {signal});
}

/** A small file whole. Throws ImageError. */
export async function fetchBytes(url: string, limit: number, signal: AbortSignal): Promise<Buffer> {
  try {
    const response = await request(url, signal, {});
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) {
      size += piece.length;
      if (size > limit) throw new ImageError('unverified', `${url} has more than ${limit} bytes.`);
      pieces.push(piece);
    }
    return Buffer.concat(pieces);
  } catch (error) {
    signal.throwIfAborted();
    throw unreachable(url, error);
  }
}

async function request(
  url: string,
  signal: AbortSignal,
  headers: Record<string, string>,
): Promise<Response> {
  const response = await fetch(url, {signal, headers});
  if (response.ok && response.body) return response;
  await response.body?.cancel();
  const kind = response.status === 404 ? 'notFound' : 'unreachable';
  throw new ImageError(kind, `${url} can not be loaded: HTTP ${response.status}.`);
}

function unreachable(url: string, error: unknown): ImageError {
  if (error instanceof ImageError) return error;
  const {message, cause} = error as Error;
  const reason = cause instanceof Error ? cause.message : message;
  return new ImageError('unreachable', `${url} can not be loaded: ${reason}.`, error);
}
