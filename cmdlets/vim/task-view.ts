/** VMware.Vim.Task: a job of the host service as the vSphere API shows it. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {allTasks, type HostTask, taskById} from '../inventory/host-task.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import {ManagedObject, managedType} from './managed-object.ts';
import {type ManagedReference, referenceOf} from './managed-reference.ts';
import type {VimData} from './vim-data.ts';
import {localizedFault, taskInfo} from './vim-types.ts';

export class TaskView extends ManagedObject {
  task: HostTask;

  constructor(door: Door, reference: ManagedReference, task: HostTask) {
    super(door, reference);
    this.task = task;
  }
  /** Reads the job again; one that is no longer kept stays as it was. */
  override update(): void {
    this.task = taskById(this.door, this.task.id) ?? this.task;
    super.update();
  }
}

function infoOf({task, reference}: TaskView): VimData {
  const {facts, objectId} = task;
  return taskInfo.make({
    Key: reference.value,
    Task: reference,
    Name: task.name,
    DescriptionId: facts.description,
    Entity: objectId === null ? null : referenceOf(objectId),
    EntityName: facts.entityName,
    State: facts.state.toLowerCase(),
    Cancelled: false,
    Cancelable: false,
    Progress: task.isDone ? null : facts.percentComplete,
    QueueTime: facts.startTime,
    StartTime: facts.startTime,
    CompleteTime: facts.finishTime,
    Error: facts.error === '' ? null : localizedFault.make({LocalizedMessage: facts.error}),
  });
}

managedType<TaskView>({
  fullName: 'VMware.Vim.Task',
  instance: TaskView,
  properties: {Info: infoOf},
});

/** Ids of the tasks kept of a machine. */
export const taskReferences = (door: Door, {id}: VirtualMachine): string[] =>
  allTasks(door)
    .filter(task => task.facts.machineId === id)
    .map(task => task.id);
