/** Msvm_SummaryInformation: what a list of machines shows of each, in one object (wmi.md 17.1). */
import {JOB_STATE} from '../../root/vmms/jobs.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import type {CimValue} from '../cim.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {hostName} from '../object-path.ts';
import {assignedBytes} from '../../root/vmms/memory-balancer.ts';
import {heartbeatOf} from './live-devices.ts';
import {notesOf} from './msvm-computer-system.ts';

/** Percent of its processors that a machine used of late; 0 when it is off, null before the first measure. */
function processorLoad(machine: Machine, vmms: Vmms): CimValue {
  if (!machine.worker) return 0;
  const load = vmms.statistics.latest(machine.id, 'cpu.usage.average');
  return load === undefined ? null : Math.min(100, Math.round(load));
}

const MIB = 1024 ** 2;

/** MB that the guest says its programs need; null before it said so. */
function demandMB(machine: Machine): CimValue {
  const bytes = machine.worker?.memory.report.demandBytes;
  return bytes === undefined ? null : Math.round(bytes / MIB);
}

/** What is beyond `times` the demand, as percent of the demand; below 0: it lacks that much. */
function memoryLeft(machine: Machine, times: number): CimValue {
  const {assignedBytes: assigned, demandBytes} = machine.worker?.memory.report ?? {};
  if (assigned === undefined || !demandBytes) return null;
  return Math.round(((assigned - demandBytes * times) / demandBytes) * 100);
}

/** The samples there are, newest last; at most 100. */
function loadHistory(machine: Machine, vmms: Vmms): CimValue {
  const points = vmms.statistics.realtime.points(machine.id, 'cpu.usage.average', {
    afterMs: 0,
    untilMs: Number.POSITIVE_INFINITY,
    now: false,
  });
  return points.slice(-100).map(point => Math.min(100, Math.round(point.value)));
}

export const summaryProperties: Readonly<
  Record<string, (machine: Machine, vmms: Vmms) => CimValue | undefined>
> = {
  InstanceID: machine => `Microsoft:${machine.id}`,
  Name: machine => machine.id,
  ElementName: machine => machine.name,
  CreationTime: machine => cimTime(Date.parse(machine.config.created)),
  Notes: notesOf,
  NumberOfProcessors: machine => machine.processors,
  Version: () => '10.0',
  EnabledState: machine => machine.state,
  ProcessorLoad: processorLoad,
  ProcessorLoadHistory: loadHistory,
  MemoryUsage: machine => Math.round(assignedBytes(machine) / MIB),
  MemoryDemand: machine => demandMB(machine),
  MemoryAvailable: machine => memoryLeft(machine, 1),
  AvailableMemoryBuffer: machine => memoryLeft(machine, 1 + machine.memoryBuffer / 100),
  Heartbeat: machine => heartbeatOf(machine),
  UpTime: machine => Math.floor(machine.onTimeMs),
  HealthState: () => 5,
  OperationalStatus: () => [2],
  StatusDescriptions: () => ['Operating normally'],
  ReplicationMode: () => 0,
  ReplicationState: () => 0,
  ReplicationHealth: () => 0,
  HostComputerSystemName: () => hostName,
  VirtualSystemSubType: machine => `Microsoft:Hyper-V:SubType:${machine.config.generation}`,
};

/** Codes of GetSummaryInformation that there is something behind. */
export const SUMMARY_CODES: Readonly<Record<number, string>> = {
  0: 'Name',
  1: 'ElementName',
  2: 'CreationTime',
  3: 'Notes',
  4: 'NumberOfProcessors',
  10: 'Version',
  100: 'EnabledState',
  101: 'ProcessorLoad',
  102: 'ProcessorLoadHistory',
  103: 'MemoryUsage',
  112: 'MemoryAvailable',
  113: 'AvailableMemoryBuffer',
  104: 'Heartbeat',
  105: 'UpTime',
  108: 'AsynchronousTasks',
  109: 'HealthState',
  110: 'OperationalStatus',
  111: 'StatusDescriptions',
  114: 'ReplicationMode',
  115: 'ReplicationState',
  116: 'ReplicationHealth',
};

export const msvmSummaryInformation = wmiClass<Machine>('Msvm_SummaryInformation', {
  list: vmms => vmms.machines.values(),
  properties: summaryProperties,
});

/** Jobs under way on a machine. */
export function tasksOf(machine: Machine): NonNullable<Machine['job']>[] {
  return machine.job && machine.job.state === JOB_STATE.Running ? [machine.job] : [];
}
