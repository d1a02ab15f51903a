/** The current location and the stacks of locations of a session; PathInfo, their form in scripts. */
import type {Session} from '../../shell/session/session.ts';
import type {DriveInfo} from '../../shell/providers/drive.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {isFile, psPath} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {displayPath} from '../../shell/providers/paths.ts';
import {defineType} from '../../shell/values/index.ts';

/** A path with its drive and provider. */
export class PathInfo {
  readonly place: ProviderPath;
  constructor(place: ProviderPath) {
    this.place = place;
  }
  get path(): string {
    return this.place.qualified ? psPath(this.place) : displayPath(this.place);
  }
}

defineType<PathInfo>({
  fullName: 'System.Management.Automation.PathInfo',
  instance: PathInfo,
  toText: self => self.path,
  properties: {
    Drive: {type: 'System.Management.Automation.PSDriveInfo', get: self => self.place.drive},
    Provider: {
      type: 'System.Management.Automation.ProviderInfo',
      get: self => self.place.drive.provider,
    },
    ProviderPath: {type: 'string', get: self => self.place.path},
    Path: {type: 'string', get: self => self.path},
  },
});

export class PathInfoStack {
  readonly name: string;
  readonly places: ProviderPath[] = [];
  constructor(name: string) {
    this.name = name;
  }
}

defineType<PathInfoStack>({
  fullName: 'System.Management.Automation.PathInfoStack',
  instance: PathInfoStack,
  enumerate: self => self.places.toReversed().map(place => new PathInfo(place)),
  properties: {
    Name: {type: 'string', get: self => self.name},
    Count: {type: 'int', get: self => self.places.length},
  },
});

interface Places {
  readonly stacks: Map<string, PathInfoStack>;
  /** The stack used when none is named. */
  current: string;
  /** For `cd -` and `cd +`. */
  readonly back: ProviderPath[];
  readonly forward: ProviderPath[];
}

const DEFAULT_STACK = 'default';
const places = new WeakMap<Session, Places>();

export function placesOf(session: Session): Places {
  let found = places.get(session);
  if (!found)
    places.set(
      session,
      (found = {stacks: new Map(), current: DEFAULT_STACK, back: [], forward: []}),
    );
  return found;
}

/** The stack of that name, made when it is new; without a name the current one. */
export function locationStack(session: Session, name?: string): PathInfoStack {
  const all = placesOf(session);
  const wanted = name || all.current;
  let stack = all.stacks.get(wanted.toLowerCase());
  if (!stack) all.stacks.set(wanted.toLowerCase(), (stack = new PathInfoStack(wanted)));
  return stack;
}

export function hasStack(session: Session, name: string): boolean {
  return (
    name === '' ||
    name.toLowerCase() === DEFAULT_STACK ||
    placesOf(session).stacks.has(name.toLowerCase())
  );
}

export function currentPlace(session: Session): ProviderPath {
  const drive = driveTable(session).current;
  return {
    drive,
    path: drive.provider.name === 'FileSystem' ? session.location : '',
    qualified: false,
  };
}

/** Where a drive stands. */
export function placeOfDrive(session: Session, drive: DriveInfo): ProviderPath {
  if (drive === driveTable(session).current) return currentPlace(session);
  const path =
    drive.provider.name === 'FileSystem'
      ? `${drive.root.replace(/\/$/, '')}/${drive.currentLocation}`.replace(/(.)\/$/, '$1')
      : '';
  return {drive, path, qualified: false};
}

/** Makes the place current; the process follows in the file system, as child processes begin there. */
export function goTo(session: Session, place: ProviderPath) {
  driveTable(session).current = place.drive;
  if (!isFile(place)) return;
  session.location = place.path;
  place.drive.currentLocation = place.path.slice(place.drive.root.length).replace(/^\//, '');
}

/** Places that `cd -` leads back to. */
const HISTORY_LENGTH = 20;

/** As `goTo`, and remembers where it was. */
export function changeTo(session: Session, place: ProviderPath) {
  const {back, forward} = placesOf(session);
  back.push(currentPlace(session));
  if (back.length > HISTORY_LENGTH) back.shift();
  forward.length = 0;
  goTo(session, place);
}
