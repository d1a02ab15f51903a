/** Start-Transcript: keeps what the session shows in a file from now on. */
import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, writeFileSync, chmodSync, statSync} from 'node:fs';
import {homedir, hostname, userInfo} from 'node:os';
import path from 'node:path';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {stampOf, Transcript} from '../../shell/session/transcript.ts';
import {NetException} from '../../shell/values/index.ts';

export const startTranscript = cmdlet({
  name: 'Start-Transcript',
  module: 'Microsoft.PowerShell.Host',
  className: 'StartTranscriptCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'ByPath',
  outputTypes: ['System.String'],
  synopsis: 'Creates a record of all or part of a PowerShell session to a text file.',
  parameters: {
    Path: {
      type: 'string',
      sets: {ByPath: {position: 0}},
      help: 'The file; default one in the home folder.',
    },
    LiteralPath: {
      type: 'string',
      sets: {ByLiteralPath: {position: 0, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'The file, taken as it is.',
    },
    OutputDirectory: {
      type: 'string',
      sets: {ByOutputDirectory: {position: 0}},
      help: 'The folder for a file with a name of its own.',
    },
    Append: {type: 'switch', help: 'Adds to the end of what is there.'},
    Force: {type: 'switch', help: 'Also writes to a read-only file.'},
    NoClobber: {type: 'switch', aliases: ['NoOverwrite'], help: 'Refuses to overwrite.'},
    IncludeInvocationHeader: {type: 'switch', help: 'Writes when each command was started.'},
    UseMinimalHeader: {type: 'switch', help: 'Writes a short head.'},
  },
  examples: [{title: 'Into a file', code: 'Start-Transcript session.txt'}],

  process(run, p) {
    const {host} = run.session;
    if (host.transcript)
      fail(
        run,
        'Transcription has already been started. Use the stop-transcript command to stop transcription.',
      );
    const given = p.LiteralPath ?? p.Path;
    const file =
      given === undefined
        ? ownFile(
            p.OutputDirectory === undefined ? homedir() : filePath(run.session, p.OutputDirectory),
          )
        : filePath(run.session, given);
    if (!run.shouldProcess(file, 'Start-Transcript')) return;
    if (p.NoClobber && !p.Append && existsSync(file))
      fail(run, `File ${file} already exists and NoClobber was specified.`);
    prepare(file, p);
    const transcript = new Transcript(file, p.IncludeInvocationHeader);
    transcript.block(['PowerShell transcript start', ...head(p.UseMinimalHeader)]);
    run.writeObject(`Transcript started, output file is ${file}`);
    host.transcript = transcript;
  },
});

function ownFile(folder: string): string {
  const id = randomBytes(6).toString('base64url');
  return path.join(folder, `PowerShell_transcript.${hostname()}.${id}.${stampOf(new Date())}.txt`);
}

function prepare(file: string, p: {readonly Append: boolean; readonly Force: boolean}) {
  mkdirSync(path.dirname(file), {recursive: true});
  if (p.Force && existsSync(file)) chmodSync(file, statSync(file).mode | 0o200);
  writeFileSync(file, '', {flag: p.Append ? 'a' : 'w'});
}

function head(isShort: boolean): string[] {
  const start = `Start time: ${stampOf(new Date())}`;
  if (isShort) return [start];
  return [
    start,
    `Username: ${userInfo().username}`,
    `Machine: ${hostname()}`,
    `Host Application: ${process.argv.join(' ')}`,
    `Process ID: ${process.pid}`,
  ];
}

function fail(run: Run, message: string): never {
  run.throwTerminatingError(
    run.error(
      'InvalidOperation',
      'InvalidOperation',
      new NetException('System.Management.Automation.PSInvalidOperationException', message),
    ),
  );
}
