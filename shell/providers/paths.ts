/**
 * Paths: from what a script writes to a provider and a place in it (language.md 20).
 *
 * Both slashes separate; output uses `/`. A path is relative to the current location unless it begins with
 * a slash, a drive or a provider.
 */
import {homedir} from 'node:os';
import path from 'node:path';
import type {Session} from '../session/session.ts';
import {unescapeWildcard} from '../values/index.ts';
import type {DriveInfo} from './drive.ts';
import {driveTable} from './drive.ts';

export interface ProviderPath {
  readonly drive: DriveInfo;
  /** Absolute in the file system; the bare item name (or empty) for flat providers. */
  readonly path: string;
  /** The path named its provider (`FileSystem::/x`). */
  readonly qualified: boolean;
}

const PROVIDER_QUALIFIED = /^([\w.]+(?:\\[\w.]+)?)::(.*)$/s;
const DRIVE_QUALIFIED = /^([^:\\/*?[\]]+):(.*)$/s;

/** Splits `drive:rest`; undefined when the path names no drive. */
export function splitDrive(text: string): {drive: string; rest: string} | undefined {
  if (PROVIDER_QUALIFIED.test(text)) return undefined;
  const match = DRIVE_QUALIFIED.exec(text);
  return match ? {drive: match[1] as string, rest: match[2] as string} : undefined;
}

/** The place that a path means. Throws DriveNotFound and ProviderNotFound. Wildcards stay as they are. */
export function resolvePath(session: Session, text: string): ProviderPath {
  const table = driveTable(session);
  const byProvider = PROVIDER_QUALIFIED.exec(text);
  if (byProvider) {
    const provider = table.provider(byProvider[1] as string);
    const drive =
      provider.name === 'FileSystem' ? table.get('/') : (provider.drives()[0] as DriveInfo);
    return {drive, path: inDrive(drive, byProvider[2] as string, ''), qualified: true};
  }
  const byDrive = splitDrive(text);
  if (byDrive) {
    const drive = table.get(byDrive.drive);
    return {drive, path: inDrive(drive, byDrive.rest, drive.currentLocation), qualified: false};
  }
  // The drive named `/` takes what begins with a slash, wherever the session stands.
  if (text.startsWith('/') && table.current.provider.name !== 'FileSystem')
    return {drive: table.get('/'), path: path.posix.resolve(slashes(text)), qualified: false};
  return {drive: table.current, path: fromCurrent(session, text), qualified: false};
}

function slashes(text: string): string {
  return text.replace(/\\/g, '/');
}

/** A path below a drive's root. */
function inDrive(drive: DriveInfo, rest: string, location: string): string {
  if (drive.provider.name !== 'FileSystem') return rest.replace(/^[\\/]+/, '');
  const below = slashes(rest);
  if (drive.root === '/') return path.posix.resolve('/', below);
  const isAbsolute = below.startsWith('/') || location === '';
  return path.posix.join(drive.root, isAbsolute ? '' : location, below).replace(/(.)\/$/, '$1');
}

function fromCurrent(session: Session, text: string): string {
  const {current} = driveTable(session);
  if (current.provider.name !== 'FileSystem')
    return text.replace(/^[\\/]+/, '').replace(/^\.(?:[\\/]|$)/, '');
  const plain = slashes(text);
  if (plain === '~' || plain.startsWith('~/')) return path.posix.join(homedir(), plain.slice(1));
  return path.posix.resolve(session.location, plain);
}

/** The absolute file system path of a literal path; for cmdlets that know files only. */
export function filePath(session: Session, text: string): string {
  return resolvePath(session, text).path;
}

/** A path without the backticks that protect wildcard characters. */
export function literal(text: string): string {
  return unescapeWildcard(text);
}

/** As users see it: `/tmp/x`, `Env:HOME`, `Work:\x` drives as `Work:/x`. */
export function displayPath({drive, path: place}: ProviderPath): string {
  if (drive.provider.name !== 'FileSystem')
    return `${drive.name}:${place ? `/${place}` : ''}`.replace(':/', ':/');
  if (drive.root === '/') return place;
  const below = path.posix.relative(drive.root, place);
  return below.startsWith('..') ? place : `${drive.name}:/${below}`;
}
