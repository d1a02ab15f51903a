/** Wait-Task: waits until tasks have ended; a failed one is an error. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {vmError} from '../inventory/flavour.ts';
import {HostTask, taskById} from '../inventory/host-task.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Wait-Task'} as const;

const POLL_MS = 50;

export const waitTask = cmdlet({
  name: 'Wait-Task',
  module: 'VMware.VimAutomation.Common',
  className: 'VMware.VimAutomation.Common.Cmdlets.Commands.WaitTask',
  synopsis: 'Waits for the completion of tasks.',
  parameters: {
    Task: {
      type: 'Task[]',
      help: 'The tasks, as Get-Task retrieves them.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
  },
  examples: [{title: 'Wait for everything', code: 'Get-Task -Status Running | Wait-Task'}],
  process(run, p) {
    for (const given of p.Task) {
      if (!(given instanceof HostTask)) continue;
      let task = given;
      while (!task.isDone) {
        run.sleep(POLL_MS);
        task = taskById(run.door(), given.id) ?? given;
      }
      if (task.facts.state === 'Success') continue;
      run.writeError(
        vmError(
          speaker,
          'Client20_TaskServiceImpl_CheckServerSideTaskUpdates_OperationFailed',
          'NotSpecified',
          `The operation for the entity '${task.facts.entityName ?? ''}' failed with the following message: "${task.facts.error}"`,
          task,
        ),
      );
    }
  },
});
