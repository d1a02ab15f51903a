/** The host's counters: its own figures, and sums over machines where the counter is about them. */
import {uptime} from 'node:os';
import {availableMemoryBytes, hostCpuTimes} from '../host-facts.ts';
import {ROOT_POOL} from '../resources/pool-config.ts';
import type {Vmms} from '../vmms.ts';
import {percent} from './machine-values.ts';
import type {Values} from './sample-table.ts';

export interface HostReading {
  readonly busyMs: number;
  readonly totalMs: number;
}

export function readHost(): HostReading {
  return hostCpuTimes();
}

const SUMMED = [
  'cpu.ready.summation',
  'cpu.used.summation',
  'cpu.wait.summation',
  'cpu.demand.average',
  'disk.usage.average',
  'disk.read.average',
  'disk.write.average',
  'disk.numberReadAveraged.average',
  'disk.numberWriteAveraged.average',
  'net.usage.average',
  'net.received.average',
  'net.transmitted.average',
  'net.packetsRx.summation',
  'net.packetsTx.summation',
];

export function hostValues(
  vmms: Vmms,
  before: HostReading,
  after: HostReading,
  machines: ReadonlyMap<string, Values>,
): Values {
  const {facts, capacity} = vmms;
  const busy = (after.busyMs - before.busyMs) / Math.max(1, after.totalMs - before.totalMs);
  const used = facts.memoryBytes - availableMemoryBytes();
  const values: Values = new Map([
    ['cpu.usage.average', percent(busy)],
    ['cpu.usagemhz.average', Math.round(busy * facts.logicalProcessors * facts.processorMHz)],
    ['cpu.reservedCapacity.average', Math.round(vmms.pools.used('cpu', ROOT_POOL))],
    ['mem.consumed.average', Math.round(used / 1024)],
    ['mem.usage.average', percent(used / facts.memoryBytes)],
    ['mem.reservedCapacity.average', Math.round(vmms.pools.used('memory', ROOT_POOL) / 1024)],
    ['mem.totalCapacity.average', Math.round(capacity.memory / 1024)],
    ['sys.uptime.latest', Math.floor(uptime())],
  ]);
  for (const name of SUMMED) {
    let total = 0;
    for (const sample of machines.values()) total += sample.get(name) ?? 0;
    values.set(name, total);
  }
  return values;
}
