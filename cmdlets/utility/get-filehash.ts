/** Get-FileHash: digests of files. */
import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isContainer} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {customObject, NetException} from '../../shell/values/index.ts';

export const getFileHash = cmdlet({
  name: 'Get-FileHash',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetFileHashCommand',
  defaultParameterSet: 'Path',
  outputTypes: ['Microsoft.PowerShell.Commands.FileHashInfo'],
  synopsis: 'Computes the hash value for a file by using a specified hash algorithm.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
    Algorithm: {
      type: 'string',
      position: 1,
      validate: [{set: ['SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5']}],
      help: 'The hash algorithm.',
    },
  },
  examples: [{title: 'SHA-256 of a file', code: '(Get-FileHash disk.vhdx).Hash'}],

  process(run, p) {
    const algorithm = (p.Algorithm ?? 'SHA256').toUpperCase();
    const files = p.LiteralPath
      ? p.LiteralPath.map(text => filePath(run.session, text))
      : (p.Path ?? []).flatMap(text => {
          const found = expandPath(run.session, text, false);
          return found.length > 0
            ? found.filter(place => !isContainer(place)).map(place => place.path)
            : [filePath(run.session, text)];
        });
    for (const file of files) {
      try {
        const hash = createHash(algorithm.toLowerCase())
          .update(readFileSync(file))
          .digest('hex')
          .toUpperCase();
        run.writeObject(
          customObject(
            {Algorithm: algorithm, Hash: hash, Path: file},
            'Microsoft.PowerShell.Commands.FileHashInfo',
          ),
        );
      } catch (error) {
        if (typeof (error as {code?: unknown}).code !== 'string') throw error;
        run.writeError(
          run.error(
            'FileNotFound',
            'ObjectNotFound',
            new NetException(
              'System.Management.Automation.ItemNotFoundException',
              `Cannot find path '${file}' because it does not exist.`,
            ),
            file,
          ),
        );
      }
    }
  },
});
