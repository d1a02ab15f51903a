/** Get-Content: the lines of files, or what other items hold. */
import {readFileSync, statSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFolder} from '../../shell/providers/glob.ts';
import {isFile, psPath} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {decode, type Encoding} from '../../shell/types/encoding.ts';
import {hasWildcard, Integer, NetException, notedText, shapeOf} from '../../shell/values/index.ts';
import {onFile} from './file-errors.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PATH_BY_NAME} from './path-parameters.ts';

export const getContent = cmdlet({
  name: 'Get-Content',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gc', 'type'],
  className: 'GetContentCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['System.Byte', 'System.String'],
  synopsis: 'Gets the content of the item at the specified location.',
  parameters: {
    ReadCount: {type: 'long', pipeline: 'name', help: 'How many lines to write at once.'},
    TotalCount: {
      type: 'long',
      pipeline: 'name',
      validate: [{range: [0, Number.MAX_SAFE_INTEGER]}],
      aliases: ['First', 'Head'],
      help: 'How many lines to read from the beginning.',
    },
    Tail: {
      type: 'int',
      pipeline: 'name',
      validate: [{range: [0, 2_147_483_647]}],
      aliases: ['Last'],
      help: 'How many lines to read from the end.',
    },
    Path: PATH_BY_NAME,
    ...NAME_FILTERS,
    Force: FORCE,
    Delimiter: {type: 'string', help: 'The character between values.'},
    Wait: {type: 'switch', help: 'Goes on showing what is added to the file until Ctrl-C.'},
    Raw: {type: 'switch', help: 'Plain text instead of objects.'},
    Encoding: ENCODING,
    AsByteStream: {type: 'switch', help: 'Works with bytes.'},
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'The last lines', code: 'Get-Content log.txt -Tail 5'}],

  process(run, p) {
    if (p.TotalCount !== undefined && p.Tail !== undefined)
      refuse(
        run,
        'TailAndHeadCannotCoexist',
        'The parameters TotalCount and Tail cannot be used together. Please specify only one parameter.',
      );
    if (
      p.Raw &&
      (p.TotalCount !== undefined ||
        p.Tail !== undefined ||
        p.Delimiter !== undefined ||
        p.ReadCount !== undefined)
    )
      refuse(
        run,
        'InvalidOperation',
        'The Raw parameter cannot be combined with TotalCount, Tail, Delimiter or ReadCount.',
      );
    if (p.AsByteStream && p.Encoding !== undefined)
      run.writeWarning("Encoding not used when '-AsByteStream' specified.");
    const places = itemPlaces(run, p);
    if (places.length === 0) reportNoMatch(run, p.Path ?? []);
    for (const place of places) {
      if (isFile(place)) fileContent(run, p, place);
      else flatContent(run, p, place);
    }
  },
});

interface Arguments {
  readonly ReadCount?: bigint | undefined;
  readonly TotalCount?: bigint | undefined;
  readonly Tail?: number | undefined;
  readonly Delimiter?: string | undefined;
  readonly Wait: boolean;
  readonly Raw: boolean;
  readonly Encoding?: Encoding | undefined;
  readonly AsByteStream: boolean;
}

function refuse(run: Run, id: string, message: string): never {
  run.throwTerminatingError(
    run.error(
      id,
      'InvalidOperation',
      new NetException('System.InvalidOperationException', message),
    ),
  );
}

/** A wildcard that fits nothing is an error here, though not for other item cmdlets. */
function reportNoMatch(run: Run, paths: readonly string[]) {
  for (const path of paths.filter(hasWildcard)) {
    const exception = new NetException(
      'System.Management.Automation.ItemNotFoundException',
      `An object at the specified path ${path} does not exist, or has been filtered by the -Include or -Exclude parameter.`,
    );
    run.writeError(run.error('ItemNotFound', 'ObjectNotFound', exception, path));
  }
}

function flatContent(run: Run, p: Arguments, place: ProviderPath) {
  if (p.Tail !== undefined) {
    const message = 'The Tail parameter currently is supported only for the FileSystem provider.';
    const exception = new NetException('System.InvalidOperationException', message);
    run.writeError(run.error('TailNotSupported', 'InvalidOperation', exception, place.path));
    return;
  }
  run.writeObject(flatProvider(place.drive.provider.name).content(run.session, place.path), true);
}

function fileContent(run: Run, p: Arguments, place: ProviderPath) {
  const ids = {
    id: 'GetContentReaderIOError',
    category: 'ReadError',
    deniedId: 'GetContentReaderUnauthorizedAccessError',
  } as const;
  const bytes = onFile(run, place.path, ids, () => {
    if (isFolder(place.path))
      throw new NetException(
        'System.InvalidOperationException',
        `Unable to get content because it is a directory: '${place.path}'. Please use 'Get-ChildItem' instead.`,
        {errorId: 'GetContainerContentException', category: 'InvalidOperation'},
      );
    return readFileSync(place.path);
  });
  if (!bytes) return;
  if (p.Raw) writeRaw(run, p, bytes);
  else
    writeParts(
      run,
      p,
      place,
      p.AsByteStream
        ? [...bytes].map(byte => new Integer('Byte', byte))
        : linesOf(decode(bytes, p.Encoding), p.Delimiter),
    );
  if (p.Wait) follow(run, p, place, bytes.length);
}

function writeRaw(run: Run, p: Arguments, bytes: Buffer) {
  if (p.AsByteStream) run.writeObject(new Uint8Array(bytes));
  else if (bytes.length > 0) run.writeObject(decode(bytes, p.Encoding));
}

/** Lines without their ends; with a delimiter, the pieces between. */
function linesOf(text: string, delimiter: string | undefined): string[] {
  if (text === '') return [];
  if (delimiter !== undefined && delimiter !== '' && delimiter !== '\n')
    return piecesOf(text, delimiter);
  const lines = text.split(/\r\n|\n|\r/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function piecesOf(text: string, delimiter: string): string[] {
  const pieces = text.split(delimiter);
  if (pieces.at(-1) === '') pieces.pop();
  return pieces;
}

/** Strings tell where they come from, as PowerShell's do. */
function writeParts(run: Run, p: Arguments, place: ProviderPath, all: readonly unknown[]) {
  const from = p.Tail === undefined ? 0 : Math.max(0, all.length - p.Tail);
  const to =
    p.TotalCount === undefined || p.TotalCount < 0n
      ? all.length
      : Math.min(all.length, Number(p.TotalCount));
  const readCount = p.ReadCount === undefined ? 1 : Number(p.ReadCount);
  if (readCount === 1) {
    const located = placing(place);
    for (let at = from; at < to; at++) run.writeObject(located(all[at], at + 1));
    return;
  }
  const size = readCount <= 0 ? Math.max(1, to - from) : readCount;
  for (let at = from; at < to; at += size) run.writeObject(all.slice(at, Math.min(to, at + size)));
}

const PLACE_NOTES = shapeOf([
  'PSPath',
  'PSParentPath',
  'PSChildName',
  'PSDrive',
  'PSProvider',
  'ReadCount',
]);

/** Makes the parts of a file tell it; the first is number 1. Bytes tell nothing. */
function placing(place: ProviderPath): (part: unknown, number: number) => unknown {
  const {path, drive} = place;
  const name = path.lastIndexOf('/');
  const notes = [
    psPath(place),
    psPath({...place, path: path.slice(0, Math.max(1, name))}),
    path.slice(name + 1),
    drive,
    drive.provider,
  ];
  return (part, number) =>
    typeof part === 'string' ? notedText(part, PLACE_NOTES, [...notes, BigInt(number)]) : part;
}

const FOLLOW_MS = 200;

/** -Wait: shows what is added until Ctrl-C. */
function follow(run: Run, p: Arguments, place: ProviderPath, read: number) {
  let seen = read;
  for (;;) {
    run.sleep(FOLLOW_MS);
    const {size} = statSync(place.path);
    if (size < seen) seen = 0;
    if (size === seen) continue;
    const added = readFileSync(place.path).subarray(seen);
    seen += added.length;
    for (const line of linesOf(decode(added, p.Encoding), p.Delimiter)) run.writeObject(line);
  }
}
