/** Members of a Unix ar archive, which a .deb is. Source: deb(5); System V and BSD long names are not used there. */
import {ImageError} from '../image-error.ts';

const MAGIC = '!<arch>\n';
const HEADER = 60;

/** By name, in order. Members are views of `archive`. Throws ImageError. */
export function arMembers(archive: Uint8Array): Map<string, Uint8Array> {
  const text = (from: number, to: number): string =>
    Buffer.from(archive.subarray(from, to)).toString('latin1');
  if (text(0, MAGIC.length) !== MAGIC) throw new ImageError('corrupt', 'it is not an ar archive');
  const members = new Map<string, Uint8Array>();
  for (let at = MAGIC.length; at < archive.length; ) {
    const name = text(at, at + 16).replace(/\/? *$/, '');
    const size = /^(\d{1,10}) *$/.exec(text(at + 48, at + 58))?.[1];
    const end = at + HEADER + Number(size);
    if (size === undefined || text(at + 58, at + 60) !== '`\n' || end > archive.length)
      throw new ImageError('corrupt', 'an ar archive is damaged or cut off');
    members.set(name, archive.subarray(at + HEADER, end));
    at = end + (end % 2);
  }
  return members;
}
