/** The x86 engine: a kernel of a few instructions, written here byte by byte, on the real hypervisor. */
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {IdleSlack} from '../../../hypervisor/engines/idle-slack.ts';
import {shareMemoryImport} from '../../../hypervisor/engines/x86/shared-import.ts';
import {Hypervisor} from '../../../hypervisor/hv/hypervisor.ts';
import {WrittenPages} from '../../../hypervisor/hv/written-pages.ts';
import {Machine, type MachineEnd} from '../../../hypervisor/root/vid/machine.ts';

const MB = 2 ** 20;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-x86-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

const u32 = (value: number): number[] => [0, 8, 16, 24].map(shift => (value >>> shift) & 0xff);

// The instructions that the kernels below are made of.
const hex = (text: string): number[] => [...Buffer.from(text.replaceAll(' ', ''), 'hex')];
const movEax = (value: number): number[] => [0xb8, ...u32(value)];
const movEcx = (value: number): number[] => [0xb9, ...u32(value)];
const movEsp = (value: number): number[] => [0xbc, ...u32(value)];
const movEbp = (value: number): number[] => [0xbd, ...u32(value)];
const clearEdx = hex('31d2');
const clear = hex('31d2 31db 31f6 31ff'); // edx, ebx, esi, edi
const wrmsr = (msr: number, value: number): number[] => [
  ...movEcx(msr),
  ...movEax(value),
  ...clearEdx,
  ...hex('0f30'),
];
const rdmsr = (msr: number): number[] => [...movEcx(msr), ...hex('0f32')];
/** mov dx, 0x3f8; mov al, letter; out dx, al */
const say = (letter: string): number[] => [
  ...hex('66baf803 b0'),
  letter.charCodeAt(0),
  ...hex('ee'),
];
const powerOff = hex('66ba04b0 66b80034 66ef'); // out 0xb004, 0x3400
const halt = hex('fa f4'); // cli; hlt
const spin = hex('ebfe');
const fail = [...say('x'), ...halt];
/** Goes on when the zero flag is set, or is not; else says x and stops for good. */
const unlessZero = [0x74, fail.length, ...fail];
const unlessNotZero = [0x75, fail.length, ...fail];

const HYPERCALL_PAGE = 0x20_0000;
const hypercall = (control: number, input: number): number[] => [
  ...clear,
  ...movEax(control),
  ...movEcx(input),
  ...movEbp(HYPERCALL_PAGE),
  ...hex('ffd5'), // call ebp
];

/** Asks for the hypervisor by CPUID, MSRs and a hypercall; each answer is a letter on the serial port. */
const enlightened = [
  ...movEsp(0x9_0000),
  ...movEax(0x4000_0000),
  ...hex('0fa2 81fb'), // cpuid; cmp ebx, "Micr"
  ...Buffer.from('Micr'),
  ...unlessZero,
  ...say('M'),
  ...wrmsr(0x4000_0000, 0x8100),
  ...wrmsr(0x4000_0001, HYPERCALL_PAGE | 1),
  ...hypercall(0x1_0008, 1), // HvCallNotifyLongSpinWait, fast
  ...hex('85c0'), // test eax, eax
  ...unlessZero,
  ...say('H'),
  ...hypercall(0x7fff, 0), // no such call
  ...hex('83f802'), // cmp eax, HV_STATUS_INVALID_HYPERCALL_CODE
  ...unlessZero,
  ...say('I'),
  ...rdmsr(0x4000_0020), // TIME_REF_COUNT
  ...hex('85c0'),
  ...unlessNotZero,
  ...say('T'),
];

let files = 0;

/** An ELF file of one segment at 1 MiB. */
function elf(code: readonly number[]): string {
  const header = Buffer.alloc(0x1000);
  header.set([0x7f, ...Buffer.from('ELF'), 1, 1, 1]);
  header.writeUInt32LE(MB, 24); // entry
  header.writeUInt32LE(52, 28); // program headers
  header.writeUInt16LE(1, 44);
  header.writeUInt32LE(1, 52); // PT_LOAD
  header.writeUInt32LE(0x1000, 56);
  for (const at of [60, 64]) header.writeUInt32LE(MB, at);
  for (const at of [68, 72]) header.writeUInt32LE(code.length, at);
  const file = path.join(folder, `${files++}.elf`);
  writeFileSync(file, Buffer.concat([header, Buffer.from(code)]));
  return file;
}

/** A bzImage whose packed kernel is these instructions. */
function bzImage(code: readonly number[], memoryNeeded = 0x1_0000): string {
  const setup = Buffer.alloc(1024);
  setup[0x1f1] = 1; // sectors after the first
  setup.writeUInt16LE(0xaa55, 0x1fe);
  setup[0x201] = 0x6a; // bytes of the header from here
  setup.write('HdrS', 0x202, 'latin1');
  setup.writeUInt16LE(0x020f, 0x206);
  setup.writeBigUInt64LE(BigInt(2 * MB), 0x258);
  setup.writeUInt32LE(memoryNeeded, 0x260);
  const file = path.join(folder, `${files++}.bz`);
  writeFileSync(file, Buffer.concat([setup, Buffer.from(code)]));
  return file;
}

const hypervisor = new Hypervisor({logicalProcessors: 2, mhz: 2000});

function machineOf(kernel: string, memoryBytes = 16 * MB): {machine: Machine; said: () => string} {
  const settings = {kernel, commandLine: 'test'};
  const machine = new Machine(hypervisor, {
    vpCount: 1,
    memoryBytes,
    engine: 'x86',
    image: 'test',
    settings,
  });
  let text = '';
  for (const port of [0, 1])
    machine.partition.onSerial(port, bytes => {
      text += Buffer.from(bytes).toString('latin1');
    });
  return {machine, said: () => text};
}

const endOf = (machine: Machine): Promise<MachineEnd> =>
  new Promise(resolve => machine.onEnd(resolve));

test.serial('a guest finds the hypervisor, calls it, and switches itself off', async t => {
  const {machine, said} = machineOf(elf([...enlightened, ...powerOff, ...halt]));
  const end = endOf(machine);
  await machine.start();
  t.deepEqual(await end, {reason: 'shutdown'});
  t.is(said(), 'MHIT');
  await machine.turnOff();
});

test.serial('a bzImage begins behind its setup, with the zero page in ESI', async t => {
  // cmp dword [esi + 0x202], "HdrS"; cmp dword [esi + 0x260], what it needs
  const checks = [
    ...hex('81be02020000 48647253'),
    ...unlessZero,
    ...hex('81be60020000 00000100'),
    ...unlessZero,
  ];
  const {machine, said} = machineOf(bzImage([...checks, ...say('z'), ...powerOff, ...halt]));
  const end = endOf(machine);
  await machine.start();
  t.deepEqual(await end, {reason: 'shutdown'});
  t.is(said(), 'z');
  await machine.turnOff();
  const large = machineOf(bzImage(halt, 15 * MB)).machine;
  await t.throwsAsync(large.start(), {message: /does not fit into 16 MB/});
  await large.turnOff();
});

test.serial('a halt with interrupts off is a stop; what can not boot says why', async t => {
  const stopping = machineOf(elf([...say('s'), ...halt]));
  const end = endOf(stopping.machine);
  await stopping.machine.start();
  t.deepEqual(await end, {reason: 'stopped'});
  t.is(stopping.said(), 's');
  await stopping.machine.turnOff();
  const file = path.join(folder, 'text');
  writeFileSync(file, 'no kernel');
  const wrong = machineOf(file).machine;
  await t.throwsAsync(wrong.start(), {message: /neither a 32-bit ELF file nor a bzImage/});
  await wrong.turnOff();
});

/** mov dword [address], value */
const store = (address: number, value: number): number[] => [
  ...hex('c705'),
  ...u32(address),
  ...u32(value),
];
const IDT = 0x5_0000;
const MESSAGES = 0x7_0000;
const APIC = 0xfee0_0000;
/** An interrupt gate of the flat code segment to a place in the first 64 KiB of the kernel. */
const gate = (vector: number, offset: number): number[] => [
  ...store(IDT + vector * 8, 0x0010_0000 | offset),
  ...store(IDT + vector * 8 + 4, 0x0010_8e00),
];
const endOfInterrupt = store(APIC + 0xb0, 0);
const onDirect = [...say('t'), ...endOfInterrupt, 0xcf]; // iret
const onMessage = [
  ...hex('813d'), // cmp dword [slot of SINT 2], HvMessageTimerExpired
  ...u32(MESSAGES + 0x200),
  ...u32(0x8000_0010),
  ...unlessZero,
  ...say('m'),
  ...powerOff,
  ...halt,
];
/** Two synthetic timers that are due: one straight to a vector, one as a message to SINT 2. */
const timed = [
  ...hex('e9'), // jmp behind the handlers
  ...u32(onDirect.length + onMessage.length),
  ...onDirect,
  ...onMessage,
  ...movEsp(0x9_0000),
  ...gate(0x40, 5),
  ...gate(0x41, 5 + onDirect.length),
  ...store(0x6_0000, 0x07ff),
  ...store(0x6_0002, IDT),
  ...hex('0f011d 00000600'), // lidt
  ...store(APIC + 0xf0, 0x1ff), // on, spurious vector 0xff
  ...wrmsr(0x4000_0080, 1), // SCONTROL
  ...wrmsr(0x4000_0083, MESSAGES | 1), // SIMP
  ...wrmsr(0x4000_0092, 0x41), // SINT2
  ...wrmsr(0x4000_00b0, 0x1000 | (0x40 << 4) | 8), // STIMER0: direct, enabled by its count
  ...wrmsr(0x4000_00b1, 1),
  ...hex('fb f4'), // sti; hlt
  ...wrmsr(0x4000_00b2, (2 << 16) | 8), // STIMER1: SINT 2
  ...wrmsr(0x4000_00b3, 1),
  ...hex('f4 ebfd'),
];

test.serial('timers reach a halted guest through the APIC, directly and as messages', async t => {
  const {machine, said} = machineOf(elf(timed));
  const end = endOf(machine);
  await machine.start();
  t.deepEqual(await end, {reason: 'shutdown'});
  t.is(said(), 'tm');
  await machine.turnOff();
});

const faults: [name: string, code: number[], where: RegExp][] = [
  ['an exception without a handler', hex('0f0b'), /triple fault: .*\(eip 0x100000, .*cr0 0x1\)/],
  ['code outside the memory', [...movEax(0xf000_0000), ...hex('ffe0')], /eip 0xf0000000/],
  ['a register that the hypervisor refuses', wrmsr(0x4000_0021, 0xffff_ffff), /eip 0x10000c/],
];
const stubborn: [name: string, code: number[]][] = [
  ['a string of 4 G port accesses', hex('66baf803 b9ffffffff bf00002000 f36c ebfe')],
  ['a string of 4 G writes, backwards', hex('fd b9ffffffff bf00f0ff00 fc f3aa ebfe')],
  ['every port there is', hex('31d2 ec ee ed ef 42 ebf9')],
  ['calls without end', hex('bc00009000 e8fbffffff')],
  ['writes to its own code', hex('c6050700100090 ebf7')],
  ['writes all over the APIC', hex('bf0000e0fe b900010000 b8ffffffff f3ab ebf0')],
];

test.serial('a hostile guest ends with a reason, or is stopped at once', async t => {
  for (const [name, code, detail] of faults) {
    const {machine} = machineOf(elf(code));
    const end = endOf(machine);
    await machine.start();
    const ended = await end;
    t.is(ended.reason, 'fault', name);
    if (ended.reason === 'fault') t.regex(ended.detail ?? '', detail, name);
    await machine.turnOff();
  }
  for (const [name, code] of stubborn) {
    const {machine} = machineOf(elf([...say('a'), ...code]));
    const ended = endOf(machine);
    await machine.start();
    const stands = Promise.race([machine.pause(), ended]).catch(() => {});
    const patience = new Promise(resolve => setTimeout(resolve, 5000, 'late'));
    t.not(await Promise.race([stands, patience]), 'late', name);
    await machine.turnOff();
  }
});

// Says a on ttyS1; there: mov dx, 0x2fd; in al, dx; test al, 1; jz there; mov dx, 0x2f8; in al, dx; inc al; out dx, al
const echo = hex('66baf802 b061 ee 66bafd02 ec a801 74f7 66baf802 ec fec0 ee ebed');

test.serial('the second serial port answers; input that was not read is saved', async t => {
  const kernel = elf(echo);
  const {machine, said} = machineOf(kernel);
  const heard = async (text: string): Promise<void> => {
    while (said() !== text) await new Promise(resolve => setTimeout(resolve, 5));
  };
  await machine.start();
  await heard('a');
  machine.partition.writeSerial(1, Buffer.from('A'.repeat(100)));
  await heard(`a${'B'.repeat(100)}`);
  await machine.pause();
  machine.partition.writeSerial(1, Buffer.from('C'.repeat(100)));
  const saved = structuredClone(await machine.save());
  const memory = machine.partition.memory.u8.slice();
  await machine.turnOff();
  const other = machineOf(kernel);
  other.machine.partition.memory.u8.set(memory);
  await other.machine.restore(saved);
  other.machine.resume();
  while (other.said() !== 'D'.repeat(100)) await new Promise(resolve => setTimeout(resolve, 5));
  await other.machine.turnOff();
  t.pass();
});

test.serial('a busy guest is paused, goes on, is saved and goes on elsewhere', async t => {
  const kernel = elf([...say('a'), ...spin]);
  const {machine, said} = machineOf(kernel);
  await machine.start();
  while (said() === '') await new Promise(resolve => setTimeout(resolve, 5));
  await machine.pause();
  const used = machine.statistics()[0]!.charged;
  await new Promise(resolve => setTimeout(resolve, 50));
  t.is(machine.statistics()[0]!.charged, used);
  const saved = structuredClone(await machine.save());
  const memory = machine.partition.memory.u8.slice();
  await machine.turnOff();
  const other = machineOf(kernel).machine;
  other.partition.memory.u8.set(memory);
  await other.restore(saved);
  other.resume();
  const before = other.statistics()[0]!.charged;
  while (other.statistics()[0]!.charged <= before)
    await new Promise(resolve => setTimeout(resolve, 5));
  t.is(other.state, 'running');
  await other.turnOff();
  t.is(hypervisor.partitions.length, 0);
});

test('timers of an idle processor are late the longer it is idle, and exact after an event', t => {
  const slack = new IdleSlack();
  const at = (ms: number): number => slack.micros(ms * 1000) / 1000;
  const event = (ms: number): void => slack.disturb(ms * 1000);
  const start = 10_000;
  event(start);
  event(start + 100); // two are activity
  const quiet = start + 100;
  const steps = [0, 19, 199, 200, 999, 1000, 4999, 5000, 90_000].map(ms => at(quiet + ms));
  t.deepEqual(steps, [0, 0, 0, 20, 20, 50, 50, 100, 100]);
  const lone = quiet + 90_000;
  event(lone);
  event(lone + 15); // of the same event
  t.deepEqual([at(lone + 1), at(lone + 34), at(lone + 36)], [0, 0, 100]);
  event(lone + 400);
  t.deepEqual([at(lone + 421), at(lone + 599), at(lone + 601)], [0, 0, 20]);
  for (let ms = 0; ms < 5000; ms += 5) event(lone + 2000 + ms); // never 20 ms of silence
  t.is(at(lone + 7050), 0);
});

test('a memory import becomes a shared one, and nothing else changes', t => {
  const start = hex('0061736d 01000000 01 04 01 60 00 00');
  // e.f, a function, and e.m, a memory of 64 pages at least; one function that does nothing.
  const module = Uint8Array.from([
    ...start,
    ...hex('02 0e 02 01 65 01 66 00 00 01 65 01 6d 02 00 40'),
    ...hex('03 02 01 00 0a 04 01 02 00 0b'),
  ]);
  const memory = new WebAssembly.Memory({initial: 64, maximum: 65_536, shared: true});
  const given = {e: {f: () => {}, m: memory}};
  t.throws(() => new WebAssembly.Instance(new WebAssembly.Module(module), given));
  const shared = shareMemoryImport(module);
  t.notThrows(() => new WebAssembly.Instance(new WebAssembly.Module(shared), given));
  t.throws(() => shareMemoryImport(shared), {message: /shared already/});
  t.throws(() => shareMemoryImport(Uint8Array.from(start)), {
    message: /no import section/,
  });
});

test('pages that the host wrote are told once, in runs', t => {
  const size = 2049 * 4096;
  const pages = new WrittenPages(new SharedArrayBuffer(WrittenPages.bytesFor(size)), size);
  const taken = (): number[][] => {
    const runs: number[][] = [];
    pages.take((from, to) => void runs.push([from / 4096, to / 4096]));
    return runs;
  };
  t.deepEqual(taken(), []);
  pages.add(4095, 2);
  pages.add(31 * 4096, 1);
  pages.add(33 * 4096, 4096 * 2);
  pages.add(0, 0);
  pages.add(1000 * 4096, 70 * 4096);
  pages.add(2048 * 4096, 1);
  t.deepEqual(taken(), [
    [0, 2],
    [31, 32],
    [33, 35],
    [1000, 1024],
    [1024, 1056],
    [1056, 1070],
    [2048, 2049],
  ]);
  t.deepEqual(taken(), []);
  const all: number[] = [];
  for (let turn = 0, seed = 1; turn < 500; turn++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    const [page, count] = [(seed >>> 8) % 2040, (seed >>> 3) % 9];
    pages.add(page * 4096, count * 4096);
    for (let at = page; at < page + count; at++) all.push(at);
  }
  const told = taken().flatMap(([from = 0, to = 0]) =>
    Array.from({length: to - from}, (_, at) => from + at),
  );
  t.deepEqual(
    told,
    [...new Set(all)].sort((a, b) => a - b),
  );
});
