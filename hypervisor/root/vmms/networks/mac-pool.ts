/** The MAC addresses that adapters get by themselves: 256 of Microsoft's 00-15-5D (wmi.md 15.3). */
import {createHash} from 'node:crypto';
import {hostname} from 'node:os';
import {RETURN, VmmsError} from '../vmms-error.ts';

const VENDOR = '00155D';
const ADDRESSES = 256;

export interface MacRange {
  readonly first: string;
  readonly last: string;
}

/** The host's own range: two bytes of it follow from the host and the state folder. */
export function macRange(home: string): MacRange {
  const digest = createHash('sha256').update(`${hostname()}:${home}`).digest('hex');
  const prefix = VENDOR + digest.slice(0, 4).toUpperCase();
  return {first: `${prefix}00`, last: `${prefix}FF`};
}

/** The first address of the range that nobody has. */
export function freeMac(range: MacRange, taken: ReadonlySet<string>): string {
  const first = Number.parseInt(range.first, 16);
  for (let number = 0; number < ADDRESSES; number++) {
    const text = (first + number).toString(16).toUpperCase().padStart(12, '0');
    if (!taken.has(text)) return text;
  }
  throw new VmmsError(RETURN.Failed, 'The range of MAC addresses of this host is used up.');
}
