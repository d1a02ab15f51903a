/** Resource metering of a machine: switched through the door, and its report (Measure-VM). */
import {hostname} from 'node:os';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {defineType} from '../../shell/values/define-type.ts';
import type {PropertySpec} from '../../shell/values/type-spec.ts';
import {TimeSpan} from '../../shell/types/time-span.ts';
import {textOf} from './cim-fields.ts';
import {millisOfInterval} from './cim-time.ts';
import type {Speaker} from './flavour.ts';
import {perform, refusal} from './jobs.ts';
import {guid, type VirtualMachine} from './virtual-machine.ts';

/** MetricCollectionEnabled of ControlMetrics. */
export const METRICS = {enable: 2, disable: 3, reset: 4} as const;

/** False after an error was written. */
export function controlMetrics(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  wish: number,
): boolean {
  const params = {Subject: {ref: machine.path}, MetricCollectionEnabled: wish};
  const activity = `Metering ${machine.name}`;
  const outcome = perform(run, 'Msvm_MetricService', 'ControlMetrics', params, activity);
  machine.invalidate();
  if (outcome.code === 0) return true;
  run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
  return false;
}

/** Msvm_AggregationMetricValue of a machine; none when it is not metered. */
export function metricsOf(machine: VirtualMachine): CimInstance[] {
  const id = machine.id.replaceAll("'", '');
  return machine.door.query(
    `SELECT * FROM Msvm_AggregationMetricValue WHERE InstanceID LIKE 'Microsoft:${id}%'`,
  );
}

export class MeteringReport {
  readonly machine: VirtualMachine;
  private readonly values: ReadonlyMap<string, string>;
  readonly durationMs: number;

  constructor(machine: VirtualMachine, metrics: readonly CimInstance[]) {
    this.machine = machine;
    this.values = new Map(
      metrics.map(metric => [textOf(metric, 'ElementName'), textOf(metric, 'MetricValue')]),
    );
    this.durationMs = millisOfInterval(metrics[0], 'AggregationDuration');
  }

  /** Null for what was not measured. */
  value(name: string): bigint | null {
    const text = this.values.get(name) ?? '';
    return text === '' ? null : BigInt(text);
  }
}

const measured = (name: string): PropertySpec<MeteringReport> => ({
  type: 'ulong',
  get: report => report.value(name),
});
const nothing: PropertySpec<MeteringReport> = {get: () => null};

export class TrafficReport {
  readonly direction: string;
  readonly megabytes: bigint;

  constructor(direction: string, megabytes: bigint) {
    this.direction = direction;
    this.megabytes = megabytes;
  }
}

defineType<TrafficReport>({
  fullName: 'Microsoft.HyperV.PowerShell.VMPortAclMeteringReport',
  instance: TrafficReport,
  toText: () => 'Microsoft.HyperV.PowerShell.VMPortAclMeteringReport',
  properties: {
    LocalAddress: {type: 'string', get: () => null},
    RemoteAddress: {type: 'string', get: () => '*.*'},
    Direction: {type: 'string', get: ({direction}) => direction},
    TotalTraffic: {type: 'ulong', get: ({megabytes}) => megabytes},
  },
});

const ways = [
  ['Inbound', 'Incoming'],
  ['Outbound', 'Outgoing'],
] as const;

defineType<MeteringReport>({
  fullName: 'Microsoft.HyperV.PowerShell.VMMeteringReportForVirtualMachine',
  instance: MeteringReport,
  toText: () => 'Microsoft.HyperV.PowerShell.VMMeteringReportForVirtualMachine',
  properties: {
    VMId: {type: 'guid', get: ({machine}) => guid(machine.id)},
    VMName: {type: 'string', get: ({machine}) => machine.name},
    ComputerName: {type: 'string', get: () => hostname()},
    MeteringDuration: {
      type: 'timespan',
      get: ({durationMs}) => TimeSpan.fromMilliseconds(durationMs),
    },
    AverageProcessorUsage: measured('Aggregated Average CPU Utilization'),
    AverageMemoryUsage: measured('Aggregated Average Memory Utilization'),
    MaximumMemoryUsage: measured('Aggregated Maximum for Memory Utilization'),
    MinimumMemoryUsage: measured('Aggregated Minimum for Memory Utilization'),
    TotalDiskAllocation: measured('Aggregated Maximum for Disk Allocations'),
    AggregatedAverageNormalizedIOPS: nothing,
    AggregatedAverageLatency: nothing,
    AggregatedDiskDataRead: measured('Aggregated Disk Data Read'),
    AggregatedDiskDataWritten: measured('Aggregated Disk Data Written'),
    AggregatedNormalizedIOCount: nothing,
    NetworkMeteredTrafficReport: {
      get: report =>
        ways.map(
          ([direction, name]) =>
            new TrafficReport(
              direction,
              report.value(`Aggregated Filtered ${name} Network Traffic`) ?? 0n,
            ),
        ),
    },
    HardDiskMetrics: nothing,
  },
});
