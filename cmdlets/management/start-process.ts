/** Start-Process: starts a program; -Wait waits for its end. */
import {spawn, spawnSync} from 'node:child_process';
import {closeSync, openSync} from 'node:fs';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {CREDENTIAL_ARGUMENT} from '../../shell/cmdlet/credential-argument.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {customObject, Hashtable, NetException, toText, unwrap} from '../../shell/values/index.ts';
import {isDocument} from './document.ts';
import {processById} from '../../shell/types/process.ts';

const OWN_SETS = {Default: {}} as const;

export const startProcess = cmdlet({
  name: 'Start-Process',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['saps'],
  className: 'StartProcessCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Default',
  outputTypes: ['System.Diagnostics.Process'],
  synopsis: 'Starts one or more processes on the local computer.',
  parameters: {
    FilePath: {
      type: 'string',
      mandatory: true,
      position: 0,
      aliases: ['PSPath', 'Path'],
      help: 'The program.',
    },
    ArgumentList: {
      type: 'string[]',
      position: 1,
      aliases: ['Args'],
      help: 'Arguments; double quotes keep blanks together.',
    },
    WorkingDirectory: {type: 'string', help: 'The folder to start in.'},
    Credential: {
      ...CREDENTIAL_ARGUMENT,
      sets: OWN_SETS,
      aliases: ['RunAs'],
      help: 'Who runs it. Only the own user can here, so it is refused.',
    },
    LoadUserProfile: {
      type: 'switch',
      sets: OWN_SETS,
      aliases: ['Lup'],
      help: 'Loads the profile of -Credential. There are no profiles on Linux, so it is refused.',
    },
    NoNewWindow: {
      type: 'switch',
      sets: OWN_SETS,
      aliases: ['nnw'],
      help: 'Starts the file itself; without this a document is opened by the program for it.',
    },
    PassThru: {type: 'switch', help: 'Writes the process.'},
    RedirectStandardError: {
      type: 'string',
      sets: OWN_SETS,
      aliases: ['RSE'],
      help: 'A file for the errors.',
    },
    RedirectStandardInput: {
      type: 'string',
      sets: OWN_SETS,
      aliases: ['RSI'],
      help: 'A file to read from.',
    },
    RedirectStandardOutput: {
      type: 'string',
      sets: OWN_SETS,
      aliases: ['RSO'],
      help: 'A file for the output.',
    },
    Wait: {type: 'switch', help: 'Waits until the process has ended.'},
    Verb: {
      type: 'string',
      sets: {UseShellExecute: {}},
      validate: [{notNullOrEmpty: true}],
      help: 'What to do with the file, such as RunAs. Linux knows no such verbs, so it is refused.',
    },
    WindowStyle: {
      type: 'System.Diagnostics.ProcessWindowStyle',
      help: 'How its window looks. Programs have no windows here, so it is refused.',
    },
    UseNewEnvironment: {
      type: 'switch',
      sets: OWN_SETS,
      help: 'Starts with an empty environment but for the search path.',
    },
    Environment: {type: 'hashtable', help: 'Variables to set for the process.'},
  },

  examples: [
    {
      title: 'And wait',
      code: '(Start-Process sh \'-c "exit 3"\' -Wait -PassThru).ExitCode',
      output: ['3'],
    },
  ],

  process(run, p) {
    for (const name of ['Verb', 'WindowStyle', 'LoadUserProfile', 'Credential'] as const)
      if (run.bound.has(name)) refuse(run, name);
    if (!run.shouldProcess(p.FilePath, 'Start-Process')) return;
    const files = [
      open(run, p.RedirectStandardInput, 'r'),
      open(run, p.RedirectStandardOutput, 'w'),
      open(run, p.RedirectStandardError, 'w'),
    ];
    const options = {
      cwd:
        p.WorkingDirectory === undefined
          ? run.session.location
          : filePath(run.session, p.WorkingDirectory),
      env: environment(p),
      stdio: files.map(file => file ?? ('inherit' as const)),
    };
    const isAlone = p.NoNewWindow || files.some(file => file !== null);
    const named = /[\\/]/.test(p.FilePath) ? filePath(run.session, p.FilePath) : p.FilePath;
    const words = splitArguments((p.ArgumentList ?? []).join(' '));
    const {program, args} = isAlone ? {program: named, args: words} : opened(named, words);
    try {
      if (p.Wait) wait(run, program, args, options, p.PassThru);
      else start(run, program, args, options, p.PassThru);
    } finally {
      for (const file of files) if (file !== null) closeSync(file);
    }
  },
});

/** As PowerShell answers on Linux. */
function refuse(run: Run, parameter: string): never {
  const text = `The parameter '-${parameter}' is not supported for the cmdlet 'Start-Process' on this edition of PowerShell.`;
  run.throwTerminatingError(
    run.error(
      'NotSupportedException',
      'NotImplemented',
      new NetException('System.NotSupportedException', text),
    ),
  );
}

interface Options {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdio: (number | 'inherit')[];
}

function open(run: Run, text: string | undefined, mode: 'r' | 'w'): number | null {
  return text === undefined ? null : openSync(filePath(run.session, text), mode);
}

function environment(p: {
  readonly UseNewEnvironment: boolean;
  readonly Environment?: unknown;
}): NodeJS.ProcessEnv {
  const base = p.UseNewEnvironment
    ? {PATH: process.env['PATH'], HOME: process.env['HOME']}
    : process.env;
  const table = unwrap(p.Environment);
  const given =
    table instanceof Hashtable
      ? [...table.entries()].map(([name, value]) => [toText(name), toText(value)])
      : [];
  return {...base, ...Object.fromEntries(given)};
}

/** One text as .NET splits it: blanks separate, double quotes keep together. */
function splitArguments(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []).map(word => word.replace(/"/g, ''));
}

/** A document or an address is given to the desktop's opener, as .NET's shell execution does on Linux. */
function opened(file: string, args: string[]): {program: string; args: string[]} {
  return isDocument(file) || /^https?:\/\//i.test(file)
    ? {program: 'xdg-open', args: [file]}
    : {program: file, args};
}

function wait(run: Run, program: string, args: string[], options: Options, passThru: boolean) {
  const done = spawnSync(program, args, options);
  if (done.error) failed(run, program, done.error);
  if (passThru) run.writeObject(endedProcess(done.pid, program, done.status));
}

/** A process that is no more: what is known of it. */
function endedProcess(id: number, program: string, exitCode: number | null): unknown {
  return customObject({Id: id, ProcessName: program, HasExited: true, ExitCode: exitCode});
}

function start(run: Run, program: string, args: string[], options: Options, passThru: boolean) {
  const child = spawn(program, args, {...options, detached: true});
  if (child.pid === undefined) failed(run, program, new Error('No such file or directory'));
  child.on('error', () => undefined); // reported above: it has no pid then
  child.unref();
  if (passThru) run.writeObject(processById(child.pid as number));
}

function failed(run: Run, program: string, error: Error): never {
  const missing = /ENOENT|No such file/.test(error.message);
  const reason = missing ? 'No such file or directory' : error.message;
  const message = `This command cannot be run due to the error: An error occurred trying to start process '${program}' with working directory '${run.session.location}'. ${reason}`;
  run.throwTerminatingError(
    run.error(
      'InvalidOperationException',
      'InvalidOperation',
      new NetException('System.InvalidOperationException', message),
    ),
  );
}
