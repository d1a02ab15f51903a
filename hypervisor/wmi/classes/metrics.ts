/** Resource metering at the door: definitions, values of metered machines, and the service that switches it. */
import {openAlone} from '../../storage/open-disk.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {MeterTotals} from '../../root/vmms/metering/meter.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {wmiClass} from '../class-definition.ts';
import {cimInterval, cimTime} from '../date-time.ts';
import {machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

/** CIM_AggregationMetricDefinition.SimpleFunction; 0 where a value is a sum. */
const FUNCTION = {sum: 0, min: 2, max: 3, average: 4} as const;
const MIB = 1024 ** 2;

interface Metered {
  readonly machine: Machine;
  readonly totals: MeterTotals;
  readonly vmms: Vmms;
}

export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly units: string;
  readonly simpleFunction: number;
  /** Undefined while nothing was measured. */
  readonly value: (metered: Metered) => number | undefined;
}

const metric = (
  id: string,
  name: string,
  units: string,
  simpleFunction: number,
  value: Metric['value'],
): Metric => ({id: `Microsoft:${id}`, name, units, simpleFunction, value});

const traffic = (id: string, way: string, bytes: (totals: MeterTotals) => number): Metric =>
  metric(id, `Aggregated Filtered ${way} Network Traffic`, 'MegaBytes', FUNCTION.sum, m =>
    Math.round(bytes(m.totals) / MIB),
  );

export const METRICS: readonly Metric[] = [
  metric(
    'AverageCpu',
    'Aggregated Average CPU Utilization',
    'MegaHertz',
    FUNCTION.average,
    ({totals, vmms}) =>
      Math.round((totals.cpuMicros / 1000 / durationMs(totals)) * vmms.facts.processorMHz),
  ),
  metric(
    'AverageMemory',
    'Aggregated Average Memory Utilization',
    'MegaBytes',
    FUNCTION.average,
    ({totals}) => (totals.onMs > 0 ? Math.round(totals.memoryMBms / totals.onMs) : 0),
  ),
  metric(
    'MaximumMemory',
    'Aggregated Maximum for Memory Utilization',
    'MegaBytes',
    FUNCTION.max,
    ({totals}) => totals.memoryMaxMB,
  ),
  metric(
    'MinimumMemory',
    'Aggregated Minimum for Memory Utilization',
    'MegaBytes',
    FUNCTION.min,
    ({totals}) => totals.memoryMinMB ?? 0,
  ),
  metric(
    'MaximumDisk',
    'Aggregated Maximum for Disk Allocations',
    'MegaBytes',
    FUNCTION.max,
    ({machine}) => diskMB(machine),
  ),
  metric('DiskRead', 'Aggregated Disk Data Read', 'MegaBytes', FUNCTION.sum, ({totals}) =>
    Math.round(totals.diskReadBytes / MIB),
  ),
  metric('DiskWritten', 'Aggregated Disk Data Written', 'MegaBytes', FUNCTION.sum, ({totals}) =>
    Math.round(totals.diskWrittenBytes / MIB),
  ),
  traffic('NetworkIn', 'Incoming', totals => totals.networkInBytes),
  traffic('NetworkOut', 'Outgoing', totals => totals.networkOutBytes),
];

function durationMs({sinceMs}: MeterTotals): number {
  return Math.max(1, Date.now() - sinceMs);
}

/** What its disks may hold in all; undefined when one can not be read. */
function diskMB(machine: Machine): number | undefined {
  let bytes = 0;
  for (const {path} of machine.disks()) {
    try {
      const image = openAlone(path);
      bytes += image.sizeBytes;
      image.close();
    } catch {
      return undefined;
    }
  }
  return Math.round(bytes / MIB);
}

export const msvmAggregationMetricDefinition = wmiClass<Metric>(
  'Msvm_AggregationMetricDefinition',
  {
    list: () => METRICS,
    properties: {
      Id: ({id}) => id,
      Name: ({name}) => name,
      ElementName: ({name}) => name,
      DataType: () => 13,
      Calculable: () => 2,
      Units: ({units}) => units,
      ProgrammaticUnits: ({units}) => (units === 'MegaBytes' ? 'byte * 2^20' : 'hertz * 10^6'),
      IsContinuous: () => true,
      ChangeType: ({simpleFunction}) => (simpleFunction === FUNCTION.sum ? 3 : 5),
      TimeScope: () => 3,
      GatheringType: () => 3,
      SimpleFunction: ({simpleFunction}) => simpleFunction || undefined,
    },
  },
);

export interface MetricValue {
  readonly metric: Metric;
  readonly machine: Machine;
}

export function valuesOf(machine: Machine, vmms: Vmms): MetricValue[] {
  return vmms.metering.totals(machine) ? METRICS.map(each => ({metric: each, machine})) : [];
}

const metered = ({machine}: MetricValue, vmms: Vmms): Metered | undefined => {
  const totals = vmms.metering.totals(machine);
  return totals && {machine, totals, vmms};
};

export const msvmAggregationMetricValue = wmiClass<MetricValue>('Msvm_AggregationMetricValue', {
  list: vmms => [...vmms.machines.values()].flatMap(machine => valuesOf(machine, vmms)),
  properties: {
    InstanceID: ({metric: {id}, machine}) => `Microsoft:${machine.id}\\${id}`,
    MetricDefinitionId: ({metric: {id}}) => id,
    ElementName: ({metric: {name}}) => name,
    MeasuredElementName: ({machine}) => machine.config.name,
    MetricValue(self, vmms) {
      const subject = metered(self, vmms);
      return subject && self.metric.value(subject)?.toString();
    },
    TimeStamp: () => cimTime(Date.now()),
    AggregationTimeStamp: () => cimTime(Date.now()),
    Duration: (self, vmms) => duration(self, vmms),
    AggregationDuration: (self, vmms) => duration(self, vmms),
    Volatile: () => true,
  },
});

function duration(self: MetricValue, vmms: Vmms) {
  const subject = metered(self, vmms);
  return subject && cimInterval(durationMs(subject.totals));
}

export const msvmMetricService = serviceClass('Msvm_MetricService', 'Hyper-V Metric Service', {
  ControlMetrics(_, args, vmms) {
    const machine = machineOf(args.object('Subject', msvmComputerSystem));
    if (!machine)
      throw new VmmsError(RETURN.InvalidParameter, 'Metrics are those of virtual machines.');
    if (args.optionalObject('Definition', msvmAggregationMetricDefinition))
      throw new VmmsError(RETURN.NotSupported, 'Metrics of a machine are switched all together.');
    const wish = args.number('MetricCollectionEnabled');
    if (wish === 2) vmms.metering.enable(machine);
    else if (wish === 3) vmms.metering.disable(machine);
    else if (wish === 4) vmms.metering.reset(machine);
    else throw new VmmsError(RETURN.InvalidParameter, 'MetricCollectionEnabled must be 2, 3 or 4.');
    return RETURN.Completed;
  },
});
