/** Commands on the guest's files. */
import type {RamFile} from '../ram-files.ts';
import {type Command, CommandError, type System} from './command.ts';

function fileOf(system: System, path: string | undefined): RamFile {
  if (path === undefined) throw new CommandError('a path is missing');
  const file = system.files.get(path);
  if (!file) throw new CommandError(`${path}: no such file`);
  return file;
}

export const ls: Command = {
  name: 'ls',
  usage: 'ls',
  summary: 'files and their sizes in bytes',
  run(system) {
    for (const {path, size} of system.files.list())
      system.print(`${String(size).padStart(10)} ${path}\n`);
  },
};

export const cat: Command = {
  name: 'cat',
  usage: 'cat path',
  summary: 'the text of a file',
  run(system, [path]) {
    system.print(Buffer.from(system.files.read(fileOf(system, path))).toString());
  },
};

export const sha256sum: Command = {
  name: 'sha256sum',
  usage: 'sha256sum path',
  summary: 'the hash of a file',
  run(system, [path]) {
    const file = fileOf(system, path);
    system.print(`${system.files.sha256(file)}  ${file.path}\n`);
  },
};

export const rm: Command = {
  name: 'rm',
  usage: 'rm path',
  summary: 'removes a file',
  run(system, [path]) {
    system.files.remove(fileOf(system, path).path);
  },
};
