/** Start-Job: a script in a process of its own. */
import {readFileSync, statSync} from 'node:fs';
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {jobsOf} from '../../shell/jobs/job-table.ts';
import {BackgroundChildJob, BackgroundJob} from '../../shell/jobs/job-types.ts';
import {usingValues, variablesOf} from '../../shell/jobs/using-values.ts';
import {hashtable, isNull, NetException, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {jobRun} from './job-run.ts';
import {scriptFile} from './script-file.ts';

export const startJob = cmdlet({
  name: 'Start-Job',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['sajb'],
  className: 'StartJobCommand',
  outputTypes: ['System.Management.Automation.PSRemotingJob'],
  synopsis: 'Starts a background job.',
  description:
    'The job is a process of its own: it shares no variables, modules or location changes with this session. ' +
    'What it writes comes back deserialized: simple values as they are, other objects as property bags. Use ' +
    'Start-ThreadJob for a job that starts faster and keeps the types of its objects.',
  defaultParameterSet: 'ComputerName',
  parameters: {
    ScriptBlock: {
      type: 'scriptblock',
      aliases: ['Command'],
      sets: {ComputerName: {mandatory: true, position: 0}},
      help: 'What the job runs.',
    },
    FilePath: {
      type: 'string',
      sets: {FilePathComputerName: {mandatory: true, position: 0}},
      help: 'A script file that the job runs.',
    },
    LiteralPath: {
      type: 'string',
      aliases: ['PSPath', 'LP'],
      sets: {LiteralFilePathComputerName: {mandatory: true}},
      help: 'A script file, its name taken as it is.',
    },
    Name: {
      type: 'string',
      pipeline: 'name',
      help: 'The name of the job; Job and its number if not given.',
    },
    InitializationScript: {type: 'scriptblock', help: 'Runs in the job before the script.'},
    WorkingDirectory: {
      type: 'string',
      validate: [{notNullOrWhiteSpace: true}],
      help: 'Where the job runs; this location if not given.',
    },
    RunAs32: {type: 'switch', help: 'Refused: there are no 32-bit processes here.'},
    PSVersion: {
      type: 'version',
      transform: refuseVersion,
      help: 'Refused: there is one version.',
    },
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      allowNull: true,
      help: 'Objects for $input.',
    },
    ArgumentList: {type: 'object[]', aliases: ['Args'], help: 'Arguments of the script.'},
  },
  examples: [
    {
      title: 'Run a command and take its result',
      code: 'Start-Job { 1 + 1 } | Receive-Job -Wait -AutoRemoveJob',
      output: ['2'],
    },
  ],
  state: () => ({input: [] as Value[]}),

  begin(run, p) {
    if (p.RunAs32) refuse32(run);
  },
  process(run, p) {
    if (run.expectingInput) run.state.input.push(p.InputObject ?? null);
  },
  end(run, p) {
    const {session} = run;
    const jobs = jobsOf(session);
    const block = p.ScriptBlock as ScriptBlock | undefined;
    const file = block ? '' : scriptFile(run, p.FilePath ?? p.LiteralPath ?? '');
    const script = block ? block.text : readFileSync(file, 'utf8');
    const location = isNull(p.WorkingDirectory)
      ? session.location
      : workingDirectory(run, p.WorkingDirectory);
    const task = jobRun({
      session,
      fidelity: 'deserialized',
      script,
      file: block ? block.source.file : file,
      location,
      initialization: (p.InitializationScript as ScriptBlock | undefined)?.text ?? null,
      args: p.ArgumentList ?? [],
      input: run.expectingInput ? run.state.input : null,
      using: block ? usingValues(block, run.context.frame) : hashtable(),
      ...(block && run.context.invocationName === '&'
        ? {variables: variablesOf(block.ast, run.context.frame)}
        : {}),
    });
    const command = block ? block.text : file;
    const parent = jobs.newJob(BackgroundJob, command, () => jobs.processes.stop(work), p.Name);
    const child = jobs.newJob(BackgroundChildJob, command, () => jobs.processes.stop(work));
    parent.children.push(child);
    const work = jobs.taskFor(child, task, parent);
    jobs.add(parent);
    jobs.processes.add(work);
    run.writeObject(parent);
  },
});

function refuse32<State extends object>(run: Run<State>): never {
  return run.throwTerminatingError(
    run.error(
      'RunAs32NotSupported',
      'InvalidOperation',
      new NetException(
        'System.InvalidOperationException',
        "Cannot start a 32-bit 'pwsh' process from the 64-bit 'pwsh' installation. Install the 32-bit 'pwsh' if you need to run PowerShell in a 32-bit process.",
      ),
    ),
  );
}

function refuseVersion(run: Run, value: Value): never {
  throw run.error(
    'ParameterBindingFailed',
    'InvalidArgument',
    `Cannot bind parameter 'PSVersion' to the target. Version ${toText(value)} is not there: this shell runs jobs only by itself.`,
  );
}

function workingDirectory<State extends object>(run: Run<State>, text: string): string {
  const folder = run.session.resolvePath(text);
  if (statSync(folder, {throwIfNoEntry: false})?.isDirectory()) return folder;
  return run.throwTerminatingError(
    run.error(
      'DirectoryNotFoundException',
      'InvalidOperation',
      new NetException(
        'System.IO.DirectoryNotFoundException',
        `Cannot find the WorkingDirectory path ${text}.`,
      ),
    ),
  );
}
