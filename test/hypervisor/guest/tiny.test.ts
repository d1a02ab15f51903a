import {createHash} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {
  codeOfVirtualKey,
  eventsOfScanCodes,
  keyDown,
  keyStroke,
  typedText,
} from '../../../hypervisor/root/vsp/keyboard/scan-codes.ts';
import {createDisk} from '../../../hypervisor/storage/create-disk.ts';
import {openDisk} from '../../../hypervisor/storage/open-disk.ts';
import {ScsiDisk} from '../../../hypervisor/storage/scsi/disk.ts';
import {TinyMachine} from '../../fixtures/tiny-machine.ts';

const MB = 2 ** 20;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-tiny-'));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));

let disks = 0;

function attachDisk(machine: TinyMachine, lun: number, sizeBytes: number): string {
  const file = path.join(folder, `disk${disks++}.vhd`);
  createDisk({path: file, format: 'vhd-dynamic', sizeBytes});
  const disk = new ScsiDisk(openDisk(file), {uniqueId: new Uint8Array(16)});
  machine.storage.target.attach({path: 0, target: 0, lun}, disk);
  machine.storage.session?.busChanged();
  return file;
}

test('boots by hypercalls, binds its drivers and shows a prompt', async t => {
  const machine = new TinyMachine();
  attachDisk(machine, 0, 64 * MB);
  await machine.boot();
  t.regex(machine.output, /Hypervisor detected: Microsoft Hyper-V/);
  t.regex(machine.output, /Vmbus version:5\.3/);
  t.regex(machine.output, /hv_storvsc: protocol 0x0602/);
  t.regex(machine.output, /sd 0:0:0:0: \[sda\] 131072 512-byte logical blocks: \(64 MiB\)/);
  t.is(machine.heartbeat.report.applicationState, 1);
  t.true(machine.shutdown.isReady);
  t.is(machine.server.counters.dropped, 0);
});

test('shell commands', async t => {
  const machine = new TinyMachine({hostName: 'web01'});
  attachDisk(machine, 0, 8 * MB);
  await machine.boot();
  t.is(await machine.type('hostname'), 'web01\n');
  t.is(await machine.type('hostname db1'), '');
  t.is(await machine.type('hostname'), 'db1\n');
  t.is(await machine.type('echo  a "b  c"'), 'a b  c\n');
  t.is(await machine.type('nonsense -x'), 'tiny: nonsense: command not found\n');
  t.is(await machine.type(''), '');
  t.regex(await machine.type('date'), /^Sat Nov 21 13:05:\d\d UTC 2026\n$/);
  t.regex(await machine.type('uptime'), /^up 00:00:\d\d, 0 jobs\n$/);
  t.regex(await machine.type('free'), /Mem: +16384 +\d+ +\d+\n/);
  t.regex(
    await machine.type('lsvmbus'),
    /VMBUS ID {2}1: Class_ID = \{68767368.*hvsh Text Console\n/,
  );
  t.regex(await machine.type('lsblk'), /sda +0 +8\.0M Msft Virtual Disk\n/);
  t.regex(await machine.type('dmesg'), /hv_timesync: clock set\n/);
  t.regex(await machine.type('help'), /disk read\|write\|verify/);
  t.is(await machine.type('load cpu 0'), 'load: the percentage must be 1 to 100: 0\n');
  t.is(await machine.type('disk write sdb 1M'), 'disk: there is no disk sdb\n');
  t.is(await machine.type('disk write 9M'), 'disk: sda ends at byte 8388608\n');
});

test('line editing: backspace, Ctrl-U, Ctrl-C, cursor keys', async t => {
  const machine = new TinyMachine();
  await machine.boot();
  t.regex(await machine.type('ecgo\x7f\x7fho ok'), /^ok\n$/);
  t.regex(await machine.type('rubbish\x15echo fine'), /^fine\n$/);
  t.regex(await machine.type('\x1b[Aecho \x1b[1;5Cx'), /^x\n$/);
  machine.console.write(Buffer.from('load cpu 100\r'));
  await machine.run(() => machine.output.endsWith('load cpu 100\r\n'));
  machine.console.write(Buffer.from('echo typed ahead\r\x03'));
  await machine.run(() => machine.output.endsWith('^C\r\ntiny# '));
  t.is(await machine.type('echo after'), 'after\n');
});

test('what the guest writes is in the image, and what is in the image is read', async t => {
  const machine = new TinyMachine();
  const file = attachDisk(machine, 0, 8 * MB);
  await machine.boot();
  t.regex(await machine.type('disk write 3M 1M 7'), /^wrote 3145728 bytes in .* requests\/s\n$/);
  t.regex(await machine.type('disk verify 3M 1M 7'), /^verified 3145728 bytes/);
  t.is(await machine.type('disk verify 1M 0 7'), 'disk: sda: first difference at byte 0\n');
  const image = openDisk(file);
  const zeros = new Uint8Array(MB);
  const written = new Uint8Array(MB);
  image.read(0, zeros);
  image.read(2 * MB, written);
  t.true(zeros.every(byte => byte === 0));
  t.false(written.every(byte => byte === 0));
  image.write(2 * MB + 4096, Uint8Array.of(1, 2, 3));
  image.close();
  t.is(
    await machine.type('disk verify 3M 1M 7'),
    `disk: sda: first difference at byte ${2 * MB + 4096}\n`,
  );
  t.regex(await machine.type('disk random 500 8'), /^read at random 2048000 bytes/);
});

test('loads use what they say', async t => {
  const machine = new TinyMachine();
  attachDisk(machine, 0, 8 * MB);
  await machine.boot();
  const before = machine.guest.save();
  t.is(before.jobs.length, 0);
  await machine.type('load memory 4M &');
  await machine.run(() => machine.guest.save().jobs.every(job => job.wake !== 'now'));
  t.regex(await machine.type('jobs'), /\[1\] load memory 4M\n/);
  const used = Number(/Mem: +\d+ +(\d+)/.exec(await machine.type('free'))?.[1]);
  await machine.type('load stop');
  const after = Number(/Mem: +\d+ +(\d+)/.exec(await machine.type('free'))?.[1]);
  t.is(used - after, 4096);
  t.regex(await machine.type('load memory 64M'), /load: out of memory/);

  await machine.type('load cpu 80 &');
  const start = machine.time.now;
  let busy = 0;
  for (let last = start; machine.time.now < start + 200_000; last = machine.time.now) {
    await machine.run(() => machine.time.now > last);
    if (machine.time.now - last <= 10) busy += machine.time.now - last;
  }
  t.true(Math.abs(busy / (machine.time.now - start) - 0.8) < 0.02, `${busy}`);
  await machine.type('load stop');

  await machine.type('load disk write 1M/s &');
  await machine.run(() => machine.time.now > start + 3_200_000);
  const job = machine.guest.save().jobs[0];
  t.true(job?.kind === 'transfer' && Math.abs(job.done / MB - 2.9) < 0.5);
  await machine.type('load stop');
});

test('disks come and go while the guest runs', async t => {
  const machine = new TinyMachine();
  await machine.boot();
  t.is(await machine.type('disk read 1M'), 'disk: there is no disk\n');
  attachDisk(machine, 3, 4 * MB);
  await machine.run(() => machine.output.includes('[sda] 8192 512-byte'));
  attachDisk(machine, 1, 2 * MB);
  await machine.run(() => machine.output.includes('[sdb] 4096 512-byte'));
  t.regex(await machine.type('lsblk'), /sda +3 +4\.0M .*\nsdb +1 +2\.0M/);
  machine.storage.target.detach({path: 0, target: 0, lun: 3})?.close();
  machine.storage.session?.busChanged();
  await machine.run(() => machine.output.includes('[sda] removed'));
  t.notRegex(await machine.type('lsblk'), /sda/);
});

test('the host asks for a shutdown and the guest goes', async t => {
  const machine = new TinyMachine();
  await machine.boot();
  const wish = {action: 'powerOff', force: false, reason: 'test', timeoutSeconds: 10} as const;
  const answer = machine.shutdown.initiate(wish);
  await machine.run(() => machine.end !== undefined);
  t.deepEqual(await answer, {outcome: 'accepted'});
  t.is(machine.end, 'shutdown');
  t.regex(machine.output, /hv_shutdown: the host asks to power off/);
});

test('hibernation is refused; a machine without a guest has no contact', async t => {
  const machine = new TinyMachine();
  const wish = {action: 'hibernate', force: false, reason: '', timeoutSeconds: 1} as const;
  t.deepEqual(await machine.shutdown.initiate(wish), {outcome: 'noContact'});
  await machine.boot();
  const answer = machine.shutdown.initiate(wish);
  await machine.run(() => machine.shutdown.save()?.waiting === undefined);
  t.deepEqual(await answer, {outcome: 'refused', status: 0x80004005});
});

for (const [line, end, text] of [
  ['shutdown', 'shutdown', /Power down/],
  ['reboot', 'reset', /Restarting system/],
  ['panic out of coffee', 'crash', /Kernel panic: out of coffee/],
] as const) {
  test(`${line} ends the machine as ${end}`, async t => {
    const machine = new TinyMachine();
    await machine.boot();
    machine.console.write(Buffer.from(`${line}\r`));
    await machine.run(() => machine.end !== undefined);
    t.is(machine.end, end);
    t.regex(machine.output, text);
  });
}

test('saved in the middle of work, it goes on as if nothing had been', async t => {
  const machine = new TinyMachine();
  attachDisk(machine, 0, 8 * MB);
  await machine.boot();
  machine.console.write(Buffer.from('disk write 4M 0 5\r'));
  for (let i = 0; i < 40; i++) {
    await machine.run(() => false, 3);
    machine.saveAndRestore();
  }
  await machine.run(() => /wrote 4194304 bytes.*\r\ntiny# $/s.test(machine.output));
  machine.saveAndRestore();
  t.regex(await machine.type('disk verify 4M 0 5'), /^verified 4194304 bytes/);
  t.regex(await machine.type('lsblk'), /sda/);
  await machine.run(() => machine.heartbeat.report.answered > 3);
  t.is(machine.heartbeat.report.status, 'ok');
});

test('the same seed gives the same run', async t => {
  const outputs: string[] = [];
  for (const seed of [5, 5, 6]) {
    const machine = new TinyMachine({seed});
    attachDisk(machine, 0, 8 * MB);
    await machine.boot();
    await machine.type('disk random 100');
    outputs.push(`${machine.output} ${JSON.stringify(machine.guest.save())}`);
  }
  t.is(outputs[0], outputs[1]);
  t.not(outputs[0], outputs[2]);
});

test('key-value pairs go both ways, and survive a save', async t => {
  const machine = new TinyMachine({hostName: 'web01'});
  const {kvp} = machine;
  const items = [{name: 'Role', data: 'wäb server'}];
  kvp.setHostItems({facts: [{name: 'HostName', data: 'rack7'}], items});
  await machine.boot();
  await machine.run(() => kvp.report.status === 'ok');
  const facts = new Map(kvp.report.intrinsic.map(({name, data}) => [name, data]));
  t.is(facts.size, 10);
  t.is(facts.get('OSName'), 'tiny');
  t.is(facts.get('FullyQualifiedDomainName'), 'web01');
  t.is(facts.get('NetworkAddressIPv4'), '');
  t.is(await machine.type('kvp'), 'Role=wäb server\nHostName=rack7\n');
  await machine.type('kvp set Version "4.2 beta"');
  await machine.type('hostname web02');
  machine.time.advance(60_000_000);
  await machine.run(() => kvp.report.guest.length > 0);
  t.deepEqual(kvp.report.guest, [{name: 'Version', data: '4.2 beta'}]);
  t.is(kvp.report.intrinsic[0]?.data, 'web02');
  machine.saveAndRestore();
  kvp.setHostItems({facts: [], items: [{name: 'Role', data: 'db'}]});
  await machine.run(() => machine.guest.save().components.kvp[0]?.[0]?.data === 'db');
  t.is(await machine.type('kvp'), 'Role=db\n');
  t.is(await machine.type('kvp remove Nothing'), 'kvp: there is no pair Nothing\n');
});

test('the balloon takes pages, gives them back, and new memory is added', async t => {
  const machine = new TinyMachine({memoryBytes: 16 * MB, mostBytes: 32 * MB});
  await machine.boot();
  const {memory} = machine;
  await machine.run(() => memory.report.demandBytes !== undefined);
  const {demandBytes = 0} = memory.report;
  t.true(memory.report.canBalloon);
  t.is(memory.report.assignedBytes, 16 * MB);
  t.true(demandBytes > MB / 2 && demandBytes < 3 * MB, `demand of ${demandBytes}`);
  memory.setTarget(8 * MB);
  await machine.run(() => memory.report.assignedBytes === 8 * MB);
  t.is(memory.report.balloonedBytes, 8 * MB);
  machine.time.advance(1_100_000);
  await machine.type('echo');
  const used = Number(/Mem: +16384 +(\d+)/.exec(await machine.type('free'))?.[1]);
  t.true(used >= 8192);
  t.true(Math.abs((memory.report.demandBytes ?? 0) - demandBytes) < MB, 'the balloon is no demand');
  machine.saveAndRestore();
  memory.setTarget(24 * MB);
  await machine.run(() => memory.report.assignedBytes === 24 * MB);
  t.is(memory.report.balloonedBytes, 0);
  t.regex(await machine.type('free'), /Mem: +24576 /);
  memory.setTarget(0);
  await machine.run(() => memory.report.assignedBytes < 4 * MB);
  t.regex(await machine.type('echo alive'), /^alive\n/, 'the guest keeps what it needs');
});

test('files come from the host, whole or not at all', async t => {
  const machine = new TinyMachine();
  await machine.boot();
  const bytes = Buffer.alloc(300_001);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.imul(i, 2654435761) >>> 24;
  const progress: number[] = [];
  const request = {
    name: 'data.bin',
    path: '/tmp',
    overwrite: false,
    createPath: false,
    size: bytes.length,
    read: async (offset: number, length: number) => bytes.subarray(offset, offset + length),
    onProgress: (done: number) => progress.push(done),
  };
  const copy = async (change: Partial<typeof request> = {}) => {
    const settled: unknown[] = [];
    void machine.fcopy.copy({...request, ...change}).then(
      result => settled.push(result),
      (error: Error) => settled.push(error.message),
    );
    await machine.run(() => settled.length > 0);
    return settled[0];
  };
  t.deepEqual(await copy(), {outcome: 'copied'});
  t.is(progress.at(-1), bytes.length);
  const hash = createHash('sha256').update(bytes).digest('hex');
  t.is(await machine.type('sha256sum /tmp/data.bin'), `${hash}  /tmp/data.bin\n`);
  t.deepEqual(await copy(), {outcome: 'refused', status: 0x80070050});
  t.deepEqual(await copy({path: '/srv/in'}), {outcome: 'refused', status: 0x80041002});
  t.deepEqual(await copy({path: '/srv/in', createPath: true}), {outcome: 'copied'});
  t.deepEqual(await copy({overwrite: true, size: 2}), {outcome: 'copied'});
  t.deepEqual(await copy({name: 'big', size: 64 * MB}), {outcome: 'refused', status: 0x80070070});
  t.is(
    await copy({name: 'cut', read: async () => Buffer.alloc(0)}),
    'the source ended before its size',
  );
  t.is(await machine.type('ls'), '    300001 /srv/in/data.bin\n         2 /tmp/data.bin\n');
  const before = machine.fcopy.copy({...request, name: 'never'});
  t.deepEqual(await machine.fcopy.copy(request), {outcome: 'busy'});
  machine.saveAndRestore();
  await machine.run(() => machine.guest.save().files.files.length === 3);
  t.deepEqual(await Promise.race([before, machine.run(() => false, 3000)]), {outcome: 'copied'});
});

test('a freeze waits for writes and stops new ones until the thaw', async t => {
  const machine = new TinyMachine();
  attachDisk(machine, 0, 8 * MB);
  await machine.boot();
  const {vss} = machine;
  machine.console.write(Buffer.from('disk write 4M 0 3\r'));
  await machine.run(() =>
    machine.guest.save().storage.pending.some(({purpose}) => purpose === 'write'),
  );
  let outcome: string | undefined;
  void vss.freeze().then(result => {
    outcome = result.outcome;
  });
  await machine.run(() => outcome !== undefined);
  t.is(outcome, 'frozen');
  t.deepEqual(await vss.freeze(), {outcome: 'busy'});
  t.false(machine.guest.save().storage.pending.some(({purpose}) => purpose === 'write'));
  await machine.run(() => false, 2000);
  t.notRegex(machine.output, /wrote/);
  machine.saveAndRestore();
  machine.time.advance(61_000_000);
  await machine.run(() => /wrote 4194304 bytes/.test(machine.output));
  t.regex(machine.output, /hv_vss: disks thawed/);
  t.false(await vss.thaw(), 'it was thawed by its time-out: the snapshot is not clean');
});

test('keys are typed into the shell, and lights are lit', async t => {
  const machine = new TinyMachine();
  await machine.boot();
  const {keyboard} = machine;
  t.true(keyboard.isReady);
  t.true(keyboard.type(typedText('echo Hello, World! "a|b" ~/x_1\n') ?? []));
  await machine.run(() => /\nHello, World! a\|b ~\/x_1\r\n/.test(machine.output));
  t.is(typedText('ü'), undefined);
  t.true(keyboard.type(keyStroke(codeOfVirtualKey(20) ?? 0)));
  t.true(keyboard.type(typedText('echo caps\b\bPS\n') ?? []));
  await machine.run(() => /ECHO: command not found/.test(machine.output));
  t.is(keyboard.indicators, 4);
  const shift = keyDown(codeOfVirtualKey(16) ?? 0);
  keyboard.type([shift]);
  t.true(keyboard.isPressed(shift));
  machine.saveAndRestore();
  keyboard.type([{...shift, flags: 2}]);
  t.false(keyboard.isPressed(shift));
  t.true(keyboard.type(eventsOfScanCodes([0x1d, 0x38, 0xe0, 0x53, 0xe0, 0xd3, 0xb8, 0x9d])));
  await machine.run(() => machine.end !== undefined);
  t.is(machine.end, 'reset');
});
