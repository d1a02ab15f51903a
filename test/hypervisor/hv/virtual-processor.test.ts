import test from 'ava';
import {HvStatus} from '../../../hypervisor/hv/status.ts';
import {Privilege} from '../../../hypervisor/hv/privileges.ts';
import {HandGuest, Msr, OS_ID, Page, VECTOR} from './hand-guest.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const message = (text: string) => ({messageType: 1, sender: 4n, payload: bytesOf(text)});

test('the hypervisor names itself and its interface', t => {
  const {vp} = new HandGuest();
  t.deepEqual(vp.cpuid(0x40000000), [0x4000000a, 0x7263694d, 0x666f736f, 0x76482074]);
  t.is(vp.cpuid(0x40000001)?.[0], 0x31237648);
  const [low = 0, high = 0] = vp.cpuid(0x40000003) ?? [];
  t.is(low & 0x66, 0x66, 'reference counter, SynIC, hypercall and VP index');
  t.is(high & 0x30, 0x30, 'post messages and signal events');
  t.is(low & 0x800, 0, 'no frequencies: this processor has no counter');
  t.is(vp.cpuid(0x40000080)?.[0], 0);
  t.is(vp.cpuid(1), undefined);
});

test('registers: privileges, read-only ones, bad values', t => {
  const guest = new HandGuest().enlighten();
  t.is(guest.read(Msr.guestOsId), OS_ID);
  t.is(guest.read(Msr.vpIndex), 0n);
  t.false(guest.write(Msr.vpIndex, 1), 'VP_INDEX is read only');
  t.is(guest.read(0x400001ff), undefined, 'unknown');
  t.is(guest.read(0x40000081), 1n);
  t.false(guest.write(Msr.sint0 + 3, 15), 'vectors below 16 are exceptions');
  t.true(guest.write(Msr.sint0 + 3, 0x10000 | 15), 'but not when masked');
  t.is(guest.read(Msr.sint0 + 5), 0x10000n);
  t.false(guest.write(Msr.simp, (0xffffffffn << 12n) | 1n), 'outside the memory');
  guest.partition.privileges &= ~Privilege.AccessSynicRegs;
  t.is(guest.read(Msr.scontrol), undefined);
});

test('overlay pages keep and give back what they cover', t => {
  const guest = new HandGuest();
  const {memory} = guest;
  memory.page(Page.simp).fill(7);
  memory.page(Page.free).fill(9);
  guest.write(Msr.simp, (Page.simp << 12) | 1);
  t.is(memory.readU8(Page.simp << 12), 0);
  memory.writeU8((Page.simp << 12) + 5, 42);
  guest.write(Msr.simp, (Page.free << 12) | 1);
  t.is(memory.readU8(Page.simp << 12), 7, 'the first page is back');
  t.is(memory.readU8((Page.free << 12) + 5), 42, 'contents moved along');
  guest.write(Msr.simp, 0);
  t.is(memory.readU8(Page.free << 12), 9);
});

test('the hypercall page needs a guest id and can be locked', t => {
  const guest = new HandGuest();
  guest.vp.setTraits({hypercallCode: Uint8Array.of(0x0f, 1, 0xc1, 0xc3)});
  guest.write(Msr.hypercall, (Page.hypercall << 12) | 1);
  t.is(guest.read(Msr.hypercall)! & 1n, 0n, 'enable is ignored before GUEST_OS_ID');
  guest.write(Msr.guestOsId, OS_ID);
  guest.write(Msr.hypercall, (Page.hypercall << 12) | 1);
  t.deepEqual([...guest.memory.copyOut(Page.hypercall << 12, 5)], [0x0f, 1, 0xc1, 0xc3, 0]);
  guest.write(Msr.guestOsId, 0);
  t.is(guest.memory.readU8(Page.hypercall << 12), 0, 'no id, no page');
  guest.write(Msr.guestOsId, OS_ID);
  guest.write(Msr.hypercall, (Page.hypercall << 12) | 3);
  t.false(guest.write(Msr.hypercall, 0), 'locked');
});

test('reference time counts 100 ns and stands still while frozen', t => {
  const guest = new HandGuest();
  t.is(guest.read(Msr.timeRefCount), 0n);
  guest.clock.now += 1500;
  t.is(guest.read(Msr.timeRefCount), 15_000n);
  guest.partition.time.freeze();
  guest.clock.now += 1e6;
  t.is(guest.read(Msr.timeRefCount), 15_000n);
  guest.partition.time.thaw();
  guest.clock.now += 1;
  t.is(guest.read(Msr.timeRefCount), 15_010n);
});

test('the reference TSC page: sequence 0 without a counter, a scale with one', t => {
  const guest = new HandGuest();
  guest.write(Msr.referenceTsc, (Page.free << 12) | 1);
  t.is(guest.memory.readU32(Page.free << 12), 0);
  guest.write(Msr.referenceTsc, 0);
  let ticks = 5_000_000n;
  guest.vp.setTraits({tsc: {hz: 1e9, apicHz: 1e9, read: () => ticks}});
  guest.clock.now += 2000;
  guest.write(Msr.referenceTsc, (Page.free << 12) | 1);
  const at = Page.free << 12;
  ticks += 1_000_000n;
  const scale = guest.memory.readU64(at + 8);
  const time = ((ticks * scale) >> 64n) + BigInt.asIntN(64, guest.memory.readU64(at + 16));
  t.not(guest.memory.readU32(at), 0);
  t.true(time >= 29_999n && time <= 30_001n, String(time));
  t.is(guest.read(0x40000022), 1_000_000_000n);
});

test('messages: one slot a SINT, the rest waits for the end of message', t => {
  const guest = new HandGuest();
  const {partition} = guest;
  t.is(partition.postMessage(0, 2, message('early')), HvStatus.InvalidSynicState);
  guest.enlighten();
  t.is(partition.postMessage(1, 2, message('x')), HvStatus.InvalidVpIndex);
  for (const text of ['one', 'two', 'three'])
    t.is(partition.postMessage(0, 2, message(text)), HvStatus.Success);
  guest.service();
  t.deepEqual(guest.interrupts, [VECTOR]);
  t.is(guest.memory.readU32(guest.slot()), 1);
  t.is(guest.memory.readU8(guest.slot() + 4), 3, 'payload size');
  t.is(guest.memory.readU8(guest.slot() + 5), 1, 'more are pending');
  t.is(guest.memory.readU64(guest.slot() + 8), 4n, 'sender');
  const texts = guest.takeMessages().map(bytes => new TextDecoder().decode(bytes));
  t.deepEqual(texts, ['one', 'two', 'three']);
  guest.service();
  t.deepEqual(guest.interrupts, [VECTOR, VECTOR]);
  t.like(partition.counters(0), {interrupts: 2, hypercalls: 0});
});

test('a message port has 16 buffers, and the root hears when there is room', t => {
  const guest = new HandGuest().enlighten();
  const {partition} = guest;
  let room = 0;
  partition.onRoom = () => room++;
  for (let count = 0; count < 16; count++)
    t.is(partition.postMessage(0, 2, message('m')), HvStatus.Success);
  t.is(partition.postMessage(0, 2, message('m')), HvStatus.InsufficientBuffers);
  guest.service();
  t.is(room, 1);
  t.is(partition.postMessage(0, 2, message('m')), HvStatus.Success);
});

test('a masked SINT takes the message without an interrupt', t => {
  const guest = new HandGuest().enlighten();
  guest.write(Msr.sint0 + 2, 0x10000 | VECTOR);
  t.is(guest.partition.postMessage(0, 2, message('quiet')), HvStatus.Success);
  guest.service();
  t.deepEqual(guest.interrupts, []);
  t.is(guest.takeMessages().length, 1);
});

test('timers: one-shot, past, periodic, as message and direct', t => {
  const guest = new HandGuest().enlighten();
  const direct = (1n << 12n) | (0xecn << 4n) | 8n;
  guest.write(Msr.stimer0Config, direct);
  guest.write(Msr.stimer0Count, 10_000n);
  t.is(guest.vp.untilTimer(), 1000);
  guest.clock.now += 999;
  guest.service();
  t.deepEqual(guest.interrupts, []);
  guest.clock.now += 1;
  guest.service();
  t.deepEqual(guest.interrupts, [0xec]);
  t.is(guest.read(Msr.stimer0Config)! & 1n, 0n, 'one-shot');
  t.is(guest.vp.untilTimer(), Infinity);
  guest.write(Msr.stimer0Count, 1n);
  guest.service();
  t.deepEqual(guest.interrupts, [0xec, 0xec], 'a past time fires at once');

  guest.interrupts.length = 0;
  guest.write(Msr.stimer0Config + 2, (2n << 16n) | 2n);
  guest.write(Msr.stimer0Count + 2, 100_000n);
  guest.write(Msr.stimer0Config + 2, (2n << 16n) | 3n);
  guest.clock.now += 10_000;
  guest.service();
  t.deepEqual(guest.interrupts, [VECTOR]);
  const view = new DataView(guest.takeMessage()!.buffer);
  t.is(view.getUint32(0, true), 1, 'timer 1');
  guest.clock.now += 10_000;
  guest.service();
  t.is(guest.takeMessages().length, 1);
  guest.write(Msr.stimer0Count + 2, 0n);
  guest.clock.now += 100_000;
  guest.service();
  t.is(guest.takeMessages().length, 0, 'count 0 stops');
  guest.write(Msr.stimer0Config + 4, 9n);
  t.is(guest.read(Msr.stimer0Config + 4)! & 1n, 0n, 'SINT 0 and not direct: not enabled');
});

test('hypercalls: the control word is checked before anything else', t => {
  const guest = new HandGuest().enlighten();
  const at = BigInt(Page.input << 12);
  const out = BigInt(Page.output << 12);
  const rows: [string, bigint, bigint, bigint, number][] = [
    ['unknown code', 0x7777n, at, out, HvStatus.InvalidHypercallCode],
    ['reserved bit 27', 0x5cn | (1n << 27n), at, out, HvStatus.InvalidHypercallInput],
    ['nested', 0x5cn | (1n << 31n), at, out, HvStatus.InvalidHypercallInput],
    ['reserved bit 60', 0x5cn | (1n << 60n), at, out, HvStatus.InvalidHypercallInput],
    ['fast on a memory call', 0x1005cn, at, out, HvStatus.InvalidHypercallInput],
    ['reps on a simple call', 0x5cn | (1n << 32n), at, out, HvStatus.InvalidHypercallInput],
    ['variable header', 0x5cn | (1n << 17n), at, out, HvStatus.InvalidHypercallInput],
    ['misaligned', 0x5cn, at + 4n, out, HvStatus.InvalidAlignment],
    ['straddles a page', 0x5cn, at + 3848n, out, HvStatus.InvalidHypercallInput],
    ['outside', 0x5cn, 1n << 40n, out, HvStatus.InvalidHypercallInput],
    ['no reps on a rep call', 0x50n, at, out, HvStatus.InvalidHypercallInput],
    [
      'start beyond count',
      0x50n | (1n << 32n) | (1n << 48n),
      at,
      out,
      HvStatus.InvalidHypercallInput,
    ],
    ['output over input', 0x50n | (1n << 32n), at, at, HvStatus.InvalidHypercallInput],
    ['a call of parents', 0x40n, at, out, HvStatus.AccessDenied],
    ['the own id, unprivileged', 0x46n, at, out, HvStatus.AccessDenied],
  ];
  for (const [name, control, input, output, status] of rows)
    t.is(Number(guest.vp.hypercall(control, input, output) & 0xffffn), status, name);
  const quiet = new HandGuest();
  t.is(quiet.vp.hypercall(0x8n, 0n, 0n), BigInt(HvStatus.AccessDenied), 'no GUEST_OS_ID');
});

/** The header of both calls, for the own processor, with register names behind it. */
const registersHeader = (names: number[], size: number) => {
  const view = new DataView(new ArrayBuffer(16 + names.length * size));
  view.setBigUint64(0, ~0n, true);
  view.setUint32(8, 0xfffffffe, true);
  names.forEach((name, index) => view.setUint32(16 + index * size, name, true));
  return view;
};

test('GetVpRegisters and SetVpRegisters reach the same registers as MSRs', t => {
  const guest = new HandGuest().enlighten();
  const names = [0x00090002, 0x00090003, 0x12345];
  const result = guest.call(0x50, new Uint8Array(registersHeader(names, 4).buffer), {reps: 3});
  t.is(Number(result & 0xffffn), HvStatus.InvalidParameter, 'the third is unknown');
  t.is(Number(result >> 32n), 2, 'two were done');
  t.is(guest.memory.readU64(Page.output << 12), OS_ID);
  const set = registersHeader([0x00000210], 32);
  set.setBigUint64(32, 77n, true);
  t.is(guest.call(0x51, new Uint8Array(set.buffer), {reps: 1}), 1n << 32n);
  t.is(guest.read(Msr.crashP0), 77n);
  const other = registersHeader([0x00090003], 4);
  other.setBigUint64(0, 99n, true);
  t.is(
    Number(guest.call(0x50, new Uint8Array(other.buffer), {reps: 1}) & 0xffffn),
    HvStatus.AccessDenied,
    'another partition',
  );
});

test('PostMessage and SignalEvent lead where the root connected them', t => {
  const guest = new HandGuest().enlighten();
  const {partition} = guest;
  const posted: string[] = [];
  partition.onMessage = ({payload, connectionId}) =>
    posted.push(`${connectionId} ${new TextDecoder().decode(payload)}`);
  t.is(guest.post(1, bytesOf('x')), HvStatus.InvalidConnectionId);
  t.true(partition.connectMessages(1));
  t.false(partition.connectMessages(1), 'in use');
  t.is(guest.post(1, bytesOf('hello')), HvStatus.Success);
  t.deepEqual(posted, ['1 hello']);
  t.is(guest.post(1, bytesOf('x'), 0), HvStatus.InvalidParameter);
  t.is(guest.post(1, bytesOf('x'), 0x80000001), HvStatus.InvalidParameter);
  for (let count = 0; count < 15; count++) t.is(guest.post(1, bytesOf('m')), HvStatus.Success);
  t.is(guest.post(1, bytesOf('m')), HvStatus.InsufficientBuffers, 'the 17th that nobody took');
  partition.messageTaken();
  t.is(guest.post(1, bytesOf('m')), HvStatus.Success);

  t.is(guest.signal(0x2007), HvStatus.InvalidConnectionId);
  t.true(partition.connectEvent(0x2007, 7));
  t.is(guest.signal(1), HvStatus.InvalidPortId, 'a message port');
  t.is(guest.signal(0x2007, 1), HvStatus.InvalidParameter, 'the port has one flag');
  let signals = 0;
  partition.onSignal(7, () => signals++);
  t.is(guest.signal(0x2007), HvStatus.Success);
  t.is(signals, 1);
  const doorbell = {buffer: new SharedArrayBuffer(64), index: 3};
  partition.serveEvent(0x2007, doorbell);
  guest.signal(0x2007);
  guest.signal(0x2007);
  t.is(new Int32Array(doorbell.buffer)[3], 1, 'one pending bit, one ring');
  t.true(partition.block.takeSignal(7));
  t.is(signals, 1);
});

test('a reset and a crash are requests to the loop', t => {
  const guest = new HandGuest().enlighten();
  guest.write(Msr.reset, 1);
  t.true(guest.vp.attention());
  t.deepEqual(guest.vp.takeRequest(), {kind: 'reset'});
  guest.memory.copyIn(Page.free << 12, bytesOf('panic'));
  [1n, 2n, 3n, BigInt(Page.free << 12), 5n].forEach((value, index) =>
    guest.write(Msr.crashP0 + index, value),
  );
  guest.write(Msr.crashControl, 3n << 62n);
  const request = guest.vp.takeRequest();
  t.like(request, {kind: 'crash', report: {message: 'panic'}});
});

test('partition life cycle', t => {
  const {hypervisor} = new HandGuest();
  const partition = hypervisor.createPartition({vpCount: 2, memoryBytes: 8192});
  t.is(partition.id, 3, 'the root is 1, the guest of this test 2');
  t.is(partition.finalize(), HvStatus.InvalidPartitionState);
  t.is(partition.initialize(), HvStatus.Success);
  t.is(partition.initialize(), HvStatus.InvalidPartitionState);
  t.is(hypervisor.deletePartition(3), HvStatus.InvalidPartitionState);
  t.is(partition.finalize(), HvStatus.Success);
  t.is(hypervisor.deletePartition(3), HvStatus.Success);
  t.is(hypervisor.deletePartition(3), HvStatus.InvalidPartitionId);
  t.throws(() => hypervisor.createPartition({vpCount: 0, memoryBytes: 4096}));
  t.throws(() => hypervisor.createPartition({vpCount: 1, memoryBytes: 5}));
});
