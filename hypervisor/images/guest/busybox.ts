/** The names that a busybox program answers to, from the table in it. */
import {ImageError} from '../image-error.ts';

/** How the table begins: its names are sorted, and these two come first. */
const FIRST = Buffer.from('\0[\0[[\0', 'latin1');
const NAME = /^[a-z0-9[][a-z0-9_.[-]*$/;

/** Throws ImageError for a program without such a table. */
export function appletNames(program: Buffer): string[] {
  const at = program.indexOf(FIRST);
  if (at < 0) throw new ImageError('corrupt', 'the program busybox has no table of its commands');
  const names: string[] = [];
  for (let from = at + 1; ; ) {
    const end = program.indexOf(0, from);
    const name = program.toString('latin1', from, Math.max(from, end));
    if (!NAME.test(name)) return names;
    names.push(name);
    from = end + 1;
  }
}
