/**
 * The ACPI tables of an x86 machine: one processor, its interrupt controllers, the power button's
 * registers, and the device `VMBus` that Linux's hv_vmbus binds to.
 *
 * Source: ACPI 6.5, chapter 5; addresses are those of v86's devices. Proven: findings of Linux on our
 * VMBus, "direct boot".
 */
import * as aml from './aml.ts';

export const SCI_INTERRUPT = 9;
/** PM1a control block: a write with bit 13 set switches the machine off (S5, sleep type 5). */
export const PM1_CONTROL_PORT = 0xb004;
const PM1_EVENT_PORT = 0xb000;
const PM_TIMER_PORT = 0xb008;
const GPE_PORT = 0xafe0;
const CMOS_CENTURY = 0x32;
const SLEEP_TYPE_OFF = 5;

/** Where VMBus devices may have memory of their own (frame buffers). */
const MMIO_BASE = 0xf800_0000;
const MMIO_BYTES = 0x400_0000;

const HEADER = 36;
const ALIGNMENT = 64;

function dsdt(): number[] {
  return [
    ...aml.name(
      '\\_S5',
      aml.list(
        aml.integer(SLEEP_TYPE_OFF),
        aml.integer(SLEEP_TYPE_OFF),
        aml.integer(0),
        aml.integer(0),
      ),
    ),
    ...aml.scope(
      '\\_SB',
      aml.device(
        'VMBS',
        aml.name('_HID', aml.string('VMBus')),
        aml.name('_UID', aml.integer(0)),
        aml.name('_STA', aml.integer(0x0f)),
        aml.name('_CRS', aml.resources(aml.memoryWindow(MMIO_BASE, MMIO_BYTES))),
      ),
    ),
  ];
}

/** Fixed ACPI description: where the registers are. */
function fadt(facs: number, dsdtAt: number): Uint8Array {
  const body = Buffer.alloc(244 - HEADER);
  const put = (offset: number, value: number, size = 4): void => {
    body.writeUIntLE(value, offset - HEADER, size);
  };
  put(36, facs);
  put(40, dsdtAt);
  put(46, SCI_INTERRUPT, 2);
  put(56, PM1_EVENT_PORT);
  put(64, PM1_CONTROL_PORT);
  put(76, PM_TIMER_PORT);
  put(80, GPE_PORT);
  for (const [offset, bytes] of [
    [88, 4],
    [89, 2],
    [91, 4],
    [92, 4],
  ] as const)
    put(offset, bytes, 1);
  put(96, 101, 2); // C2 and C3 are not there: latencies above 100 and 1000 us
  put(98, 1001, 2);
  put(108, CMOS_CENTURY, 1);
  put(109, 0b101, 2); // legacy devices; no VGA to probe
  put(112, 0b11_0101); // WBINVD, C1, no power and sleep button devices
  return body;
}

/** Local APIC, I/O APIC, and the two interrupts that are not where they were on the ISA bus. */
const MADT = Buffer.from(
  [
    '0000e0fe01000000', // local APIC at 0xFEE00000, PC-AT compatible
    '0008000001000000', // processor 0, APIC 0
    '010c01000000c0fe00000000', // I/O APIC 1 at 0xFEC00000
    '020a0000020000000000', // IRQ 0 is GSI 2
    '020a0009090000000d00', // IRQ 9 (SCI): level, active high
  ].join(''),
  'hex',
);

const checksum = (bytes: Uint8Array): number =>
  (256 - (bytes.reduce((sum, byte) => sum + byte, 0) & 0xff)) & 0xff;

/** Writes all tables into the memory from `base` on, which is the RSDP's address. 64 KiB are enough. */
export function writeAcpiTables(memory: Uint8Array, base: number): void {
  let at = base + 0x1000;
  const place = (bytes: Uint8Array): number => {
    const address = at;
    memory.set(bytes, address);
    at = Math.ceil((at + bytes.length) / ALIGNMENT) * ALIGNMENT;
    return address;
  };
  const table = (signature: string, revision: number, body: Uint8Array): number => {
    const bytes = Buffer.concat([Buffer.alloc(HEADER), body]);
    bytes.write(signature, 0, 'latin1');
    bytes.writeUInt32LE(bytes.length, 4);
    bytes[8] = revision;
    bytes.write('HVSH  HVSHTABL', 10, 'latin1');
    bytes.writeUInt32LE(1, 24);
    bytes.write('HVSH', 28, 'latin1');
    bytes.writeUInt32LE(1, 32);
    bytes[9] = checksum(bytes);
    return place(bytes);
  };
  const facs = Buffer.alloc(64);
  facs.write('FACS', 'latin1');
  facs.writeUInt32LE(64, 4);
  facs[32] = 2;
  const fixed = table('FACP', 4, fadt(place(facs), table('DSDT', 2, Buffer.from(dsdt()))));
  const interrupts = table('APIC', 3, MADT);
  const wide = Buffer.alloc(16);
  wide.writeUInt32LE(fixed, 0);
  wide.writeUInt32LE(interrupts, 8);
  const narrow = Buffer.alloc(8);
  narrow.writeUInt32LE(fixed, 0);
  narrow.writeUInt32LE(interrupts, 4);
  memory.set(rootPointer(table('RSDT', 1, narrow), table('XSDT', 1, wide)), base);
}

function rootPointer(rsdt: number, xsdt: number): Uint8Array {
  const bytes = Buffer.alloc(36);
  bytes.write('RSD PTR ', 'latin1');
  bytes.write('HVSH  ', 9, 'latin1');
  bytes[15] = 2;
  bytes.writeUInt32LE(rsdt, 16);
  bytes.writeUInt32LE(36, 20);
  bytes.writeUInt32LE(xsdt, 24);
  bytes[8] = checksum(bytes.subarray(0, 20));
  bytes[32] = checksum(bytes);
  return bytes;
}
