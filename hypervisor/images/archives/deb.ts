/** A Debian package: its control fields and its files. Source: deb(5). */
import {ImageError} from '../image-error.ts';
import {xzPieces} from '../xz/xz.ts';
import {arMembers} from './ar.ts';
import {unpackGzip} from './gzip.ts';
import {type TarEntry, tarEntries} from './tar.ts';
import {type Fields, parseControl} from '../packages/control.ts';

const GZIP_MAX = 2 ** 29;

/** The fields of the file `control`. Throws ImageError. */
export function debControl(deb: Uint8Array): Fields {
  for (const {entry, contents} of tarEntries(member(deb, 'control.tar'), isControl))
    if (contents && isControl(entry))
      return parseControl(contents.toString('utf8'))[0] ?? new Map();
  throw new ImageError('corrupt', 'a package has no control file');
}

const isControl = (entry: TarEntry): boolean => entry.path === 'control';

/** The package's files in order; contents of those that are wanted. Throws ImageError. */
export function debFiles(
  deb: Uint8Array,
  wanted: (entry: TarEntry) => boolean,
): ReturnType<typeof tarEntries> {
  return tarEntries(member(deb, 'data.tar'), wanted);
}

function member(deb: Uint8Array, name: string): Iterable<Uint8Array> {
  for (const [found, bytes] of arMembers(deb)) {
    if (found === name) return [bytes];
    if (found === `${name}.xz`) return xzPieces(bytes);
    if (found === `${name}.gz`) return [unpackGzip(bytes, GZIP_MAX)];
    if (found.startsWith(`${name}.`))
      throw new ImageError('unsupported', `packages with ${found} can not be read`);
  }
  throw new ImageError('corrupt', `a package has no ${name}`);
}
