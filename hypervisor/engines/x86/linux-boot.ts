/**
 * Boots a Linux kernel without a BIOS: the kernel to its place (kernel-image.ts), a zero page, ACPI tables.
 *
 * What the processor must be set to is answered; the engine does it. Source: Linux, Documentation/arch/x86/boot.rst
 * (32-bit boot protocol) and zero-page.rst.
 */
import {writeAcpiTables} from './acpi/tables.ts';
import {BootError, loadKernel, SETUP_HEADER} from './kernel-image.ts';

export interface LinuxBoot {
  /** vmlinux or bzImage. */
  kernel: Uint8Array;
  initrd?: Uint8Array;
  commandLine: string;
}

/** The state of the processor at the kernel's first instruction: flat 32-bit segments, paging off. */
export interface EntryState {
  instructionPointer: number;
  /** ESI: the zero page. */
  zeroPage: number;
  gdt: {address: number; limit: number};
  codeSelector: number;
  dataSelector: number;
}

const ZERO_PAGE = 0x10000;
const COMMAND_LINE = 0x20000;
const GDT = 0x30000;
const MEGABYTE = 0x100000;
/** At the end of memory, for ACPI tables. */
const ACPI_BYTES = 0x10000;
const COMMAND_LINE_MAX = 2047;

/** null, unused, code at 0x10, data at 0x18: base 0, limit 4 GiB. */
const DESCRIPTORS = [0n, 0n, 0x00cf_9a00_0000_ffffn, 0x00cf_9200_0000_ffffn];

const E820 = {ram: 1, reserved: 2, acpi: 3} as const;

/** Fills the memory. Throws BootError for what can not boot. */
export function loadLinux(memory: Uint8Array, boot: LinuxBoot): EntryState {
  const {kernel, initrd, commandLine} = boot;
  if (commandLine.length > COMMAND_LINE_MAX)
    throw new BootError(
      `the command line has ${commandLine.length} characters; ${COMMAND_LINE_MAX} are allowed`,
    );
  const acpi = memory.length - ACPI_BYTES;
  const {entry, end, setupHeader} = loadKernel(memory, kernel, acpi);
  writeAcpiTables(memory, acpi);
  memory.set(Buffer.from(`${commandLine}\0`, 'latin1'), COMMAND_LINE);
  const initrdAt = initrd ? placeInitrd(memory, initrd, {from: end, to: acpi}) : 0;
  writeZeroPage(memory, {acpi, initrdAt, initrdBytes: initrd?.length ?? 0, setupHeader});
  memory.set(new Uint8Array(BigUint64Array.from(DESCRIPTORS).buffer), GDT);
  return {
    instructionPointer: entry,
    zeroPage: ZERO_PAGE,
    gdt: {address: GDT, limit: 31},
    codeSelector: 0x10,
    dataSelector: 0x18,
  };
}

/** As high as it can be, a page's start. */
function placeInitrd(
  memory: Uint8Array,
  initrd: Uint8Array,
  {from, to}: {from: number; to: number},
): number {
  const at = (to - initrd.length) & ~0xfff;
  if (at < from)
    throw new BootError(`the initrd of ${initrd.length} bytes does not fit into the memory`);
  memory.set(initrd, at);
  return at;
}

interface ZeroPage {
  acpi: number;
  initrdAt: number;
  initrdBytes: number;
  setupHeader: Uint8Array | undefined;
}

function writeZeroPage(
  memory: Uint8Array,
  {acpi, initrdAt, initrdBytes, setupHeader}: ZeroPage,
): void {
  const page = Buffer.alloc(4096);
  page.writeUInt32LE(acpi, 0x70); // acpi_rsdp_addr
  if (setupHeader) page.set(setupHeader, SETUP_HEADER);
  else writeSetupHeader(page);
  page[0x210] = 0xff; // type_of_loader: none that has a number
  page[0x211] = (page[0x211] ?? 0) | 1; // loaded high
  page.writeUInt32LE(initrdAt, 0x218);
  page.writeUInt32LE(initrdBytes, 0x21c);
  page.writeUInt32LE(COMMAND_LINE, 0x228);
  const map = [
    [0, 0x9f000, E820.ram],
    [0xe0000, 0x20000, E820.reserved],
    [MEGABYTE, acpi - MEGABYTE, E820.ram],
    [acpi, ACPI_BYTES, E820.acpi],
  ] as const;
  page[0x1e8] = map.length;
  map.forEach(([from, length, type], index) => {
    const at = 0x2d0 + index * 20;
    page.writeUInt32LE(from, at);
    page.writeUInt32LE(length, at + 8);
    page.writeUInt32LE(type, at + 16);
  });
  memory.set(page, ZERO_PAGE);
}

/** What a vmlinux does not say of itself. */
function writeSetupHeader(page: Buffer): void {
  page.writeUInt16LE(0xaa55, 0x1fe);
  page.write('HdrS', 0x202, 'latin1');
  page.writeUInt16LE(0x020f, 0x206); // boot protocol 2.15
  page.writeUInt32LE(0x7fff_ffff, 0x22c); // initrd_addr_max
  page.writeUInt32LE(0x0100_0000, 0x230); // kernel_alignment
  page.writeUInt32LE(COMMAND_LINE_MAX, 0x238);
}
