/** Stop-Process: ends processes. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {completeProcessNames, findProcesses} from './find-processes.ts';
import type {ProcessInfo} from '../../shell/types/process.ts';

export const stopProcess = cmdlet({
  name: 'Stop-Process',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['spps'],
  className: 'StopProcessCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Id',
  outputTypes: ['System.Diagnostics.Process'],
  synopsis: 'Stops one or more running processes.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {mandatory: true, pipeline: 'name'}},
      aliases: ['ProcessName'],
      wildcards: true,
      help: 'Names; wildcards are allowed.',
      complete: completeProcessNames,
    },
    Id: {
      type: 'int[]',
      sets: {Id: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'Process identifiers.',
    },
    InputObject: {
      type: 'object[]',
      sets: {InputObject: {mandatory: true, position: 0, pipeline: 'value'}},
      help: 'Process objects.',
    },
    PassThru: {type: 'switch', help: 'Writes the processes.'},
    Force: {
      type: 'switch',
      help: 'Does not ask before it ends a process of another user.',
    },
  },
  examples: [{title: 'By number', code: 'Stop-Process -Id 4242 -Force'}],

  process(run, p) {
    for (const found of findProcesses(run, p)) {
      if (!run.shouldProcess(`${found.name} (${found.id})`, 'Stop-Process')) continue;
      if (!p.Force && !found.isOwn && !confirmed(run, found)) continue;
      try {
        process.kill(found.id, 'SIGKILL');
        if (p.PassThru) run.writeObject(found);
      } catch (error) {
        const message = `Cannot stop process "${found.name} (${found.id})" because of the following error: ${(error as Error).message}`;
        run.writeError(
          run.error(
            'CouldNotStopProcess',
            'CloseError',
            new NetException('Microsoft.PowerShell.Commands.ProcessCommandException', message),
            found,
          ),
        );
      }
    }
  },
});

function confirmed(run: Run, found: ProcessInfo): boolean {
  return run.shouldContinue(
    `Are you sure you want to perform the Stop-Process operation on the following item: ${found.name}(${found.id})?`,
    'Confirm',
  );
}
