/**
 * Makes a WebAssembly module that imports its memory import a shared one.
 *
 * v86 itself and every piece of code it compiles for the guest import a memory without a maximum, which
 * a shared memory is not accepted for. Only the limits of that import are rewritten; the rest of the
 * module is copied. Source: WebAssembly core 1.0, 5.5.5 (import section), threads proposal (limits 0x03).
 */

const HEADER = 8;
const IMPORT_SECTION = 2;
const ImportKind = {function: 0, table: 1, memory: 2, global: 3} as const;
const LIMITS_SHARED = 3;
/** 65,536 pages as LEB128. */
const MAXIMUM = [0x80, 0x80, 0x04];

/** The module with a shared memory import. Throws for a module without a memory import. */
export function shareMemoryImport(module: Uint8Array): Uint8Array {
  const reader = new Reader(module);
  for (reader.at = HEADER; reader.at < module.length; ) {
    const section = reader.byte();
    const length = reader.leb();
    if (section === IMPORT_SECTION) return rewrite(module, reader, length);
    reader.at += length;
  }
  throw new Error('the module has no import section');
}

function rewrite(module: Uint8Array, reader: Reader, length: number): Uint8Array {
  const content = reader.at;
  const limits = memoryLimits(reader);
  const at = reader.at;
  if (reader.byte() > 1) throw new Error('the memory import is shared already');
  const minimum = reader.leb();
  const changed = [LIMITS_SHARED, ...leb(minimum), ...MAXIMUM];
  const size = leb(length + changed.length - (reader.at - limits));
  const before = module.subarray(0, sectionStart(module, content));
  const out = new Uint8Array(
    before.length + size.length + (at - content) + changed.length + (module.length - reader.at),
  );
  out.set(before);
  out.set(size, before.length);
  out.set(module.subarray(content, at), before.length + size.length);
  out.set(changed, before.length + size.length + at - content);
  out.set(module.subarray(reader.at), out.length - (module.length - reader.at));
  return out;
}

/** Leaves the reader at the limits of the memory import; the answer is that place. */
function memoryLimits(reader: Reader): number {
  for (let left = reader.leb(); left > 0; left--) {
    reader.skipName();
    reader.skipName();
    const kind = reader.byte();
    if (kind === ImportKind.memory) return reader.at;
    if (kind === ImportKind.function) reader.leb();
    else if (kind === ImportKind.global) reader.at += 2;
    else reader.skipTable();
  }
  throw new Error('the module imports no memory');
}

/** Where the length of the section is written whose content begins at `content`. */
function sectionStart(module: Uint8Array, content: number): number {
  let at = content - 1;
  while (((module[at - 1] ?? 0) & 0x80) !== 0) at -= 1;
  return at;
}

function leb(value: number): number[] {
  const bytes: number[] = [];
  for (let left = value; ; ) {
    const low = left & 0x7f;
    left >>>= 7;
    bytes.push(left === 0 ? low : low | 0x80);
    if (left === 0) return bytes;
  }
}

class Reader {
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  byte(): number {
    return this.#bytes[this.at++] ?? 0;
  }

  leb(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.byte();
      value |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) return value >>> 0;
    }
  }

  skipName(): void {
    const length = this.leb();
    this.at += length;
  }

  /** Element type and limits. */
  skipTable(): void {
    this.at += 1;
    const hasMaximum = (this.byte() & 1) !== 0;
    this.leb();
    if (hasMaximum) this.leb();
  }
}
