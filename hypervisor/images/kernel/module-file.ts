/** A kernel module (.ko): what its .modinfo section says of it, and the file without its signature. */
import {ImageError} from '../image-error.ts';

export interface ModuleInfo {
  /** With underscores, as lsmod writes it. */
  readonly name: string;
  /** Names of the modules it needs, with underscores. */
  readonly depends: readonly string[];
  /** Patterns of device and other names that it answers to. */
  readonly aliases: readonly string[];
}

/** Both spellings of a module's name mean the same module. */
export function moduleName(text: string): string {
  return text.replaceAll('-', '_');
}

/** Throws ImageError for what is not a 32-bit module. */
export function moduleInfo(file: Buffer): ModuleInfo {
  const values = new Map<string, string[]>();
  for (const text of section(file, '.modinfo').toString('latin1').split('\0')) {
    const equals = text.indexOf('=');
    if (equals < 0) continue;
    const key = text.slice(0, equals);
    values.set(key, [...(values.get(key) ?? []), text.slice(equals + 1)]);
  }
  return {
    name: moduleName(values.get('name')?.[0] ?? ''),
    depends: (values.get('depends')?.[0] ?? '').split(',').filter(Boolean).map(moduleName),
    aliases: values.get('alias') ?? [],
  };
}

const SECTION_HEADER_BYTES = 40;

function section(file: Buffer, wanted: string): Buffer {
  const damaged = new ImageError('corrupt', 'a kernel module is not a sound 32-bit ELF file');
  if (file.length < 52 || file.readUInt32BE() !== 0x7f454c46 || file[4] !== 1) throw damaged;
  const table = file.readUInt32LE(0x20);
  const count = file.readUInt16LE(0x30);
  if (table + count * SECTION_HEADER_BYTES > file.length) throw damaged;
  const field = (index: number, at: number): number =>
    file.readUInt32LE(table + index * SECTION_HEADER_BYTES + at);
  const bytes = (index: number): Buffer =>
    file.subarray(field(index, 16), field(index, 16) + field(index, 20));
  const namesIndex = file.readUInt16LE(0x32);
  if (namesIndex >= count) throw damaged;
  const names = bytes(namesIndex);
  for (let index = 0; index < count; index++) {
    const from = field(index, 0);
    if (names.toString('latin1', from, names.indexOf(0, from)) === wanted) return bytes(index);
  }
  throw damaged;
}

const SIGNATURE_MAGIC = '~Module signature appended~\n';
/** Before the magic: a struct of 12 bytes that ends with the length of the signature. */
const SIGNATURE_INFO_BYTES = 12;

/**
 * The file without its signature: checking one costs the guest a SHA-256 and an RSA at each load. The kernel
 * loads it all the same unless it was told to insist (module.sig_enforce).
 */
export function withoutSignature(file: Buffer): Buffer {
  const magicAt = file.length - SIGNATURE_MAGIC.length;
  const infoAt = magicAt - SIGNATURE_INFO_BYTES;
  if (infoAt < 0 || file.toString('latin1', magicAt) !== SIGNATURE_MAGIC) return file;
  return file.subarray(0, Math.max(0, infoAt - file.readUInt32BE(magicAt - 4)));
}
