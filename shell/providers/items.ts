/**
 * Items of all providers in one shape: do they exist, what do they look like, which does a wildcard fit.
 *
 * What each item cmdlet does with them is in cmdlets/management/.
 */
import path from 'node:path';
import type {Session} from '../session/session.ts';
import {addMember, hasWildcard, unescapeWildcard, unwrap, wildcard} from '../values/index.ts';
import {fileOrFolder, FileSystemInfo} from './file-info.ts';
import {flatProvider} from './flat-providers.ts';
import {childNames, globFiles, isFolder, isThere} from './glob.ts';
import type {ProviderPath} from './paths.ts';
import {resolvePath} from './paths.ts';

export function isFile(place: ProviderPath): boolean {
  return place.drive.provider.name === 'FileSystem';
}

export function itemExists(session: Session, place: ProviderPath): boolean {
  if (isFile(place)) return isThere(place.path);
  return (
    place.path === '' ||
    flatProvider(place.drive.provider.name).item(session, place.path) !== undefined
  );
}

export function isContainer(place: ProviderPath): boolean {
  return isFile(place) ? isFolder(place.path) : place.path === '';
}

/** Places a path with wildcards fits; a path without them is itself when it exists. */
export function expandPath(session: Session, text: string, hidden: boolean): ProviderPath[] {
  const place = resolvePath(session, text);
  if (!hasWildcard(place.path)) {
    const plain = {...place, path: unescapeWildcard(place.path)};
    return itemExists(session, plain) ? [plain] : [];
  }
  if (isFile(place)) {
    // A file may really be called `a[1].txt`.
    const found = globFiles(place.path, hidden);
    return found.map(each => ({...place, path: each}));
  }
  const fits = wildcard(place.path);
  return flatProvider(place.drive.provider.name)
    .names(session)
    .filter(name => fits(name))
    .map(name => ({...place, path: name}));
}

/** `Microsoft.PowerShell.Core\FileSystem::/tmp/x` */
export function psPath({drive, path: place}: ProviderPath): string {
  return `${drive.provider.fullName}::${place}`;
}

/** The item as scripts get it, with its PS properties; undefined when it is not there. */
export function itemObject(session: Session, place: ProviderPath): unknown {
  const object = isFile(place)
    ? isThere(place.path) && fileOrFolder(place.path)
    : flatProvider(place.drive.provider.name).item(session, place.path);
  return object ? withPsProperties(object, place) : undefined;
}

function withPsProperties(object: unknown, place: ProviderPath): unknown {
  const parent = isFile(place) ? path.posix.dirname(place.path) : '';
  const hasParent = isFile(place) && parent !== place.path;
  const notes: Record<string, unknown> = {
    PSPath: psPath(place),
    ...(hasParent ? {PSParentPath: psPath({...place, path: parent})} : {}),
    PSChildName: isFile(place) ? path.posix.basename(place.path) : place.path,
    PSDrive: place.drive,
    PSProvider: place.drive.provider,
    PSIsContainer: isContainer(place),
  };
  // An object that lives longer (a variable) has them already.
  let carrier = object;
  for (const [name, value] of Object.entries(notes))
    carrier = addMember(carrier, {memberType: 'NoteProperty', name, value}, true);
  return carrier;
}

/** Children of a container, in display order. */
export function childPlaces(session: Session, place: ProviderPath): ProviderPath[] {
  if (!isFile(place)) {
    const names = flatProvider(place.drive.provider.name).names(session);
    return names.map(name => ({...place, path: name}));
  }
  return childNames(place.path).map(name => ({...place, path: path.posix.join(place.path, name)}));
}

export function isHidden(place: ProviderPath): boolean {
  return isFile(place) && path.posix.basename(place.path).startsWith('.');
}

/** The last part of the path. */
export function itemName(place: ProviderPath): string {
  return isFile(place) ? path.posix.basename(place.path) : place.path;
}

/** The file behind an item object. */
export function fileOf(object: unknown): FileSystemInfo | undefined {
  const bare = unwrap(object);
  return bare instanceof FileSystemInfo ? bare : undefined;
}
