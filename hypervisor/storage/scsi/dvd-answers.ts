/**
 * Parameter data of a DVD drive: table of contents, features, events, pages (hyperv-wire.md 4.5, MMC).
 * Functions from the drive's state to bytes; dvd.ts decides which is asked for.
 */

export const DVD_BLOCK = 2048;

const PROFILE = {CdRom: 0x0008, DvdRom: 0x0010} as const;
/** Addresses in minutes, seconds and frames begin with two seconds of lead-in. */
const LEAD_IN_FRAMES = 150;
const FRAMES_PER_SECOND = 75;
const LEAD_OUT = 0xaa;
const DATA_TRACK = 0x14;
const DEVICE_INQUIRY = [0x05, 0x80, 0, 2, 31];

export function dvdInquiry(vendor: string): Uint8Array {
  const bytes = new Uint8Array(36);
  bytes.set(DEVICE_INQUIRY);
  bytes.set(Buffer.from(`${vendor}Virtual DVD-ROM 1.0 `), 8);
  return bytes;
}

/** The disc's one data track and the end of it. `isMsf`: addresses in minutes, seconds, frames. */
export function tableOfContents(blocks: number, isMsf: boolean, firstTrack: number): Uint8Array {
  const rows = [...(firstTrack <= 1 ? [track(1, 0, isMsf)] : []), track(LEAD_OUT, blocks, isMsf)];
  return Uint8Array.from([0, 2 + rows.length * 8, 1, 1, ...rows.flat()]);
}

/** First and last session. */
export function sessionInformation(isMsf: boolean): Uint8Array {
  return Uint8Array.from([0, 10, 1, 1, ...track(1, 0, isMsf)]);
}

function track(number: number, block: number, isMsf: boolean): number[] {
  return [0, DATA_TRACK, number, 0, ...(isMsf ? msf(block) : u32(block))];
}

function msf(block: number): number[] {
  const frames = block + LEAD_IN_FRAMES;
  const seconds = Math.floor(frames / FRAMES_PER_SECOND);
  return [0, Math.floor(seconds / 60) & 0xff, seconds % 60, frames % FRAMES_PER_SECOND];
}

function u32(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff];
}

interface Feature {
  readonly code: number;
  readonly version: number;
  readonly isPersistent: boolean;
  /** Only with a disc. */
  readonly needsDisc?: boolean;
  data(hasDisc: boolean): number[];
}

const FEATURES: readonly Feature[] = [
  {
    code: 0x0000, // profiles
    version: 0,
    isPersistent: true,
    data: hasDisc => [...profile(PROFILE.DvdRom, hasDisc), ...profile(PROFILE.CdRom, false)],
  },
  {code: 0x0001, version: 2, isPersistent: true, data: () => [0, 0, 0, 1, 1, 0, 0, 0]}, // core, SCSI
  {code: 0x0002, version: 1, isPersistent: true, data: () => [2, 0, 0, 0]}, // morphing
  {code: 0x0003, version: 0, isPersistent: true, data: () => [0x29, 0, 0, 0]}, // tray, eject, lock
  {
    code: 0x0010, // random readable: block, blocks for one error correction
    version: 0,
    isPersistent: false,
    needsDisc: true,
    data: () => [...u32(DVD_BLOCK), 0, 16, 0, 0],
  },
  {code: 0x001e, version: 2, isPersistent: false, data: () => [0, 0, 0, 0]}, // reads CD
  {code: 0x001f, version: 0, isPersistent: false, needsDisc: true, data: () => []}, // reads DVD
  {code: 0x0100, version: 0, isPersistent: true, data: () => []}, // power management
  {code: 0x0105, version: 0, isPersistent: true, data: () => []}, // time-out
  {code: 0x0107, version: 0, isPersistent: false, needsDisc: true, data: () => [0, 0, 0, 0]}, // streaming
];

function profile(code: number, isCurrent: boolean): number[] {
  return [code >>> 8, code & 0xff, isCurrent ? 1 : 0, 0];
}

/** What GET CONFIGURATION asks for. */
export const FeatureRequest = {All: 0, Current: 1, One: 2} as const;

export function configuration(request: number, first: number, hasDisc: boolean): Uint8Array {
  const isCurrent = (feature: Feature): boolean =>
    feature.needsDisc ? hasDisc : feature.code !== 0x001e;
  const wanted = FEATURES.filter(feature => {
    if (request === FeatureRequest.One) return feature.code === first;
    return feature.code >= first && (request === FeatureRequest.All || isCurrent(feature));
  });
  const body = wanted.flatMap(feature => {
    const data = feature.data(hasDisc);
    const flags =
      (feature.version << 2) | (feature.isPersistent ? 2 : 0) | (isCurrent(feature) ? 1 : 0);
    return [feature.code >>> 8, feature.code & 0xff, flags, data.length, ...data];
  });
  const current = hasDisc ? PROFILE.DvdRom : 0;
  return Uint8Array.from([...u32(body.length + 4), 0, 0, current >>> 8, current & 0xff, ...body]);
}

/** Media events of GET EVENT STATUS NOTIFICATION. */
export const MediaEvent = {None: 0, New: 2, Removed: 3} as const;

const MEDIA_CLASS = 4;

/** The media event; without that class asked for, a header that says that there is none. */
export function eventStatus(
  classes: number,
  event: number,
  state: {isOpen: boolean; hasDisc: boolean},
): Uint8Array {
  if ((classes & (1 << MEDIA_CLASS)) === 0) return Uint8Array.of(0, 2, 0x80, 1 << MEDIA_CLASS);
  const status = (state.isOpen ? 1 : 0) | (state.hasDisc ? 2 : 0);
  return Uint8Array.of(0, 6, MEDIA_CLASS, 1 << MEDIA_CLASS, event, status, 0, 0);
}

/** A complete disc of one session. */
export function discInformation(): Uint8Array {
  const bytes = new Uint8Array(34);
  bytes.set([0, 32, 0x0e, 1, 1, 1, 1, 0x20]);
  return bytes;
}

export function trackInformation(blocks: number): Uint8Array {
  const bytes = new Uint8Array(36);
  bytes.set([0, 34, 1, 1, 0, 4, 1]);
  bytes.set(u32(blocks), 24);
  return bytes;
}

/** Physical format of the disc: DVD-ROM, one layer, data from sector 0x30000 on. */
export function discStructure(blocks: number): Uint8Array {
  const bytes = new Uint8Array(4 + 2048);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, bytes.length - 2);
  bytes.set([0x01, 0x0f, 0x01, 0x00], 4);
  view.setUint32(8, 0x30000);
  view.setUint32(12, 0x30000 + blocks - 1);
  return bytes;
}

/** One speed over the whole disc: 16 times DVD, in 1000 bytes a second. */
export function performance(blocks: number): Uint8Array {
  const bytes = new Uint8Array(24);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length - 4);
  view.setUint32(12, SPEED);
  view.setUint32(16, Math.max(0, blocks - 1));
  view.setUint32(20, SPEED);
  return bytes;
}

const SPEED = 22160;

/** No buffer is kept: all of it is free. */
export function bufferCapacity(): Uint8Array {
  return Uint8Array.of(0, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}

export function mechanismStatus(isOpen: boolean): Uint8Array {
  return Uint8Array.of(0, isOpen ? 0x10 : 0, 0, 0, 0, 1, 0, 0);
}

const PAGES: Readonly<Record<number, readonly number[]>> = {
  0x01: [0x01, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  0x1a: [0x1a, 0x0a, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
  0x1d: [0x1d, 0x08, 0, 0, 0, 0, 0, 0, 0, 0],
};

/** Header of 8 bytes and the page, or all pages (3F); undefined: there is no such page. */
export function dvdModePages(page: number): Uint8Array | undefined {
  const body = page === 0x3f ? Object.values(PAGES).flat() : PAGES[page];
  if (!body) return undefined;
  return Uint8Array.from([0, 6 + body.length, 0, 0, 0, 0, 0, 0, ...body]);
}
