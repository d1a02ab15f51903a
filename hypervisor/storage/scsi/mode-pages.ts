/**
 * MODE SENSE and MODE SELECT of a disk: the header and the caching page, nothing else (4.4).
 *
 * The one thing a guest can set is the write cache: without it every write is flushed.
 */
import {Sense, type SenseCode} from './protocol.ts';

const CACHING_PAGE = 0x08;
const ALL_PAGES = 0x3f;
const CACHING_LENGTH = 10;
const WRITE_CACHE = 0x04;
const WRITE_PROTECTED = 0x80;
const FUA_SUPPORTED = 0x10;
/** Values of the page control field. */
const CHANGEABLE = 1;
const SAVED = 3;

/** MODE SENSE(6) has a header of 4 bytes, (10) one of 8. */
export type ModeHeader = 4 | 8;

/** The answer to a MODE SENSE, or why there is none. */
export function modeSense(
  cdb: Uint8Array,
  header: ModeHeader,
  state: {readOnly: boolean; writeCache: boolean},
): Uint8Array | SenseCode {
  const control = (cdb[2] ?? 0) >>> 6;
  const page = (cdb[2] ?? 0) & 0x3f;
  if (control === SAVED) return Sense.SavingNotSupported;
  if (page !== CACHING_PAGE && page !== ALL_PAGES) return Sense.InvalidField;
  const bytes = new Uint8Array(header + 2 + CACHING_LENGTH);
  const specific = FUA_SUPPORTED | (state.readOnly ? WRITE_PROTECTED : 0);
  if (header === 4) bytes.set([bytes.length - 1, 0, specific, 0]);
  else bytes.set([0, bytes.length - 2, 0, specific]);
  const enabled = control === CHANGEABLE || state.writeCache;
  bytes.set([CACHING_PAGE, CACHING_LENGTH, enabled ? WRITE_CACHE : 0], header);
  return bytes;
}

/** Whether a MODE SELECT's list asks for the write cache; undefined: it changes nothing. */
export function modeSelect(
  list: Uint8Array,
  header: ModeHeader,
): {writeCache: boolean | undefined} | SenseCode {
  if (list.length < header) return list.length === 0 ? NOTHING : Sense.ParameterListLength;
  const descriptors = header === 4 ? (list[3] ?? 0) : ((list[6] ?? 0) << 8) | (list[7] ?? 0);
  if (descriptors > list.length - header) return Sense.ParameterListLength;
  const page = list.subarray(header + descriptors);
  if (page.length === 0) return NOTHING;
  if ((page[0] ?? 0) !== CACHING_PAGE) return Sense.InvalidParameter;
  if (page.length < 3 || (page[1] ?? 0) > page.length - 2) return Sense.ParameterListLength;
  return {writeCache: ((page[2] ?? 0) & WRITE_CACHE) !== 0};
}

const NOTHING = {writeCache: undefined};
