/** From paths to test files: folders are searched for `*.Tests.ps1`. Source: about_PesterConfiguration, Run. */
import {statSync} from 'node:fs';
import path from 'node:path';
import {childNames, globFiles, isFolder} from '../../shell/providers/glob.ts';
import type {Session} from '../../shell/session/session.ts';
import {hasWildcard, wildcard} from '../../shell/values/index.ts';
import {runtimeError} from '../../shell/values/index.ts';

export interface FileSearch {
  readonly paths: readonly string[];
  readonly excluded: readonly string[];
  /** `.Tests.ps1` */
  readonly extension: string;
}

export function findTestFiles(session: Session, search: FileSearch): string[] {
  const tests = search.excluded.map(text => excludes(session, text));
  const found = search.paths.flatMap(text => filesAt(session, text, search.extension));
  return [...new Set(found)].filter(file => !tests.some(test => test(file)));
}

/** A file that is named is taken whatever it is called. */
function filesAt(session: Session, text: string, extension: string): string[] {
  const place = session.resolvePath(text);
  if (hasWildcard(place)) {
    return globFiles(place, true)
      .flatMap(hit => (isFolder(hit) ? below(hit, extension) : [hit]))
      .filter(file => file.endsWith('.ps1'));
  }
  const found = statSync(place, {throwIfNoEntry: false});
  if (found?.isDirectory()) return below(place, extension);
  if (found !== undefined) return [place];
  throw runtimeError(
    'RuntimeException',
    `No test files were found and no scriptblocks were provided.`,
  );
}

function below(folder: string, extension: string): string[] {
  const files: string[] = [];
  const folders: string[] = [];
  for (const name of childNames(folder).sort((a, b) => a.localeCompare(b, 'en-US'))) {
    const place = path.join(folder, name);
    if (isFolder(place)) folders.push(place);
    else if (name.toLowerCase().endsWith(extension.toLowerCase())) files.push(place);
  }
  return [...files, ...folders.flatMap(inner => below(inner, extension))];
}

function excludes(session: Session, text: string): (file: string) => boolean {
  const place = session.resolvePath(text);
  const fits = wildcard(place);
  const named = wildcard(text);
  return file => fits(file) || named(file) || file.startsWith(`${place.replace(/\/$/, '')}/`);
}
