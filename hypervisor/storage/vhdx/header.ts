/**
 * The two headers of a VHDX file: which log and which writes the file is of.
 *
 * The valid one with the higher sequence number counts. A change is written over the other one and
 * flushed, then over the first, so that at every moment one valid header is on the disk.
 * Source: [MS-VHDX] 2.2, hyperv-wire.md 7.2.
 */
import {
  bytes,
  guid,
  layout,
  type LayoutValues,
  reserved,
  u16,
  u32,
  u64,
} from '../../wire/layout.ts';
import type {DiskFile} from '../disk-file.ts';
import {DiskImageError} from '../disk-image.ts';
import {crc32c} from './crc32c.ts';

export const MIB = 0x100000;
export const NO_GUID = '00000000-0000-0000-0000-000000000000';

const HEADER_SIZE = 4096;
const PLACES = [0x10000, 0x20000] as const;
const SIGNATURE = Uint8Array.from(Buffer.from('head'));
const CHECKSUM_AT = 4;
const VERSION = 1;
/** More is refused: no writer needs it and reading it back takes memory. */
const MAX_LOG = 0x40000000;

const HEADER = layout(HEADER_SIZE, {
  signature: bytes(0, 4),
  checksum: u32(CHECKSUM_AT),
  sequence: u64(8),
  fileWriteGuid: guid(16),
  /** New before the first change that the disk's user can see: children compare it. */
  dataWriteGuid: guid(32),
  /** Which entries of the log count; zero when there are none. */
  logGuid: guid(48),
  logVersion: u16(64),
  version: u16(66),
  logLength: u32(68),
  logOffset: u64(72),
  reserved: reserved(80, HEADER_SIZE - 80),
});

export type VhdxHeader = LayoutValues<typeof HEADER>;
export type HeaderChange = Partial<Pick<VhdxHeader, 'fileWriteGuid' | 'dataWriteGuid' | 'logGuid'>>;

function encode(header: Partial<VhdxHeader>): Uint8Array {
  const encoded = HEADER.encode({...header, signature: SIGNATURE, version: VERSION, checksum: 0});
  new DataView(encoded.buffer).setUint32(CHECKSUM_AT, crc32c(encoded), true);
  return encoded;
}

function headerAt(file: DiskFile, place: number): VhdxHeader | undefined {
  const block = new Uint8Array(HEADER_SIZE);
  file.read(place, block);
  const header = HEADER.read(block);
  if (Buffer.compare(header.signature, SIGNATURE) !== 0) return undefined;
  return header.checksum === crc32c(block, CHECKSUM_AT) ? header : undefined;
}

/** The headers of an open file. */
export class Headers {
  readonly #file: DiskFile;
  #current: VhdxHeader;
  /** Index of the place of the current one. */
  #place: number;

  /** Throws DiskImageError (`corrupt`, `unsupported`). */
  constructor(file: DiskFile) {
    this.#file = file;
    const [first, second] = [headerAt(file, PLACES[0]), headerAt(file, PLACES[1])];
    const useFirst = first !== undefined && (!second || first.sequence >= second.sequence);
    const current = useFirst ? first : second;
    if (!current) throw new DiskImageError('corrupt', file.path, 'both headers are damaged');
    this.#current = current;
    this.#place = useFirst ? 0 : 1;
    this.#check();
  }

  get current(): VhdxHeader {
    return this.#current;
  }

  /** Makes a change true on stable storage, in both headers. */
  update(change: HeaderChange): void {
    for (let copy = 0; copy < PLACES.length; copy++) {
      const next = {...this.#current, ...change, sequence: this.#current.sequence + 1n};
      const place = 1 - this.#place;
      this.#file.write(PLACES[place] ?? 0, encode(next));
      this.#file.flush();
      this.#current = next;
      this.#place = place;
    }
  }

  #check(): void {
    const {version, logVersion, logLength, logOffset, logGuid} = this.#current;
    const {path} = this.#file;
    if (version !== VERSION)
      throw new DiskImageError('unsupported', path, `VHDX version ${version} can not be opened`);
    if (logGuid === NO_GUID) return;
    if (logVersion !== 0)
      throw new DiskImageError(
        'unsupported',
        path,
        `a log of version ${logVersion} can not be read`,
      );
    const isPlaced =
      logLength > 0 &&
      logLength % MIB === 0 &&
      logLength <= MAX_LOG &&
      logOffset % BigInt(MIB) === 0n &&
      logOffset >= BigInt(MIB) &&
      logOffset <= BigInt(this.#file.size() - logLength);
    if (!isPlaced) throw new DiskImageError('corrupt', path, 'the log lies outside the file');
  }
}

/** Writes both headers of a new file. */
export function formatHeaders(file: DiskFile, header: Partial<VhdxHeader>): void {
  PLACES.forEach((place, index) => {
    file.write(place, encode({...header, sequence: BigInt(index + 1)}));
  });
}
