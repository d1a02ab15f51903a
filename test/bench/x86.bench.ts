/**
 * Linux on the engine `x86`: boot, processor, disk, idle, a limit, memory; beside npm `v86` as it comes.
 *
 * Needs HVSH_LINUX (test/fixtures/linux-machine.ts); without it there are no rows. Speed is CPU time, of the thread
 * that executes the guest where both have one, since machines are shared. The peer goes first: our engine tells V8
 * not to optimise guest code (engines/x86/module.ts), and the peer would have the benefit of it.
 */
import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {Hypervisor} from '../../hypervisor/hv/hypervisor.ts';
import {StorageService} from '../../hypervisor/root/vsp/storage/storage-service.ts';
import {LinuxMachine, linuxFolder} from '../fixtures/linux-machine.ts';
import type {LinuxConsole} from '../fixtures/linux-console.ts';
import {StockLinux} from '../fixtures/stock-linux.ts';
import type {BenchRow} from './bench-row.ts';

const MB = 2 ** 20;
const DISK_MB = 64;
const LOOP = 'dd if=/dev/zero bs=64k count=1024 2>/dev/null | md5sum';
const FORKS = 'i=0; while [ $i -lt 100 ]; do i=$((i+1)); /bin/busybox true; done';
const TURNS = 3;
/** Until the slack of an idle machine has grown (engines/idle-slack.ts). */
const SETTLE_MS = 7000;
const WATCH_MS = 10_000;

export async function run(): Promise<BenchRow[]> {
  const folder = linuxFolder();
  if (folder === undefined) return [];
  const stock = await stockFigures(folder);
  const place = mkdtempSync(path.join(tmpdir(), 'hvsh-bench-'));
  const service = new StorageService();
  try {
    const linux = new LinuxMachine(
      new Hypervisor({logicalProcessors: 2, mhz: 1000}),
      service,
      folder,
    );
    await linux.storage.attach({location: 0, path: diskIn(place)});
    const rows = [
      ...(await speedRows(linux, stock)),
      await idleRow(),
      ...(await diskRows(linux)),
      await limitRow(linux),
    ];
    await linux.off();
    return rows;
  } finally {
    await service.stop();
    rmSync(place, {recursive: true, force: true});
  }
}

/** CPU seconds of the executing thread; `bootAll` is that of the process with its compilers. */
interface Figures {
  boot: number;
  bootAll: number;
  loop: number;
  forks: number;
}

async function figures(
  boot: () => Promise<LinuxConsole>,
  threadSeconds: () => number,
): Promise<Figures> {
  const before = {thread: threadSeconds(), all: processSeconds()};
  const console = await boot();
  const bootAll = processSeconds() - before.all;
  const bootThread = threadSeconds() - before.thread;
  await console.type('dmesg -n 1');
  const least = async (command: string): Promise<number> => {
    const times: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      const from = threadSeconds();
      await console.seconds(command);
      times.push(threadSeconds() - from);
    }
    return Math.min(...times);
  };
  return {boot: bootThread, bootAll, loop: await least(LOOP), forks: await least(FORKS)};
}

async function stockFigures(folder: string): Promise<Figures> {
  let stock: StockLinux | undefined;
  const boot = async (): Promise<LinuxConsole> => {
    stock = await StockLinux.boot(folder);
    return stock.console;
  };
  const measured = await figures(boot, mainThreadSeconds);
  await stock?.off();
  return measured;
}

async function speedRows(linux: LinuxMachine, stock: Figures): Promise<BenchRow[]> {
  const memory = residentMB();
  const boot = async (): Promise<LinuxConsole> => {
    await linux.boot();
    return linux.console;
  };
  const ours = await figures(boot, () => linux.cpuSeconds());
  const row = (what: string, mine: number, peer: number, least?: number): BenchRow => ({
    what,
    median: `${mine.toFixed(2)} s`,
    beside: `${peer.toFixed(2)} s`,
    ratio: `${(peer / mine).toFixed(2)} x`,
    budget: least === undefined ? '-' : `>= ${least} x`,
    ...(least !== undefined && {within: peer / mine >= least}),
  });
  return [
    {
      ...row('Linux: power on to prompt, CPU time', ours.boot, stock.boot),
      ...most(ours.boot, 6, 's'),
    },
    row('Linux: the same with compilers', ours.bootAll, stock.bootAll),
    row('Linux: md5sum of 64 MB, CPU time', ours.loop, stock.loop, 0.9),
    row('Linux: 100 programs started, CPU time', ours.forks, stock.forks),
    {
      what: 'Linux: a machine of 256 MB, memory',
      median: `${(residentMB() - memory).toFixed(0)} MB`,
      budget: '-',
    },
  ];
}

/** The machine stands at its prompt. */
async function idleRow(): Promise<BenchRow> {
  await sleep(SETTLE_MS);
  const [cpu, began] = [processSeconds(), performance.now()];
  await sleep(WATCH_MS);
  const percent = ((processSeconds() - cpu) / (performance.now() - began)) * 100_000;
  return {
    what: 'Linux: an idle machine, the service included',
    median: `${percent.toFixed(2)} %`,
    ...most(percent, 2, '%'),
  };
}

/** As images set a disk up. Rates by the guest's clock; the processor's share of a request is CPU time. */
async function diskRows(linux: LinuxMachine): Promise<BenchRow[]> {
  await linux.console.type(
    'cd /sys/block/sda/queue; echo none > scheduler; echo 0 > iostats; echo 0 > wbt_lat_usec',
  );
  const read = async (bytes: number): Promise<{seconds: number; cpu: number}> => {
    const from = linux.cpuSeconds();
    const count = (DISK_MB * MB) / bytes;
    const seconds = await linux.console.seconds(
      `dd if=/dev/sda of=/dev/null bs=${bytes} count=${count} iflag=direct`,
    );
    return {seconds, cpu: linux.cpuSeconds() - from};
  };
  await read(4096);
  const small = await read(4096);
  const large = await read(MB);
  const rate = (DISK_MB * MB) / 4096 / small.seconds / 1000;
  const speed = (DISK_MB * MB) / 1e6 / large.seconds;
  return [
    {
      what: 'Linux: direct reads of 4 KiB, one at a time',
      median: `${rate.toFixed(2)} k/s`,
      spread: `${((small.cpu / DISK_MB / 256) * 1e6).toFixed(0)} us of CPU each`,
      ...least(rate, 3, 'k/s'),
    },
    {
      what: 'Linux: direct reads of 1 MiB',
      median: `${speed.toFixed(0)} MB/s`,
      ...least(speed, 150, 'MB/s'),
    },
  ];
}

async function limitRow(linux: LinuxMachine): Promise<BenchRow> {
  linux.machine.setEntitlement({weight: 1000, limitFraction: 0.25});
  const busy = linux.console.type('busybox timeout 8 sh -c "while true; do true; done"');
  await sleep(2000);
  const [from, began] = [linux.cpuSeconds(), performance.now()];
  await sleep(5000);
  const percent = ((linux.cpuSeconds() - from) / (performance.now() - began)) * 100_000;
  linux.machine.setEntitlement({weight: 1000});
  await busy;
  return {
    what: 'Linux: a busy machine limited to 25 %',
    median: `${percent.toFixed(1)} %`,
    budget: '24-26 %',
    within: Math.abs(percent - 25) <= 1,
  };
}

const most = (value: number, limit: number, unit: string) => ({
  budget: `<= ${limit} ${unit}`,
  within: value <= limit,
});

const least = (value: number, limit: number, unit: string) => ({
  budget: `>= ${limit} ${unit}`,
  within: value >= limit,
});

function diskIn(folder: string): string {
  const file = path.join(folder, 'disk.img');
  const fd = openSync(file, 'w');
  const piece = Buffer.alloc(MB, 'hvsh');
  for (let at = 0; at < DISK_MB; at++) writeSync(fd, piece);
  closeSync(fd);
  return file;
}

function processSeconds(): number {
  const {user, system} = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The thread that an emulator on the event loop runs on. */
function mainThreadSeconds(): number {
  const text = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1');
  return Number(text.split(' ')[0]) / 1e9;
}

const residentMB = (): number => process.memoryUsage().rss / MB;
