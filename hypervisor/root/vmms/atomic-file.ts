/**
 * Files that are whole at any instant: written beside, flushed, renamed over the old one, and the
 * folder flushed. After `kill -9` or a full disk there is the old content or the new, never a part.
 */
import {closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync} from 'node:fs';
import path from 'node:path';

export function writeFileAtomic(file: string, text: string): void {
  const draft = `${file}.new`;
  try {
    const fd = openSync(draft, 'w', 0o600);
    try {
      const bytes = Buffer.from(text, 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, {force: true});
    throw error;
  }
  flushFolder(path.dirname(file));
}

/** Makes the names in a folder durable. */
export function flushFolder(folder: string): void {
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** A file's JSON; undefined when there is none. A file that is not JSON throws SyntaxError. */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
