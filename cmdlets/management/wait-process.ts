/** Wait-Process: waits until processes have ended. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {completeProcessNames, findProcesses} from './find-processes.ts';
import type {ProcessInfo} from '../../shell/types/process.ts';

const POLL_MS = 50;

interface State {
  processes: ProcessInfo[];
}

export const waitProcess = cmdlet({
  name: 'Wait-Process',
  module: 'Microsoft.PowerShell.Management',
  className: 'WaitProcessCommand',
  defaultParameterSet: 'Name',
  synopsis: 'Waits for the processes to be stopped before accepting more input.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {mandatory: true, position: 0, pipeline: 'name'}},
      aliases: ['ProcessName'],
      wildcards: true,
      help: 'Names; wildcards are allowed.',
      complete: completeProcessNames,
    },
    Id: {
      type: 'int[]',
      sets: {Id: {mandatory: true, position: 0, pipeline: 'name'}},
      aliases: ['PID', 'ProcessId'],
      help: 'Process identifiers.',
    },
    InputObject: {
      type: 'object[]',
      sets: {InputObject: {mandatory: true, pipeline: 'value'}},
      help: 'Process objects.',
    },
    Timeout: {type: 'int', position: 1, aliases: ['TimeoutSec'], help: 'Seconds to wait at most.'},
    Any: {type: 'switch', help: 'Ends when one of the processes has ended.'},
    PassThru: {type: 'switch', help: 'Writes the processes.'},
  },
  examples: [
    {
      title: 'Until it has ended',
      code: 'Start-Process sleep 1 -PassThru | Wait-Process -Timeout 5',
    },
  ],
  state: (): State => ({processes: []}),

  process(run, p) {
    run.state.processes.push(...findProcesses(run, p));
  },
  end(run, p) {
    const {processes} = run.state;
    const until =
      p.Timeout === undefined ? Number.POSITIVE_INFINITY : performance.now() + p.Timeout * 1000;
    const isDone = () =>
      p.Any ? processes.some(each => each.hasExited) : processes.every(each => each.hasExited);
    while (!isDone() && performance.now() < until) run.sleep(POLL_MS);
    for (const each of processes) {
      if (!each.hasExited && !p.Any) timedOut(run, each);
      if (p.PassThru) run.writeObject(each);
    }
  },
});

function timedOut(run: Run<State>, process: ProcessInfo) {
  const message = `This command stopped operation because process "${process.name} (${process.id})" is not stopped in the specified time-out.`;
  run.writeError(
    run.error(
      'ProcessNotTerminated',
      'CloseError',
      new NetException('System.TimeoutException', message),
      process,
    ),
  );
}
