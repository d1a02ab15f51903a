/** Jobs of the host service as PowerCLI's tasks. The host keeps a job for five minutes after its end. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {convertTo, defineEnum, defineType, enumValue} from '../../shell/values/index.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {flagOf, numberOf, textOf, timeOf} from './cim-fields.ts';
import {extensionData} from './extension-data.ts';
import {uidOf} from './ids.ts';
import {powerCliId} from './machine-id.ts';
import type {VirtualMachine} from './virtual-machine.ts';

const stateType = defineEnum({
  fullName: 'VMware.VimAutomation.Sdk.Types.V1.TaskState',
  accelerator: 'TaskState',
  values: {Queued: 0, Running: 1, Success: 2, Error: 3, Unknown: 4},
});

type TaskState = 'Queued' | 'Running' | 'Success' | 'Error';

/** By Msvm_ConcreteJob.Name: the method of the API that does the same. */
const OPERATIONS: Readonly<Record<string, string>> = {
  'Turning On Virtual Machine': 'PowerOnVM_Task',
  'Turning Off Virtual Machine': 'PowerOffVM_Task',
  'Saving Virtual Machine': 'SuspendVM_Task',
  'Deleting Virtual Machine': 'Destroy_Task',
  'Creating Virtual Hard Disk': 'CreateVirtualDisk_Task',
};

interface TaskFacts {
  readonly key: string;
  /** Of the job; null of what the host did at once. */
  readonly path: string | null;
  readonly isCancelable: boolean;
  /** What was done, in words. */
  readonly description: string;
  readonly state: TaskState;
  readonly percentComplete: number;
  readonly startTime: DateTime | null;
  readonly finishTime: DateTime | null;
  /** GUID and name of the machine it is about, null for none. */
  readonly machineId: string | null;
  readonly entityName: string | null;
  /** '' when it did not fail. */
  readonly error: string;
}

export class HostTask {
  readonly door: Door;
  readonly facts: TaskFacts;

  constructor(door: Door, facts: TaskFacts) {
    this.door = door;
    this.facts = facts;
  }
  get id(): string {
    return `Task-${this.facts.key.toLowerCase()}`;
  }
  get name(): string {
    return OPERATIONS[this.facts.description] ?? this.facts.description;
  }
  get objectId(): string | null {
    const {machineId} = this.facts;
    return machineId === null ? null : powerCliId(machineId);
  }
  get isDone(): boolean {
    return this.facts.state === 'Success' || this.facts.state === 'Error';
  }
}

/** By Msvm_ConcreteJob.JobState; before 4 it waits. */
const STATES: Readonly<Record<number, TaskState>> = {
  4: 'Running',
  7: 'Success',
  8: 'Error',
  10: 'Error',
};

function taskOfJob(door: Door, job: CimInstance): HostTask {
  const [machine] = door.associators(job, {resultClass: 'Msvm_ComputerSystem'});
  const state = STATES[numberOf(job, 'JobState')] ?? 'Queued';
  const done = state === 'Success' || state === 'Error';
  return new HostTask(door, {
    key: textOf(job, 'InstanceID'),
    path: job.path,
    isCancelable: !done && flagOf(job, 'Cancellable'),
    description: textOf(job, 'Name'),
    state,
    percentComplete: numberOf(job, 'PercentComplete'),
    startTime: timeOf(job.properties.StartTime),
    finishTime: done ? timeOf(job.properties.TimeOfLastStateChange) : null,
    machineId: machine ? textOf(machine, 'Name') : null,
    entityName: machine ? textOf(machine, 'ElementName') : null,
    error: textOf(job, 'ErrorDescription'),
  });
}

/** Tasks this session asked for that the host did at once, without a job. */
const immediate = new WeakMap<Door, HostTask[]>();

/** Runs `action` as a task about a machine; what it throws is thrown on and no task is kept. */
export function immediateTask(
  machine: VirtualMachine,
  operation: string,
  action: () => void,
): HostTask {
  const startTime = DateTime.now();
  action();
  const task = new HostTask(machine.door, {
    key: crypto.randomUUID(),
    path: null,
    isCancelable: false,
    description: operation,
    state: 'Success',
    percentComplete: 100,
    startTime,
    finishTime: DateTime.now(),
    machineId: machine.id,
    entityName: machine.name,
    error: '',
  });
  immediate.set(machine.door, [...(immediate.get(machine.door) ?? []), task]);
  return task;
}

const CLASSES = ['Msvm_ConcreteJob', 'Msvm_StorageJob'];

/** All that are kept, oldest first. */
export function allTasks(door: Door): HostTask[] {
  const jobs = CLASSES.flatMap(name => door.instances(name)).map(job => taskOfJob(door, job));
  const start = ({facts}: HostTask) => facts.startTime?.ticks ?? 0n;
  return [...jobs, ...(immediate.get(door) ?? [])].sort((a, b) => Number(start(a) - start(b)));
}

/** `id` with or without `Task-`. */
export function taskById(door: Door, id: string): HostTask | undefined {
  const key = id.replace(/^(?:Task-)+/i, '').toLowerCase();
  return allTasks(door).find(task => task.facts.key.toLowerCase() === key);
}

defineType<HostTask>({
  fullName: 'VMware.VimAutomation.Sdk.Types.V1.Task',
  accelerator: 'Task',
  interfaces: ['VMware.VimAutomation.ViCore.Types.V1.Task'],
  instance: HostTask,
  toText: task => task.name,
  properties: {
    Name: {type: 'string', get: task => task.name},
    Description: {type: 'string', get: ({facts}) => facts.description},
    State: {get: task => enumValue(stateType, task.facts.state)},
    PercentComplete: {type: 'float', get: task => convertTo(task.facts.percentComplete, 'float')},
    IsCancelable: {type: 'bool', get: ({facts}) => facts.isCancelable},
    StartTime: {get: ({facts}) => facts.startTime},
    FinishTime: {get: ({facts}) => facts.finishTime},
    ObjectId: {type: 'string', get: task => task.objectId},
    Result: {get: () => null},
    Id: {type: 'string', get: task => task.id},
    Uid: {type: 'string', get: task => uidOf('Task', task.id)},
    ExtensionData: {get: task => extensionData(task.door, task.id)},
  },
});
