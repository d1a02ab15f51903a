/** Get-ChildItem: what is in a folder or drive. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import path from 'node:path';
import {
  childPlaces,
  expandPath,
  fileOf,
  isContainer,
  isFile,
  isHidden,
  itemExists,
  itemName,
  itemObject,
} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {asNumber, hasWildcard, NetException} from '../../shell/values/index.ts';
import {attributeTest} from './attribute-test.ts';
import {onFile} from './file-errors.ts';
import {nameTest, pathNotFound} from './item-arguments.ts';
import {FORCE, LITERAL_TEXT, PATH_TEXT} from './path-parameters.ts';

export const getChildItem = cmdlet({
  name: 'Get-ChildItem',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['dir', 'gci'],
  className: 'GetChildItemCommand',
  defaultParameterSet: 'Items',
  outputTypes: ['System.IO.FileInfo', 'System.IO.DirectoryInfo', 'System.String'],
  synopsis: 'Gets the items and child items in one or more specified locations.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Items: {position: 0, pipeline: 'both'}},
      ...PATH_TEXT,
    },
    Filter: {
      type: 'string',
      position: 1,
      wildcards: true,
      help: 'A wildcard the provider applies itself.',
    },
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Recurse: {type: 'switch', aliases: ['s', 'r'], help: 'Includes what is below.'},
    Depth: {type: 'uint32', help: 'How many levels deep.'},
    Force: FORCE,
    Name: {type: 'switch', help: 'Names; wildcards are allowed where the cmdlet searches.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralItems: {mandatory: true, pipeline: 'name'}},
      ...LITERAL_TEXT,
    },
    Attributes: {
      type: 'string',
      validate: [
        {
          set: [
            'Archive',
            'Compressed',
            'Device',
            'Directory',
            'Encrypted',
            'Hidden',
            'IntegrityStream',
            'Normal',
            'NoScrubData',
            'NotContentIndexed',
            'Offline',
            'ReadOnly',
            'ReparsePoint',
            'SparseFile',
            'System',
            'Temporary',
          ],
        },
      ],
      help: 'Only files with these attributes.',
    },
    Directory: {type: 'switch', aliases: ['ad'], help: 'Folders only.'},
    File: {type: 'switch', aliases: ['af'], help: 'Files only.'},
    FollowSymlink: {type: 'switch', help: 'Follows symbolic links.'},
    Hidden: {type: 'switch', aliases: ['ah', 'h'], help: 'Hidden items only.'},
    ReadOnly: {type: 'switch', aliases: ['ar'], help: 'Read-only items only.'},
    System: {type: 'switch', aliases: ['as'], help: 'System items only.'},
  },
  examples: [{title: 'Files below', code: 'Get-ChildItem -Recurse -File -Filter *.vhdx'}],

  process(run, p) {
    const texts = p.LiteralPath ?? p.Path ?? ['.'];
    for (const text of texts) list(run, p, text, p.LiteralPath !== undefined);
  },
});

interface Arguments {
  readonly Filter?: string | undefined;
  readonly Include?: readonly string[] | undefined;
  readonly Exclude?: readonly string[] | undefined;
  readonly Recurse: boolean;
  readonly Depth?: unknown;
  readonly Force: boolean;
  readonly Name: boolean;
  readonly Attributes?: string | undefined;
  readonly Directory: boolean;
  readonly File: boolean;
  readonly FollowSymlink: boolean;
  readonly Hidden: boolean;
  readonly ReadOnly: boolean;
  readonly System: boolean;
}

/** A wildcard in the last part is a pattern for children; anything else is a container or one item. */
function list(run: Run, p: Arguments, text: string, isLiteral: boolean) {
  try {
    const place = resolvePath(run.session, text);
    if (isLiteral || !hasWildcard(place.path)) return listPlace(run, p, place);
    const found = expandPath(run.session, text, p.Force || p.Hidden);
    const deep = p.Recurse || p.Depth !== undefined;
    const pattern = path.posix.basename(place.path);
    if (deep && isFile(place) && !hasWildcard(path.posix.dirname(place.path)))
      return walk(
        run,
        {...p, Include: [...(p.Include ?? []), pattern]},
        {...place, path: path.posix.dirname(place.path)},
        depthOf(p),
        '',
      );
    for (const each of found) {
      if (isContainer(each) && found.length === 1) walk(run, p, each, depthOf(p), '');
      else if (wanted(run, p)(each)) write(run, p, each, itemName(each));
    }
  } catch (error) {
    if (!(error instanceof NetException) || !error.errorId) throw error;
    run.writeError(run.error(error.errorId, 'ObjectNotFound', error, error.target));
  }
}

function listPlace(run: Run, p: Arguments, place: ProviderPath) {
  if (!itemExists(run.session, place)) pathNotFound(run, place.path);
  else if (isContainer(place)) walk(run, p, place, depthOf(p), '');
  else if (wanted(run, p)(place)) write(run, p, place, itemName(place));
}

function depthOf(p: Arguments): number {
  if (p.Depth !== undefined) return asNumber(p.Depth);
  return p.Recurse ? Number.POSITIVE_INFINITY : 0;
}

/** Children of a container, then those of the folders among them. */
function walk(run: Run, p: Arguments, container: ProviderPath, depth: number, prefix: string) {
  const ids = {
    id: 'DirIOError',
    category: 'ReadError',
    deniedId: 'DirUnauthorizedAccessError',
  } as const;
  const children =
    onFile(run, container.path, ids, () => childPlaces(run.session, container)) ?? [];
  const passes = wanted(run, p);
  for (const child of children) {
    if (run.stopping) return;
    if (passes(child)) write(run, p, child, prefix + itemName(child));
  }
  if (depth <= 0) return;
  for (const child of children)
    if (isContainer(child) && isVisible(p, child) && (p.FollowSymlink || !isLink(run, child)))
      walk(run, p, child, depth - 1, `${prefix}${itemName(child)}/`);
}

function isLink(run: Run, place: ProviderPath): boolean {
  return isFile(place) && (fileOf(itemObject(run.session, place))?.isLink ?? false);
}

function isVisible(p: Arguments, place: ProviderPath): boolean {
  return p.Force || p.Hidden || !isHidden(place);
}

function wanted(run: Run, p: Arguments): (place: ProviderPath) => boolean {
  const passes = nameTest(p);
  const hasAttributes = p.Attributes ? attributeTest(p.Attributes) : null;
  return place => {
    if (!passes(itemName(place))) return false;
    if (p.Directory && !isContainer(place)) return false;
    if (p.File && isContainer(place)) return false;
    if (p.Hidden && !isHidden(place)) return false;
    if (hasAttributes || p.ReadOnly || p.System) {
      const bits = fileOf(itemObject(run.session, place))?.attributes ?? 0;
      if (p.ReadOnly && (bits & 1) === 0) return false;
      if (p.System && (bits & 4) === 0) return false;
      if (hasAttributes && !hasAttributes(bits)) return false;
      return hasAttributes !== null || isVisible(p, place);
    }
    return isVisible(p, place);
  };
}

function write(run: Run, p: Arguments, place: ProviderPath, name: string) {
  run.writeObject(p.Name ? name : itemObject(run.session, place));
}
