/**
 * A DVD drive as a SCSI logical unit: a tray, a lock, and the image of a disc or none.
 *
 * The host changes the disc at any time; the guest hears of it by a unit attention and by GET EVENT
 * STATUS, each once. What the guest ejects is gone: `onEject` says so. Source: hyperv-wire.md 4.5.
 */
import type {DiskImage} from '../disk-image.ts';
import {blockRange, hasUnsupportedOptions} from './block-command.ts';
import type {DataBuffer} from './data-buffer.ts';
import {
  bufferCapacity,
  configuration,
  discInformation,
  discStructure,
  DVD_BLOCK,
  dvdInquiry,
  dvdModePages,
  eventStatus,
  FeatureRequest,
  MediaEvent,
  mechanismStatus,
  performance,
  sessionInformation,
  tableOfContents,
  trackInformation,
} from './dvd-answers.ts';
import {type DiskIdentity, opticalProductData, VENDOR} from './inquiry.ts';
import {ScsiOp, Sense, type SenseCode, senseData} from './protocol.ts';
import {check, good, type ScsiResult, type ScsiUnit} from './unit.ts';

interface Command {
  readonly cdb: Uint8Array;
  readonly view: DataView;
  readonly data: DataBuffer;
}

type Handler = (drive: ScsiDvd, command: Command) => ScsiResult;
/** A command that needs a disc. */
type DiscHandler = (disc: DiskImage, command: Command) => ScsiResult;

export class ScsiDvd implements ScsiUnit {
  readonly identity: DiskIdentity;
  readonly onEject: (disc: DiskImage) => void;
  #disc: DiskImage | undefined;
  isOpen = false;
  isLocked = false;
  /** Said once by GET EVENT STATUS: removal first, then the new disc. */
  readonly #events: number[] = [];
  #attention: SenseCode | undefined;

  constructor(identity: DiskIdentity, onEject: (disc: DiskImage) => void, disc?: DiskImage) {
    this.identity = identity;
    this.onEject = onEject;
    this.#disc = disc;
  }

  get disc(): DiskImage | undefined {
    return this.#disc;
  }

  /** The host puts in another disc, or takes it out; the one before is the caller's to close. */
  change(disc: DiskImage | undefined): DiskImage | undefined {
    const before = this.#disc;
    if (before) this.#events.push(MediaEvent.Removed);
    if (disc) this.#events.push(MediaEvent.New);
    this.#events.splice(0, this.#events.length - 2);
    this.#disc = disc;
    this.isOpen = false;
    this.#attention = disc ? Sense.MediumChanged : undefined;
    return before;
  }

  /** The guest opens the tray. */
  eject(): void {
    this.isOpen = true;
    const disc = this.#disc;
    if (!disc) return;
    this.#disc = undefined;
    this.#events.push(MediaEvent.Removed);
    this.#attention = undefined;
    this.onEject(disc);
  }

  execute(cdb: Uint8Array, data: DataBuffer): ScsiResult {
    const op = cdb[0] ?? 0;
    const handler = HANDLERS[op];
    const forDisc = DISC_HANDLERS[op];
    if (!handler && !forDisc) return check(Sense.InvalidOpcode);
    const attention = KEEPS_ATTENTION.has(op) ? undefined : this.takeAttention();
    if (attention) return check(attention);
    const command = {cdb, view: new DataView(cdb.buffer, cdb.byteOffset, cdb.length), data};
    try {
      if (handler) return handler(this, command);
      return this.#disc && forDisc ? forDisc(this.#disc, command) : check(this.noDisc);
    } catch {
      return check(Sense.MediumError);
    }
  }

  get noDisc(): SenseCode {
    return this.isOpen ? Sense.NoMediumTrayOpen : Sense.NoMedium;
  }

  takeAttention(): SenseCode | undefined {
    const attention = this.#attention;
    this.#attention = undefined;
    return attention;
  }

  takeEvent(): number {
    return this.#events.shift() ?? MediaEvent.None;
  }

  close(): void {
    this.#disc?.close();
  }
}

const KEEPS_ATTENTION: ReadonlySet<number> = new Set([
  ScsiOp.Inquiry,
  ScsiOp.RequestSense,
  ScsiOp.GetConfiguration,
  ScsiOp.GetEventStatus,
]);

const HANDLERS: Readonly<Record<number, Handler>> = {
  [ScsiOp.TestUnitReady]: drive => (drive.disc ? good() : check(drive.noDisc)),
  [ScsiOp.RequestSense]: (drive, {cdb, data}) =>
    give(data, senseData(drive.takeAttention() ?? Sense.None), cdb[4] ?? 0),
  [ScsiOp.Inquiry]: inquiry,
  [ScsiOp.StartStopUnit]: startStop,
  [ScsiOp.PreventRemoval]: (drive, {cdb}) => {
    drive.isLocked = ((cdb[4] ?? 0) & 1) !== 0;
    return good();
  },
  [ScsiOp.GetConfiguration]: (drive, {cdb, view, data}) => {
    const request = (cdb[1] ?? 0) & 3;
    if (request > FeatureRequest.One) return check(Sense.InvalidField);
    const bytes = configuration(request, view.getUint16(2), drive.disc !== undefined);
    return give(data, bytes, view.getUint16(7));
  },
  [ScsiOp.GetEventStatus]: (drive, {cdb, view, data}) => {
    if (((cdb[1] ?? 0) & 1) === 0) return check(Sense.InvalidField);
    const classes = cdb[4] ?? 0;
    const event = (classes & 0x10) === 0 ? MediaEvent.None : drive.takeEvent();
    const state = {isOpen: drive.isOpen, hasDisc: drive.disc !== undefined};
    return give(data, eventStatus(classes, event, state), view.getUint16(7));
  },
  [ScsiOp.ModeSense10]: (_, {cdb, view, data}) => {
    if ((cdb[2] ?? 0) >>> 6 === SAVED) return check(Sense.SavingNotSupported);
    const bytes = dvdModePages((cdb[2] ?? 0) & 0x3f);
    return bytes ? give(data, bytes, view.getUint16(7)) : check(Sense.InvalidField);
  },
  // Nothing of a read-only drive can be set: the list is taken and has no effect.
  [ScsiOp.ModeSelect10]: (_, {view, data}) =>
    view.getUint16(7) > data.length ? check(Sense.ParameterListLength) : good(view.getUint16(7)),
  [ScsiOp.MechanismStatus]: (drive, {view, data}) =>
    give(data, mechanismStatus(drive.isOpen), view.getUint16(8)),
  [ScsiOp.SetStreaming]: (_, {view, data}) =>
    view.getUint16(9) > data.length ? check(Sense.ParameterListLength) : good(view.getUint16(9)),
};

const SAVED = 3;

const DISC_HANDLERS: Readonly<Record<number, DiscHandler>> = {
  [ScsiOp.ReadCapacity10]: (disc, {data}) => {
    const bytes = new Uint8Array(8);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, Math.min(blocksOf(disc) - 1, 0xffffffff));
    view.setUint32(4, DVD_BLOCK);
    return good(data.put(bytes));
  },
  [ScsiOp.Read10]: read,
  [ScsiOp.Read12]: read,
  [ScsiOp.Read16]: read,
  [ScsiOp.ReadToc]: readToc,
  [ScsiOp.ReadDiscInformation]: (_, {view, data}) =>
    give(data, discInformation(), view.getUint16(7)),
  [ScsiOp.ReadTrackInformation]: (disc, {view, data}) =>
    give(data, trackInformation(blocksOf(disc)), view.getUint16(7)),
  [ScsiOp.ReadBufferCapacity]: (_, {view, data}) => give(data, bufferCapacity(), view.getUint16(7)),
  [ScsiOp.GetPerformance]: (disc, {data}) => give(data, performance(blocksOf(disc)), data.length),
  [ScsiOp.ReadDiscStructure]: (disc, {cdb, view, data}) =>
    (cdb[7] ?? 0) === 0
      ? give(data, discStructure(blocksOf(disc)), view.getUint16(8))
      : check(Sense.InvalidField),
};

function give(data: DataBuffer, bytes: Uint8Array, allocation: number): ScsiResult {
  return good(data.put(bytes.subarray(0, allocation)));
}

function blocksOf(disc: DiskImage): number {
  return Math.floor(disc.sizeBytes / DVD_BLOCK);
}

function inquiry(drive: ScsiDvd, {cdb, view, data}: Command): ScsiResult {
  const allocation = view.getUint16(3);
  const page = cdb[2] ?? 0;
  if (((cdb[1] ?? 0) & 1) === 0) {
    if (page !== 0) return check(Sense.InvalidField);
    if (allocation < 5) return check(Sense.BufferTooSmall);
    return give(data, dvdInquiry(VENDOR), allocation);
  }
  const bytes = opticalProductData(page, drive.identity);
  return bytes ? give(data, bytes, allocation) : check(Sense.InvalidField);
}

/** Bits of byte 4: Start, and LoEj, which moves the tray. */
function startStop(drive: ScsiDvd, {cdb}: Command): ScsiResult {
  const action = (cdb[4] ?? 0) & 3;
  if (action === 2) {
    if (drive.isLocked && drive.disc) return check(Sense.RemovalPrevented);
    if (drive.isLocked) return check(Sense.RemovalPreventedEmpty);
    drive.eject();
  }
  if (action === 3) drive.isOpen = false;
  return good();
}

function read(disc: DiskImage, {view, data}: Command): ScsiResult {
  const range = blockRange(view);
  if (hasUnsupportedOptions(range)) return check(Sense.InvalidField);
  if (range.blocks > blocksOf(disc) - range.lba) return check(Sense.LbaOutOfRange);
  const length = range.blocks * DVD_BLOCK;
  if (length === 0) return good();
  if (length > data.length) return check(Sense.LbaOutOfRange);
  if (data.direction !== 'in') return check(Sense.InvalidField);
  let offset = range.lba * DVD_BLOCK;
  for (const piece of data.pieces(length)) {
    disc.read(offset, piece);
    offset += piece.length;
  }
  return good(length);
}

/** The format is in byte 2, or with old drivers in the upper bits of byte 9. */
function readToc(disc: DiskImage, {cdb, view, data}: Command): ScsiResult {
  const format = ((cdb[2] ?? 0) & 0x0f) | ((cdb[9] ?? 0) >>> 6);
  const isMsf = ((cdb[1] ?? 0) & 2) !== 0;
  const first = cdb[6] ?? 0;
  if (format === 1) return give(data, sessionInformation(isMsf), view.getUint16(7));
  if (format !== 0 || (first > 1 && first !== 0xaa)) return check(Sense.InvalidField);
  return give(data, tableOfContents(blocksOf(disc), isMsf, first), view.getUint16(7));
}
