/** Stop-Task: ends tasks that can be ended. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {vmError} from '../inventory/flavour.ts';
import {HostTask} from '../inventory/host-task.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Stop-Task'} as const;

/** CIM_ConcreteJob.RequestStateChange: Terminate. */
const TERMINATE = 4;

export const stopTask = cmdlet({
  name: 'Stop-Task',
  module: 'VMware.VimAutomation.Common',
  className: 'VMware.VimAutomation.Common.Cmdlets.Commands.StopTask',
  synopsis: 'Stops tasks that are cancelable.',
  supportsShouldProcess: true,
  parameters: {
    Task: {
      type: 'Task[]',
      help: 'The tasks, as Get-Task retrieves them.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
  },
  examples: [
    {
      title: 'Everything that can be stopped',
      code: 'Get-Task -Status Running | Where-Object IsCancelable | Stop-Task',
    },
  ],
  process(run, p) {
    for (const task of p.Task) {
      if (!(task instanceof HostTask) || !run.shouldProcess(task.name, 'Stopping Task')) continue;
      const {path} = task.facts;
      const params = {RequestedState: TERMINATE};
      if (path && run.door().invoke(path, 'RequestStateChange', params).ReturnValue === 0) continue;
      const message = `The task '${task.name}' can not be stopped: it is not cancelable, or has ended.`;
      const id = 'Client20_TaskServiceImpl_StopTask_NotCancelable';
      run.writeError(vmError(speaker, id, 'InvalidOperation', message, task));
    }
  },
});
