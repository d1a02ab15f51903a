/** New-TemporaryFile: an empty file in the temporary folder. */
import {randomBytes} from 'node:crypto';
import {writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {FileInfo} from '../../shell/providers/file-info.ts';

export const newTemporaryFile = cmdlet({
  name: 'New-TemporaryFile',
  module: 'Microsoft.PowerShell.Utility',
  className: 'NewTemporaryFileCommand',
  supportsShouldProcess: true,
  confirmImpact: 'Low',
  outputTypes: ['System.IO.FileInfo'],
  synopsis: 'Creates a temporary file.',
  parameters: {},
  examples: [{title: 'A file for now', code: '$file = New-TemporaryFile'}],

  process(run) {
    if (!run.shouldProcess(tmpdir(), 'New-TemporaryFile')) return;
    const file = path.join(tmpdir(), `tmp${randomBytes(4).toString('hex')}.tmp`);
    writeFileSync(file, '', {flag: 'wx', mode: 0o600});
    run.writeObject(new FileInfo(file));
  },
});
