/** System.IO.Path, as on Linux. */
import {randomBytes} from 'node:crypto';
import {closeSync, existsSync, openSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {currentDirectory} from './current-directory.ts';
import {defineType} from '../values/define-type.ts';
import {NetException} from '../values/net-exception.ts';

function combine(...parts: string[]): string {
  let out = '';
  for (const part of parts) {
    if (part === null)
      throw new NetException(
        'System.ArgumentNullException',
        "Value cannot be null. (Parameter 'path2')",
      );
    if (!part) continue;
    if (part.startsWith('/') || !out) out = part;
    else out += out.endsWith('/') ? part : `/${part}`;
  }
  return out;
}

/** Unlike Combine, a rooted part does not start over. */
function join(parts: readonly string[]): string {
  return parts.filter(Boolean).reduce((out, part) => {
    if (!out) return part;
    return out.endsWith('/') || part.startsWith('/') ? out + part : `${out}/${part}`;
  }, '');
}

function fileName(text: string): string {
  return text.slice(text.lastIndexOf('/') + 1);
}

function extension(text: string): string {
  const name = fileName(text);
  const dot = name.lastIndexOf('.');
  return dot < 0 || dot === name.length - 1 ? '' : name.slice(dot);
}

function withoutExtension(text: string): string {
  const name = fileName(text);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? name : name.slice(0, dot);
}

function directoryName(text: string): string | null {
  if (!text || /^\/+$/.test(text)) return null;
  const at = text.lastIndexOf('/');
  if (at < 0) return '';
  return text.slice(0, at).replace(/\/+$/, '') || '/';
}

function changeExtension(text: string, changed: string | null): string {
  const name = fileName(text);
  const dot = name.lastIndexOf('.');
  const stem = dot < 0 ? text : text.slice(0, text.length - (name.length - dot));
  if (!changed) return changed === null ? stem : `${stem}.`;
  return stem + (changed.startsWith('.') ? changed : `.${changed}`);
}

/** A trailing slash stays, as .NET keeps it. */
function fullPath(text: string, base = currentDirectory()): string {
  if (!text)
    throw new NetException('System.ArgumentException', "The path is empty. (Parameter 'path')");
  const resolved = path.resolve(base, text);
  return text.endsWith('/') && resolved !== '/' ? `${resolved}/` : resolved;
}

function tempPath(): string {
  const folder = process.env.TMPDIR || os.tmpdir();
  return folder.endsWith('/') ? folder : `${folder}/`;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz012345';

function randomName(): string {
  const text = Array.from(randomBytes(11), byte => LETTERS[byte & 31]).join('');
  return `${text.slice(0, 8)}.${text.slice(8)}`;
}

function tempFile(): string {
  const name = `${tempPath()}tmp${randomName().slice(0, 6)}.tmp`;
  closeSync(openSync(name, 'wx', 0o600));
  return name;
}

defineType({
  fullName: 'System.IO.Path',
  abstract: true,
  statics: {
    'char DirectorySeparatorChar': () => '/',
    'char AltDirectorySeparatorChar': () => '/',
    'char PathSeparator': () => ':',
    'char VolumeSeparatorChar': () => '/',
    'string Combine(string path1, string path2)': combine,
    'string Combine(string path1, string path2, string path3)': combine,
    'string Combine(string path1, string path2, string path3, string path4)': combine,
    'string Combine(params string[] paths)': (parts: string[]) => combine(...parts),
    'string Join(string path1, string path2)': (...parts: string[]) => join(parts),
    'string Join(string path1, string path2, string path3)': (...parts: string[]) => join(parts),
    'string Join(params string[] paths)': join,
    'string GetFileName(string path)': fileName,
    'string GetFileNameWithoutExtension(string path)': withoutExtension,
    'string GetExtension(string path)': extension,
    'bool HasExtension(string path)': (text: string) => extension(text) !== '',
    'string GetDirectoryName(string path)': directoryName,
    'string GetPathRoot(string path)': (text: string) => (text.startsWith('/') ? '/' : ''),
    'string GetFullPath(string path)': (text: string) => fullPath(text),
    'string GetFullPath(string path, string basePath)': fullPath,
    'string GetRelativePath(string relativeTo, string path)': (from: string, to: string) =>
      path.relative(from, to) || '.',
    'string ChangeExtension(string path, string extension)': changeExtension,
    'bool IsPathRooted(string path)': (text: string) => text.startsWith('/'),
    'bool IsPathFullyQualified(string path)': (text: string) => text.startsWith('/'),
    'bool EndsInDirectorySeparator(string path)': (text: string) => text.endsWith('/'),
    'string TrimEndingDirectorySeparator(string path)': (text: string) =>
      text.length > 1 ? text.replace(/\/$/, '') : text,
    'bool Exists(string path)': (text: string) => existsSync(text),
    'string GetTempPath()': tempPath,
    'string GetTempFileName()': tempFile,
    'string GetRandomFileName()': randomName,
    'char[] GetInvalidFileNameChars()': () => ['\0', '/'],
    'char[] GetInvalidPathChars()': () => ['\0'],
  },
});
