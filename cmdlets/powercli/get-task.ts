/** Get-Task: what the host service is doing, and what it did in the last five minutes. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {allTasks} from '../inventory/host-task.ts';
import {serverParameter} from '../inventory/selectors.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Task'} as const;

export const getTask = cmdlet({
  name: 'Get-Task',
  module: 'VMware.VimAutomation.Common',
  className: 'VMware.VimAutomation.Common.Cmdlets.Commands.GetTask',
  synopsis: 'Retrieves the tasks of a server.',
  defaultParameterSet: 'Default',
  parameters: {
    Status: {
      type: 'string',
      help: 'Only tasks in this state.',
      validate: [{set: ['Queued', 'Running', 'Success', 'Error', 'Unknown']}],
      sets: {Default: {position: 0}},
    },
    Id: {
      type: 'string[]',
      help: 'Identifiers; wildcards are allowed.',
      wildcards: true,
      sets: {ById: {mandatory: true}},
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.Sdk.Types.V1.Task'],
  examples: [{title: 'What is under way', code: 'Get-Task -Status Running'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const tasks = allTasks(run.door()).filter(
      ({facts}) => p.Status === undefined || facts.state.toLowerCase() === p.Status.toLowerCase(),
    );
    if (p.Id === undefined) return tasks.forEach(task => run.writeObject(task));
    for (const id of p.Id) {
      const matches = wildcard(id.replace(/^(?:Task-)+/i, 'Task-'));
      const found = tasks.filter(task => matches(task.id));
      if (found.length === 0)
        run.writeError(
          vmError(
            speaker,
            'Core_OutputHelper_WriteNotFoundError',
            'ObjectNotFound',
            `Task with id '${id}' was not found using the specified filter(s).`,
            id,
          ),
        );
      for (const task of found) run.writeObject(task);
    }
  },
});
