/**
 * The counters there are: key, unit, kind, levels, who has them, what they mean (resources.md 15.2).
 *
 * Only counters that are measured here. A percentage has two decimals, all others are whole.
 */

export type StatsType = 'rate' | 'delta' | 'absolute';

export interface StatCounter {
  readonly key: string;
  readonly unit: string;
  readonly statsType: StatsType;
  readonly level: number;
  readonly deviceLevel: number;
  /** Of vm, host, pool. */
  readonly entities: readonly string[];
  readonly meaning: string;
}

type Row = readonly [
  key: string,
  unit: string,
  type: StatsType,
  level: number,
  deviceLevel: number,
  entities: string,
  meaning: string,
];

const rows: readonly Row[] = [
  [
    'cpu.usage.average',
    '%',
    'rate',
    1,
    3,
    'vm host',
    'share of the entity CPU capacity that was consumed (vm: used MHz over vCPUs x core MHz; host: over all cores)',
  ],
  ['cpu.usagemhz.average', 'MHz', 'rate', 1, 3, 'vm host pool', 'CPU actually consumed, in MHz'],
  [
    'cpu.ready.summation',
    'ms',
    'delta',
    1,
    3,
    'vm host',
    'time vCPUs were runnable but queued for a processor; includes limit-imposed waiting',
  ],
  [
    'cpu.readiness.average',
    '%',
    'rate',
    4,
    4,
    'vm host',
    'ready time as a percentage of elapsed vCPU time',
  ],
  [
    'cpu.run.summation',
    'ms',
    'delta',
    2,
    3,
    'vm',
    'time vCPUs were placed on a physical processor',
  ],
  [
    'cpu.used.summation',
    'ms',
    'delta',
    3,
    3,
    'vm host',
    'charged CPU time: run scaled by frequency and SMT, plus system, minus overlap',
  ],
  [
    'cpu.wait.summation',
    'ms',
    'delta',
    3,
    3,
    'vm host',
    'time vCPUs had nothing to run: halted, blocked on I/O, or waiting for swap-in',
  ],
  [
    'cpu.maxlimited.summation',
    'ms',
    'delta',
    2,
    3,
    'vm',
    'part of ready time caused only by the CPU limit',
  ],
  [
    'cpu.demand.average',
    'MHz',
    'absolute',
    2,
    3,
    'vm host',
    'MHz that would be used with no contention and no limit',
  ],
  [
    'cpu.entitlement.latest',
    'MHz',
    'absolute',
    2,
    3,
    'vm',
    'MHz granted by the divvy pass for current demand',
  ],
  [
    'cpu.reservedCapacity.average',
    'MHz',
    'absolute',
    2,
    3,
    'host',
    'sum of CPU reservations of powered-on VMs and child pools',
  ],
  [
    'cpu.cpuentitlement.latest',
    'MHz',
    'absolute',
    2,
    3,
    'pool',
    'MHz the pool is owed by the tree divvy with all members busy',
  ],
  ['mem.usage.average', '%', 'absolute', 1, 3, 'host', 'memory in use over installed'],
  [
    'mem.consumed.average',
    'KB',
    'absolute',
    1,
    3,
    'vm host pool',
    'host memory backing the guest after sharing savings',
  ],
  [
    'mem.granted.average',
    'KB',
    'absolute',
    2,
    3,
    'vm host pool',
    'guest pages that currently have any backing, shared ones counted in full',
  ],
  [
    'mem.reservedCapacity.average',
    'MB',
    'absolute',
    2,
    3,
    'host',
    'memory promised to powered-on VMs, overhead included',
  ],
  [
    'mem.totalCapacity.average',
    'MB',
    'absolute',
    2,
    3,
    'host',
    'memory that can be promised in total',
  ],
  ['disk.usage.average', 'KBps', 'rate', 1, 3, 'vm host', 'disk throughput, reads plus writes'],
  ['disk.read.average', 'KBps', 'rate', 2, 3, 'vm host', 'read throughput'],
  ['disk.write.average', 'KBps', 'rate', 2, 3, 'vm host', 'write throughput'],
  ['disk.numberReadAveraged.average', 'num', 'rate', 1, 3, 'vm host', 'reads per second'],
  ['disk.numberWriteAveraged.average', 'num', 'rate', 1, 3, 'vm host', 'writes per second'],
  ['virtualDisk.read.average', 'KBps', 'rate', 2, 2, 'vm', 'read throughput of a virtual disk'],
  ['virtualDisk.write.average', 'KBps', 'rate', 2, 2, 'vm', 'write throughput of a virtual disk'],
  [
    'virtualDisk.numberReadAveraged.average',
    'num',
    'rate',
    1,
    3,
    'vm',
    'reads per second on a virtual disk',
  ],
  [
    'virtualDisk.numberWriteAveraged.average',
    'num',
    'rate',
    1,
    3,
    'vm',
    'writes per second on a virtual disk',
  ],
  ['net.usage.average', 'KBps', 'rate', 1, 3, 'vm host', 'receive plus transmit throughput'],
  ['net.received.average', 'KBps', 'rate', 2, 3, 'vm host', 'receive throughput'],
  ['net.transmitted.average', 'KBps', 'rate', 2, 3, 'vm host', 'transmit throughput'],
  ['net.bytesRx.average', 'KBps', 'rate', 2, 3, 'vm', 'bytes taken in per second, per port'],
  ['net.bytesTx.average', 'KBps', 'rate', 2, 3, 'vm', 'bytes sent per second, per port'],
  ['net.packetsRx.summation', 'num', 'delta', 2, 3, 'vm host', 'frames received'],
  ['net.packetsTx.summation', 'num', 'delta', 2, 3, 'vm host', 'frames sent'],
  ['net.broadcastRx.summation', 'num', 'delta', 2, 3, 'vm', 'broadcast frames received'],
  ['net.broadcastTx.summation', 'num', 'delta', 2, 3, 'vm', 'broadcast frames sent'],
  ['net.droppedRx.summation', 'num', 'delta', 2, 3, 'vm', 'frames dropped on the way in'],
  ['net.droppedTx.summation', 'num', 'delta', 2, 3, 'vm', 'frames dropped on the way out'],
  ['sys.uptime.latest', 's', 'absolute', 1, 3, 'vm host', 'seconds since power-on or boot'],
];

export const statCounters: readonly StatCounter[] = rows.map(
  ([key, unit, statsType, level, deviceLevel, entities, meaning]) => ({
    key,
    unit,
    statsType,
    level,
    deviceLevel,
    entities: entities.split(' '),
    meaning,
  }),
);

const byKey = new Map(statCounters.map(counter => [counter.key.toLowerCase(), counter]));

const SHORT: Readonly<Record<string, string>> = {
  min: 'minimum',
  max: 'maximum',
  avg: 'average',
  sum: 'summation',
};

/** The counter of a key; letter case is not regarded and short roll-up words are taken. */
export function findCounter(key: string): StatCounter | undefined {
  const text = key.toLowerCase();
  const dot = text.lastIndexOf('.');
  return byKey.get(text) ?? byKey.get(text.slice(0, dot + 1) + (SHORT[text.slice(dot + 1)] ?? ''));
}
