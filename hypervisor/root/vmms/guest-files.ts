/** Copying files from the host to a machine's guest, as a job (Msvm_GuestFileService). */
import {open, stat} from 'node:fs/promises';
import path from 'node:path';
import {HResult} from '../vsp/ic/protocol.ts';
import {FCOPY_PATH_MAX} from '../vsp/ic-fcopy/protocol.ts';
import type {CopyResult} from '../vsp/ic-fcopy/settings.ts';
import {Job} from './jobs.ts';
import type {Machine} from './machine.ts';
import type {Vmms} from './vmms.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

export interface GuestFile {
  /** Absolute. */
  readonly source: string;
  /** A path in the guest; one that ends in a separator is a folder. */
  readonly destination: string;
  readonly overwrite: boolean;
  readonly createPath: boolean;
}

const COPY_JOB = 200;

/** The files one after another; the first that fails ends the job. */
export function copyFilesToGuest(vmms: Vmms, machine: Machine, files: readonly GuestFile[]): Job {
  const job = new Job({
    type: COPY_JOB,
    name: 'Copying files to the guest',
    owner: 'Msvm_GuestFileService',
    className: 'Msvm_CopyFileToGuestJob',
  });
  job.affected.push({className: 'Msvm_ComputerSystem', self: machine});
  return vmms.jobs.run(job, async progress => {
    for (const [index, file] of files.entries())
      await copy(machine, file, part => progress(((index + part) / files.length) * 100));
  });
}

async function copy(
  machine: Machine,
  file: GuestFile,
  onPart: (part: number) => void,
): Promise<void> {
  const {source, overwrite, createPath} = file;
  const {worker} = machine;
  if (!worker) throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is not running.`);
  if (!path.isAbsolute(source))
    throw new VmmsError(
      RETURN.InvalidParameter,
      `The source must be an absolute path: "${source}"`,
    );
  const {size, isFile} = await stat(source).then(
    facts => ({size: facts.size, isFile: facts.isFile()}),
    () => ({size: 0, isFile: false}),
  );
  if (!isFile) throw new VmmsError(RETURN.FileNotFound, `The file "${source}" was not found.`);
  const handle = await open(source);
  try {
    const result = await worker.fcopy.copy({
      ...destinationOf(file),
      overwrite,
      createPath,
      size,
      async read(offset, length) {
        const {buffer, bytesRead} = await handle.read(Buffer.alloc(length), 0, length, offset);
        return buffer.subarray(0, bytesRead);
      },
      onProgress: bytes => onPart(bytes / size),
    });
    refuse(machine, file, result);
  } finally {
    await handle.close();
  }
}

/** Both kinds of separators: which one the guest knows is not for the host to say. */
function destinationOf({source, destination}: GuestFile): {name: string; path: string} {
  const cut = Math.max(destination.lastIndexOf('/'), destination.lastIndexOf('\\')) + 1;
  const name = destination.slice(cut) || path.basename(source);
  const folder = destination.slice(0, cut);
  if (folder === '' || name.length > FCOPY_PATH_MAX || folder.length > FCOPY_PATH_MAX)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `The destination must be an absolute path of up to ${FCOPY_PATH_MAX} signs, but is "${destination}".`,
    );
  return {name, path: folder};
}

const STATUS: Readonly<Record<number, readonly [code: number, text: string]>> = {
  [HResult.AlreadyExists]: [RETURN.Failed, 'The file exists.'],
  [HResult.DiskFull]: [RETURN.Failed, 'There is not enough space on the disk.'],
  [HResult.NotFound]: [RETURN.FileNotFound, 'The system cannot find the path specified.'],
  [HResult.InvalidArgument]: [RETURN.InvalidParameter, 'The parameter is incorrect.'],
};

function refuse(machine: Machine, {source}: GuestFile, result: CopyResult): void {
  if (result.outcome === 'copied') return;
  const fail = (code: number, reason: string): never => {
    throw new VmmsError(
      code,
      `'${machine.name}' failed to copy the source file "${source}" to the guest. ${reason}`,
    );
  };
  switch (result.outcome) {
    case 'noContact':
      return fail(RETURN.NotReady, 'The guest services of the guest do not answer.');
    case 'busy':
      return fail(RETURN.InUse, 'Another file is being copied to it.');
    case 'timeout':
      return fail(RETURN.Timeout, 'The guest did not answer in time.');
    case 'refused': {
      const hex = `0x${result.status.toString(16).toUpperCase().padStart(8, '0')}`;
      const [code, text] = STATUS[result.status] ?? [RETURN.Failed, 'The guest refused.'];
      return fail(code, `${text} (${hex})`);
    }
  }
}
