/** What Set-Content and Add-Content have in common: values as text or bytes into files or other items. */
import {appendFileSync, existsSync, readFileSync, writeFileSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {type Encoding, encode, markedEncoding} from '../../shell/types/encoding.ts';
import {asNumber, enumerate, isEnumerable, NetException, toText} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import type {PathArguments} from './item-arguments.ts';
import {targetPlaces} from './item-arguments.ts';

export interface ContentArguments extends PathArguments {
  readonly Value?: unknown;
  readonly PassThru: boolean;
  readonly NoNewline: boolean;
  readonly Encoding?: Encoding | undefined;
  readonly AsByteStream: boolean;
}

export interface ContentState {
  /** Places being written; null before the first value. */
  places: ProviderPath[] | null;
  values: unknown[];
}

export function newContentState(): ContentState {
  return {places: null, values: []};
}

export function collectContent(run: Run<ContentState>, p: ContentArguments) {
  run.state.places ??= targetPlaces(run, p);
  const values = isEnumerable(p.Value) ? [...enumerate(p.Value)] : [p.Value];
  for (const value of values) {
    run.state.values.push(value);
    if (p.PassThru) run.writeObject(value);
  }
}

/** Writes all values to each place. `append` keeps what is there. */
export function writeContent(run: Run<ContentState>, p: ContentArguments, append: boolean) {
  const verb = append ? 'Add Content' : 'Set Content';
  for (const place of run.state.places ?? targetPlaces(run, p)) {
    if (!run.shouldProcess(isFile(place) ? `Path: ${place.path}` : `Item: ${place.path}`, verb))
      continue;
    if (isFile(place)) writeFile(run, p, place.path, append);
    else setFlat(run, place, append);
  }
}

function setFlat(run: Run<ContentState>, place: ProviderPath, append: boolean) {
  const provider = flatProvider(place.drive.provider.name);
  const before = append ? (provider.content(run.session, place.path) ?? []) : [];
  const all = [...(isEnumerable(before) ? enumerate(before) : [before]), ...run.state.values];
  provider.set(run.session, place.path, all.length === 1 ? all[0] : all);
}

function writeFile(run: Run<ContentState>, p: ContentArguments, file: string, append: boolean) {
  const ids = {id: 'GetContentWriterIOError', deniedId: 'GetContentWriterUnauthorizedAccessError'};
  onFile(run, file, ids, () => {
    if (isFolder(file))
      throw new NetException(
        'System.UnauthorizedAccessException',
        `Unable to write content because it is a directory: '${file}'.`,
      );
    const isNew = !append || !existsSync(file);
    const bytes = contentBytes(run, p, file, isNew);
    if (append) appendFileSync(file, bytes);
    else writeFileSync(file, bytes);
  });
}

function contentBytes(
  run: Run<ContentState>,
  p: ContentArguments,
  file: string,
  isNew: boolean,
): Uint8Array {
  const {values} = run.state;
  if (p.AsByteStream) return Buffer.from(values.map(value => asNumber(value)));
  // What is added to a file has the file's own encoding.
  const encoding =
    p.Encoding ?? (isNew ? undefined : markedEncoding(readFileSync(file).subarray(0, 4)));
  const text = values.map(value => toText(value) + (p.NoNewline ? '' : '\n')).join('');
  return encode(text, encoding, isNew);
}
