/** Hvsh_GuestService: scripts and files in a running guest, and Hvsh_GuestJob, which they are. */
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {GuestOperations, GuestOptions} from '../../root/vmms/devices/guest-operations.ts';
import {Job} from '../../root/vmms/jobs.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import {machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

const OWNER = 'Hvsh_GuestService';
const DEFAULT_CONTACT_SECS = 20;
const OTHER = 1;

/** The software of a machine that runs. Throws VmmsError. */
function guestOf(args: Arguments): GuestOperations {
  const machine = machineOf(args.object('System', msvmComputerSystem));
  if (!machine) throw new VmmsError(RETURN.InvalidParameter, 'System is the host itself.');
  if (machine.worker) return machine.worker.guest;
  throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is not running.`);
}

function userOf(args: Arguments): {name: string; password: string} | undefined {
  const name = args.text('UserName');
  return name === undefined ? undefined : {name, password: args.text('Password') ?? ''};
}

function absolutePath(args: Arguments, name: string): string {
  const text = args.requiredText(name);
  if (path.posix.isAbsolute(text)) return text;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `${name} must be an absolute path, but is "${text}".`,
  );
}

type Body = (options: GuestOptions, job: Job) => Promise<void>;

/** A job that can be cancelled and tells its progress. */
function guestJob(vmms: Vmms, args: Arguments, name: string, body: Body): Job {
  const job = new Job({
    type: OTHER,
    name,
    owner: OWNER,
    className: 'Hvsh_GuestJob',
    cancellable: true,
  });
  const contactMs = (args.number('ContactSecs') ?? DEFAULT_CONTACT_SECS) * 1000;
  return vmms.jobs.run(job, progress =>
    body(
      {
        contactMs,
        signal: job.abort?.signal,
        onProgress: (done, total) => progress((done / total) * 100),
      },
      job,
    ),
  );
}

export const hvshGuestService = serviceClass(OWNER, 'Guest Operations', {
  RunScript: (_, args, vmms) => {
    const guest = guestOf(args);
    const script = {
      text: args.requiredText('Text'),
      user: userOf(args),
      seconds: args.number('TimeoutSecs'),
    };
    return guestJob(vmms, args, 'Running a Script in the Guest', async (options, job) => {
      const {exitCode, output} = await guest.runScript(script, options);
      job.answer = {exitCode, output: output.toString()};
    });
  },
  CopyToGuest: (_, args, vmms) => {
    const guest = guestOf(args);
    const source = absolutePath(args, 'SourcePath');
    const target = absolutePath(args, 'DestinationPath');
    const place = {user: userOf(args), makeFolders: args.boolean('CreateFullPath') ?? false};
    return guestJob(vmms, args, 'Copying a File to the Guest', async options => {
      await guest.writeFile(target, await readFile(source), place, options);
    });
  },
  CopyFromGuest: (_, args, vmms) => {
    const guest = guestOf(args);
    const source = absolutePath(args, 'SourcePath');
    const target = absolutePath(args, 'DestinationPath');
    const user = userOf(args);
    return guestJob(vmms, args, 'Copying a File from the Guest', async options => {
      await writeFile(target, await guest.readFile(source, user, options));
    });
  },
  SetConsoleSize: (_, args) => {
    guestOf(args).setConsoleSize(args.number('Columns') ?? 80, args.number('Rows') ?? 24);
    return RETURN.Completed;
  },
});
