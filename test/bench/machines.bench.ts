/** What machines that have nothing to do cost the host: processor time and memory of the service. */
import {readFileSync} from 'node:fs';
import {setTimeout as sleep} from 'node:timers/promises';
import {openDoor} from '../../hypervisor/wmi/client.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {define, request} from '../fixtures/door-machine.ts';
import {Home} from '../fixtures/product.ts';
import type {BenchRow} from './bench-row.ts';

const MACHINES = 100;
const RUNNING = 2;
/** Long enough for a sample of the realtime series, which reads the memory of all machines. */
const WATCH_MS = 21_000;
const SETTLE_MS = 3000;
const MEMORY_BUDGET = 12;
const CPU_BUDGET = 2;
/** Clock ticks of /proc/<pid>/stat a second. */
const TICKS = 100;

export async function run(): Promise<BenchRow[]> {
  const home = new Home();
  const door = openDoor({home: home.env.HVSH_HOME ?? '', checkStop: () => undefined});
  try {
    return await idleRows(door);
  } finally {
    door.close();
    home.remove();
  }
}

async function idleRows(door: Door): Promise<BenchRow[]> {
  const pid = Number(door.get('Hvsh_Host').properties.ProcessID);
  const none = await cpuPercent(pid, WATCH_MS / 4);
  // The first brings the storage thread.
  request(door, define(door, 'first', {}, 32), RUNNING);
  const before = residentMB(pid);
  for (let number = 1; number < MACHINES; number++)
    request(door, define(door, `idle${number}`, {}, 32), RUNNING);
  await sleep(SETTLE_MS);
  const each = (residentMB(pid) - before) / (MACHINES - 1);
  const cpu = await cpuPercent(pid, WATCH_MS);
  return [
    {what: 'the service without machines', median: `${none.toFixed(2)} % of a core`, budget: '-'},
    {
      what: 'an idle tiny machine of 32 MB, memory',
      median: `${each.toFixed(1)} MB`,
      budget: `<= ${MEMORY_BUDGET} MB`,
      within: each <= MEMORY_BUDGET,
    },
    {
      what: `${MACHINES} idle tiny machines, the service included`,
      median: `${cpu.toFixed(2)} % of a core`,
      budget: `<= ${CPU_BUDGET} %`,
      within: cpu <= CPU_BUDGET,
    },
  ];
}

async function cpuPercent(pid: number, spanMs: number): Promise<number> {
  const before = cpuTicks(pid);
  const began = performance.now();
  await sleep(spanMs);
  const seconds = (performance.now() - began) / 1000;
  return ((cpuTicks(pid) - before) / TICKS / seconds) * 100;
}

/** User and system time: fields 14 and 15, counted after the name in brackets. */
function cpuTicks(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentMB(pid: number): number {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(text)?.[1]) / 1024;
}
