/** New-Fixture: a file with a function to write, and a file with a test of it that fails. */
import {existsSync, mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {filePath} from '../../shell/providers/paths.ts';

const code = (name: string): string =>
  `function ${name} {\n    throw [NotImplementedException]'${name} is not implemented.'\n}\n`;

const tests = (name: string): string =>
  [
    'BeforeAll {',
    "    . $PSCommandPath.Replace('.Tests.ps1', '.ps1')",
    '}',
    '',
    `Describe '${name}' {`,
    "    It 'Returns expected output' {",
    `        ${name} | Should -Be 'YOUR_EXPECTED_VALUE'`,
    '    }',
    '}',
    '',
  ].join('\n');

export const newFixture = cmdlet({
  name: 'New-Fixture',
  module: 'Pester',
  className: 'Pester.NewFixture',
  synopsis:
    'This function generates two scripts, one that defines a function and another one that contains its tests.',
  description: 'Files that are there already are left as they are, with a warning.',
  parameters: {
    Name: {type: 'string', mandatory: true, position: 0, help: 'The name of the function.'},
    Path: {type: 'string', position: 1, help: 'The folder; it is made when it is not there.'},
  },
  outputTypes: ['System.IO.FileInfo'],
  examples: [{title: 'A function to begin with', code: 'New-Fixture -Name Polish -Path ./src'}],
  end(run, p) {
    const name = p.Name.replace(/\.psm?1$/i, '');
    const folder = filePath(run.session, p.Path ?? '.');
    mkdirSync(folder, {recursive: true});
    const write = (file: string, text: string): void => {
      const full = path.join(folder, file);
      if (existsSync(full))
        return run.writeWarning(`Skipping the file '${full}', because it already exists.`);
      writeFileSync(full, text);
      for (const item of run.call('Get-Item', '-LiteralPath', full)) run.writeObject(item);
    };
    write(`${name}.ps1`, code(name));
    write(`${name}.Tests.ps1`, tests(name));
  },
});
