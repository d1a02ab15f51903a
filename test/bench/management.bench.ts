/** The management door: calls, lists of many machines, create and start. */
import {openDoor} from '../../hypervisor/wmi/client.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {define, request} from '../fixtures/door-machine.ts';
import {Home} from '../fixtures/product.ts';
import {type BenchRow, ms, spread, type Timing, timed} from './bench-row.ts';

const CALLS = 2000;
const MACHINES = 1000;
const STARTS = 10;
const RUNNING = 2;
const OFF = 3;

/** Milliseconds of the first Get-VM of a session, and of nine more. */
const LIST_SCRIPT = `
foreach ($i in 1..10) {
  $watch = [Diagnostics.Stopwatch]::StartNew()
  $count = @(Get-VM).Count
  "$($watch.Elapsed.TotalMilliseconds) $count"
}`;

export async function run(): Promise<BenchRow[]> {
  const home = new Home();
  const door = openDoor({home: home.env.HVSH_HOME ?? '', checkStop: () => undefined});
  try {
    return [callRow(door), startRow(door), defineRow(door), ...listRows(home)];
  } finally {
    door.close();
    home.remove();
  }
}

function elapsed(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}

function row(what: string, timing: Timing, budget: number): BenchRow {
  return {
    what,
    median: ms(timing.median),
    spread: spread(timing),
    budget: `<= ${budget} ms`,
    within: timing.median <= budget,
  };
}

function callRow(door: Door): BenchRow {
  const call = (): number => elapsed(() => door.get('Hvsh_HostService'));
  timed(CALLS, call);
  return row('door call from a blocked runspace', timed(CALLS, call), 0.3);
}

function startRow(door: Door): BenchRow {
  const paths: string[] = [];
  const start = (): number =>
    elapsed(() => {
      const machine = define(door, `start${paths.length}`, {}, 32);
      paths.push(machine);
      request(door, machine, RUNNING);
    });
  start(); // the first starts the storage thread
  const timing = timed(STARTS, start);
  for (const machine of paths) request(door, machine, OFF);
  return row('define and start a tiny machine', timing, 100);
}

function defineRow(door: Door): BenchRow {
  let number = 0;
  const timing = timed(MACHINES, () =>
    elapsed(() => define(door, `many${String(number++).padStart(4, '0')}`, {}, 32)),
  );
  return {
    what: `define a machine, of ${MACHINES}`,
    median: ms(timing.median),
    spread: spread(timing),
    budget: '-',
  };
}

function listRows(home: Home): BenchRow[] {
  const rows = home.script(LIST_SCRIPT).out.trim().split('\n');
  const times = rows.map(line => Number(line.split(' ')[0]));
  const [first = 0, ...later] = times;
  const all = MACHINES + STARTS + 1;
  if (rows.length !== 10 || rows.some(line => line.split(' ')[1] !== String(all)))
    throw new Error(`Get-VM did not list ${all} machines: ${rows.join(', ')}`);
  return [
    row(
      `Get-VM of ${MACHINES} machines, first in a session`,
      timed(1, () => first),
      150,
    ),
    row(
      `Get-VM of ${MACHINES} machines, again`,
      timed(9, () => later.pop() ?? 0),
      150,
    ),
  ];
}
