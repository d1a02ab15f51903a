/** System.IO.File. Text is UTF-8 without a mark unless an encoding says otherwise; reading honours marks. */
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  constants,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {enumerate} from '../values/enumerate.ts';
import {toText} from '../conversion/to-text.ts';
import {enumValue} from '../values/define-enum.ts';
import {defineType} from '../values/define-type.ts';
import type {EnumValue} from '../values/enum-value.ts';
import {requireType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {DateTime} from './date-time.ts';
import type {Encoding} from './encoding.ts';
import {decode, encode, utf8} from './encoding.ts';
import {absolutePath} from './current-directory.ts';
import {onPath} from './io-error.ts';
import {FileStream, opened} from './stream.ts';
import {StreamReader} from './text-reader.ts';
import {StreamWriter} from './text-writer.ts';

/** FileMode and FileAccess. */
const CREATE = 2;
const OPEN = 3;
const OPEN_OR_CREATE = 4;
const APPEND = 6;
const READ = 1;
const WRITE = 2;

export function openText(name: string): StreamReader {
  return new StreamReader(new FileStream(name, OPEN, READ));
}

export function appendText(name: string): StreamWriter {
  return new StreamWriter(new FileStream(name, APPEND, WRITE));
}

export function createText(name: string): StreamWriter {
  return new StreamWriter(new FileStream(name, CREATE, WRITE));
}

export function openFile(name: string, mode: number, access?: number): FileStream {
  return new FileStream(name, mode, access);
}

function isFile(name: string | null): boolean {
  return !!name && existsSync(absolutePath(name)) && !statSync(absolutePath(name)).isDirectory();
}

function readText(name: string, encoding: Encoding = utf8): string {
  return onPath(name, full => decode(readFileSync(full), encoding));
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A missing folder is DirectoryNotFoundException, not FileNotFoundException. */
function writing<T>(name: string, run: (full: string) => T): T {
  return onPath(name, run, !existsSync(path.dirname(absolutePath(name || '.'))));
}

function writeText(name: string, text: string | null, encoding: Encoding = utf8): void {
  writing(name, full => writeFileSync(full, encode(text ?? '', encoding)));
}

function lineText(lines: Value): string {
  return Array.from(enumerate(lines), line => `${toText(line)}\n`).join('');
}

function append(name: string, text: string, encoding: Encoding = utf8): void {
  writing(name, full => {
    if (existsSync(full)) appendFileSync(full, encoding.getBytes(text));
    else writeFileSync(full, encode(text, encoding));
  });
}

function copy(from: string, to: string, overwrite = false): void {
  onPath(from, full => {
    const target = absolutePath(to);
    if (existsSync(target) && !overwrite) {
      throw new NetException('System.IO.IOException', `The file '${target}' already exists.`);
    }
    copyFileSync(full, target, overwrite ? 0 : constants.COPYFILE_EXCL);
  });
}

function move(from: string, to: string, overwrite = false): void {
  onPath(from, full => {
    if (!existsSync(full)) throw Object.assign(new Error('missing'), {code: 'ENOENT'});
    const target = absolutePath(to);
    if (existsSync(target) && !overwrite)
      throw new NetException(
        'System.IO.IOException',
        `Cannot create a file when that file already exists.`,
      );
    renameSync(full, target);
  });
}

function time(name: string, which: 'mtimeMs' | 'atimeMs' | 'birthtimeMs', local = true): DateTime {
  return onPath(name, full => {
    const date = DateTime.fromUnixMicros(BigInt(Math.round(statSync(full)[which] * 1000)));
    return local ? date.toLocalTime() : date;
  });
}

function setTime(name: string, date: DateTime): void {
  onPath(name, full =>
    utimesSync(full, statSync(full).atimeMs / 1000, date.unixMilliseconds / 1000),
  );
}

function attributes(name: string): Value {
  return onPath(name, full => {
    const stat = statSync(full);
    const readOnly = (stat.mode & 0o222) === 0 ? 1 : 0;
    const hidden = path.basename(full).startsWith('.') ? 2 : 0;
    const bits = readOnly | hidden | (stat.isDirectory() ? 16 : 0);
    return enumValue(requireType('System.IO.FileAttributes'), bits || 128);
  });
}

function setAttributes(name: string, value: EnumValue): void {
  onPath(name, full => {
    const mode = statSync(full).mode & 0o777;
    chmodSync(full, (value.value & 1) !== 0 ? mode & ~0o222 : mode | 0o200);
  });
}

defineType({
  fullName: 'System.IO.File',
  abstract: true,
  statics: {
    'bool Exists(string path)': isFile,
    'string ReadAllText(string path)': (name: string) => readText(name),
    'string ReadAllText(string path, object encoding)': readText,
    'string[] ReadAllLines(string path)': (name: string) => linesOf(readText(name)),
    'string[] ReadAllLines(string path, object encoding)': (name: string, encoding: Encoding) =>
      linesOf(readText(name, encoding)),
    'string[] ReadLines(string path)': (name: string) => linesOf(readText(name)),
    'byte[] ReadAllBytes(string path)': (name: string) =>
      onPath(name, full => Uint8Array.from(readFileSync(full))),
    'void WriteAllText(string path, string contents)': (name: string, text: string) =>
      writeText(name, text),
    'void WriteAllText(string path, string contents, object encoding)': writeText,
    'void WriteAllLines(string path, object contents)': (name: string, lines: Value) =>
      writeText(name, lineText(lines)),
    'void WriteAllLines(string path, object contents, object encoding)': (
      name: string,
      lines: Value,
      encoding: Encoding,
    ) => writeText(name, lineText(lines), encoding),
    'void WriteAllBytes(string path, byte[] bytes)': (name: string, bytes: Uint8Array) =>
      writing(name, full => writeFileSync(full, bytes)),
    'void AppendAllText(string path, string contents)': (name: string, text: string) =>
      append(name, text),
    'void AppendAllText(string path, string contents, object encoding)': append,
    'void AppendAllLines(string path, object contents)': (name: string, lines: Value) =>
      append(name, lineText(lines)),
    'System.IO.FileStream Create(string path)': (name: string) => new FileStream(name, CREATE),
    'System.IO.FileStream OpenRead(string path)': (name: string) =>
      new FileStream(name, OPEN, READ),
    'System.IO.FileStream OpenWrite(string path)': (name: string) =>
      new FileStream(name, OPEN_OR_CREATE, WRITE),
    'System.IO.FileStream Open(string path, System.IO.FileMode mode)': opened,
    'System.IO.FileStream Open(string path, System.IO.FileMode mode, System.IO.FileAccess access)':
      opened,
    'System.IO.FileStream Open(string path, System.IO.FileMode mode, System.IO.FileAccess access, System.IO.FileShare share)':
      opened,
    'System.IO.StreamReader OpenText(string path)': openText,
    'System.IO.StreamWriter CreateText(string path)': createText,
    'System.IO.StreamWriter AppendText(string path)': appendText,
    'int GetUnixFileMode(string path)': (name: string) =>
      onPath(name, full => statSync(full).mode & 0o7777),
    'void Delete(string path)': (name: string) =>
      writing(name, full => rmSync(full, {force: true})),
    'void Copy(string sourceFileName, string destFileName)': (from: string, to: string) =>
      copy(from, to),
    'void Copy(string sourceFileName, string destFileName, bool overwrite)': copy,
    'void Move(string sourceFileName, string destFileName)': (from: string, to: string) =>
      move(from, to),
    'void Move(string sourceFileName, string destFileName, bool overwrite)': move,
    'datetime GetLastWriteTime(string path)': (name: string) => time(name, 'mtimeMs'),
    'datetime GetLastWriteTimeUtc(string path)': (name: string) => time(name, 'mtimeMs', false),
    'datetime GetLastAccessTime(string path)': (name: string) => time(name, 'atimeMs'),
    'datetime GetCreationTime(string path)': (name: string) => time(name, 'birthtimeMs'),
    'void SetLastWriteTime(string path, datetime lastWriteTime)': setTime,
    'object GetAttributes(string path)': attributes,
    'void SetAttributes(string path, System.IO.FileAttributes fileAttributes)': setAttributes,
  },
});
