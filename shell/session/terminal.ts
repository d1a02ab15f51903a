/**
 * Is a file descriptor a terminal? Known without Node's terminal module, which costs milliseconds at start.
 *
 * Source: Linux, Documentation/admin-guide/devices.txt (major numbers).
 */
import {fstatSync} from 'node:fs';
import type * as Tty from 'node:tty';

/** Memory devices: /dev/null and its like. */
const MEMORY = 1;
/** Pseudo-terminals, first and last major number. */
const PTS = [136, 143] as const;

export function isTerminal(fd: number): boolean {
  try {
    const stat = fstatSync(fd);
    const major = (stat.rdev >> 8) & 0xfff;
    if (!stat.isCharacterDevice() || major === MEMORY) return false;
    if (major >= PTS[0] && major <= PTS[1]) return true;
  } catch {
    // A closed descriptor.
    return false;
  }
  const {isatty} = require('node:tty') as typeof Tty;
  return isatty(fd);
}
