/**
 * The process's current directory as .NET sees it: where the shell was started, until a script sets it.
 * `Set-Location` does not change it. A thread cannot change that of the process: the value is kept here.
 */
import {existsSync, statSync} from 'node:fs';
import path from 'node:path';
import {throwNet} from '../values/net-exception.ts';

let chosen: string | null = null;

export function currentDirectory(): string {
  return chosen ?? process.cwd();
}

/** A path as .NET's file classes take it. */
export function absolutePath(name: string): string {
  return path.resolve(currentDirectory(), name);
}

export function changeDirectory(to: string): void {
  const full = absolutePath(to);
  if (!existsSync(full) || !statSync(full).isDirectory())
    throwNet(
      'System.IO.DirectoryNotFoundException',
      `Could not find a part of the path '${full}'.`,
    );
  chosen = full;
}
