/** Shares of greedy machines on one logical processor, and a limit over every second, as measured. */
import {Hypervisor} from '../../hypervisor/hv/hypervisor.ts';
import {Machine} from '../../hypervisor/root/vid/machine.ts';
import type {BenchRow} from './bench-row.ts';

const SHARES = [1000, 1000, 2000];
const SHARE_BUDGET = 0.015;
const LIMIT = 0.25;
const SECONDS = 10;
const SAMPLE_MS = 10;

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const charged = (machine: Machine) => machine.statistics()[0]?.charged ?? 0;

export async function run(): Promise<BenchRow[]> {
  const hypervisor = new Hypervisor({logicalProcessors: 1, mhz: 2000});
  const machines = SHARES.map(weight => {
    const shape = {vpCount: 1, memoryBytes: 2 ** 20, settings: {}};
    const machine = new Machine(hypervisor, {...shape, engine: 'native', image: 'spin'});
    machine.setEntitlement({weight});
    return machine;
  });
  await Promise.all(machines.map(machine => machine.start()));
  await pause(500);
  const rows = [await sharesRow(machines), await limitRow(machines)];
  await Promise.all(machines.map(machine => machine.turnOff()));
  return rows;
}

/** The worst relative error of a share. */
async function sharesRow(machines: readonly Machine[]): Promise<BenchRow> {
  const before = machines.map(charged);
  await pause(SECONDS * 1000);
  const used = machines.map((machine, index) => charged(machine) - (before[index] ?? 0));
  const sum = used.reduce((total, time) => total + time, 0);
  const total = SHARES.reduce((all, weight) => all + weight, 0);
  const errors = used.map((time, index) => (time * total) / (sum * (SHARES[index] ?? 0)) - 1);
  const worst = Math.max(...errors.map(Math.abs));
  return {
    what: `shares ${SHARES.join('/')}, ${SECONDS} s: worst error`,
    median: `${(worst * 100).toFixed(2)} %`,
    budget: `<= ${SHARE_BUDGET * 100} %`,
    within: worst <= SHARE_BUDGET,
  };
}

/** The busiest second of a limited machine, looked at every 10 ms. */
async function limitRow([machine]: readonly Machine[]): Promise<BenchRow> {
  machine?.setEntitlement({weight: 9000, limitFraction: LIMIT});
  await pause(1500);
  // A look takes time on a loaded machine: it counts as before it began or after it ended.
  const samples: {before: number; time: number; after: number}[] = [];
  const begin = performance.now();
  while (machine && performance.now() - begin < SECONDS * 1000) {
    const before = performance.now();
    const time = charged(machine);
    samples.push({before, time, after: performance.now()});
    await pause(SAMPLE_MS);
  }
  let busiest = 0;
  for (const [index, from] of samples.entries()) {
    const to = samples.slice(index).findLast(sample => sample.after - from.before <= 1000);
    if (to) busiest = Math.max(busiest, (to.time - from.time) / 1e6);
  }
  return {
    what: `limit of ${LIMIT * 100} %: busiest second`,
    median: `${(busiest * 100).toFixed(2)} %`,
    budget: `<= ${LIMIT * 100} %`,
    within: busiest <= LIMIT,
  };
}
