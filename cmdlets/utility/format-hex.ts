/** Format-Hex: files, texts and numbers as hexadecimal bytes. */
import {readFileSync, statSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Encoding} from '../../shell/types/encoding.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {expandPath, fileOf, isFile} from '../../shell/providers/items.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {NetException, typeOf, unwrap} from '../../shell/values/index.ts';
import {ByteCollection, BYTES_PER_LINE, inputLabel} from './byte-collection.ts';
import {bytesOf} from './value-bytes.ts';

interface State {
  /** Numbers of one type that came one after the other are one input. */
  typeName: string;
  parts: Uint8Array[];
}

export const formatHex = cmdlet({
  name: 'Format-Hex',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['fhx'],
  className: 'FormatHex',
  defaultParameterSet: 'Path',
  outputTypes: ['Microsoft.PowerShell.Commands.ByteCollection'],
  synopsis: 'Displays a file or other input as hexadecimal.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0}},
      wildcards: true,
      validate: [{notNullOrEmpty: true}],
      help: 'Paths; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true}},
      aliases: ['PSPath', 'LP'],
      validate: [{notNullOrEmpty: true}],
      help: 'Paths taken as they are, without wildcards.',
    },
    InputObject: {
      type: 'psobject',
      sets: {ByInputObject: {mandatory: true, pipeline: 'value'}},
      help: 'Texts, numbers, arrays of them, or files.',
    },
    Encoding: {
      ...ENCODING,
      sets: {ByInputObject: {}},
      help: 'The encoding that makes bytes of texts; default UTF-8.',
    },
    Count: {
      type: 'long',
      validate: [{range: [1, Number.MAX_SAFE_INTEGER]}],
      help: 'How many bytes.',
    },
    Offset: {
      type: 'long',
      validate: [{range: [0, Number.MAX_SAFE_INTEGER]}],
      help: 'How many bytes to leave out first.',
    },
  },
  examples: [{title: 'A text', code: "('AB' | Format-Hex).HexBytes", output: ['41 42']}],
  state: (): State => ({typeName: '', parts: []}),

  process(run, p) {
    for (const text of p.Path ?? []) {
      const found = expandPath(run.session, text, true);
      const places = found.length > 0 ? found : [resolvePath(run.session, text)];
      for (const place of places) writeFile(run, p, place.path, isFile(place));
    }
    for (const text of p.LiteralPath ?? []) {
      const place = resolvePath(run.session, text);
      writeFile(run, p, place.path, isFile(place));
    }
    if (run.bound.has('InputObject')) takeInput(run, p);
  },
  end(run, p) {
    flush(run, p);
  },
});

interface Arguments {
  readonly InputObject?: unknown;
  readonly Encoding?: Encoding | undefined;
  readonly Count?: bigint | undefined;
  readonly Offset?: bigint | undefined;
}

function takeInput(run: Run<State>, p: Arguments) {
  const file = fileOf(p.InputObject);
  if (file) {
    flush(run, p);
    writeFile(run, p, file.fullName, true);
    return;
  }
  const bytes = bytesOf(p.InputObject, p.Encoding);
  if (!bytes) return refuseType(run, p.InputObject);
  const bare = unwrap(p.InputObject);
  const {fullName} = typeOf(bare);
  const isAlone = typeof bare === 'string' || Array.isArray(bare) || bare instanceof Uint8Array;
  if (isAlone || fullName !== run.state.typeName) flush(run, p);
  run.state.typeName = fullName;
  run.state.parts.push(bytes);
  if (isAlone) flush(run, p);
}

function flush(run: Run<State>, p: Arguments) {
  const {typeName, parts} = run.state;
  if (parts.length === 0) return;
  run.state.parts = [];
  writeBytes(run, p, Buffer.concat(parts), null, inputLabel(typeName));
}

function writeFile(run: Run<State>, p: Arguments, file: string, isInFileSystem: boolean) {
  const found = isInFileSystem && statSync(file, {throwIfNoEntry: false});
  if (!isInFileSystem)
    fail(
      run,
      'FormatHexOnlySupportsFileSystemPaths',
      'InvalidArgument',
      'System.ArgumentException',
      `The given path '${file}' is not supported. This command only supports the FileSystem Provider paths.`,
      file,
    );
  else if (!found)
    fail(
      run,
      'FileNotFound',
      'ObjectNotFound',
      'System.Management.Automation.ItemNotFoundException',
      `Cannot find path '${file}' because it does not exist.`,
      file,
    );
  else if (found.isDirectory())
    fail(
      run,
      'FormatHexPathRefersToADirectory',
      'InvalidArgument',
      'System.ArgumentException',
      `The path '${file}' is a directory.`,
      file,
    );
  else writeBytes(run, p, readFileSync(file), file, file);
}

function fail(
  run: Run<State>,
  id: string,
  category: 'InvalidArgument' | 'ObjectNotFound' | 'ParserError',
  type: string,
  message: string,
  target: unknown,
) {
  run.writeError(run.error(id, category, new NetException(type, message), target));
}

function refuseType(run: Run<State>, value: unknown) {
  const message = `Cannot convert input of type '${typeOf(value).fullName}' to hexadecimal. To view the hexadecimal formatting of its string representation, pipe it to the Out-String cmdlet before piping it to Format-Hex.`;
  fail(
    run,
    'FormatHexTypeNotSupported',
    'ParserError',
    'System.InvalidOperationException',
    message,
    value,
  );
}

function writeBytes(
  run: Run<State>,
  p: Arguments,
  bytes: Uint8Array,
  path: string | null,
  label: string,
) {
  const from = Number(p.Offset ?? 0n);
  const to = p.Count === undefined ? bytes.length : Math.min(bytes.length, from + Number(p.Count));
  for (let at = from; at < to; at += BYTES_PER_LINE) {
    const line = bytes.slice(at, Math.min(to, at + BYTES_PER_LINE));
    run.writeObject(new ByteCollection(at, line, path, label));
  }
}
