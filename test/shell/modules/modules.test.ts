/** Script modules, manifests, dynamic modules, from scripts. Language specification 14. */
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {openConsole} from '../runspace/console.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-modules-'));
const foo = path.join(folder, 'Foo');
mkdirSync(foo);
writeFileSync(
  path.join(foo, 'Foo.psm1'),
  `$script:n = 0
function Get-Foo { [CmdletBinding()] param() $script:n++; "foo $script:n" }
function Get-Hidden { 'hidden' }
function Get-Folder { Split-Path $PSScriptRoot -Leaf }
New-Alias gf Get-Foo
$Shown = 'seen'
Export-ModuleMember -Function Get-Foo, Get-Folder -Alias gf -Variable Shown
$MyInvocation.MyCommand.ScriptBlock.Module.OnRemove = { Write-Host 'removed' }
`,
);
writeFileSync(
  path.join(foo, 'Foo.psd1'),
  `@{RootModule = 'Foo.psm1'; ModuleVersion = '1.2.3'; GUID = '11111111-1111-1111-1111-111111111111'
FunctionsToExport = 'Get-Foo', 'Get-Folder'; AliasesToExport = '*'; VariablesToExport = '*'}`,
);
mkdirSync(path.join(folder, 'Bad'));
writeFileSync(path.join(folder, 'Bad/Bad.psd1'), "@{ModuleVersion = '1.0'; NoSuchKey = 1}");

const savedPath = process.env.PSModulePath;
process.env.PSModulePath = folder;
test.after.always(() => {
  rmSync(folder, {recursive: true});
  if (savedPath === undefined) delete process.env.PSModulePath;
  else process.env.PSModulePath = savedPath;
});

const CASES: readonly (readonly [title: string, script: string, ...shown: string[]])[] = [
  [
    'a command imports its module',
    'Get-Foo; gf; (Get-Module Foo).Version.ToString()',
    'foo 1',
    'foo 2',
    '1.2.3',
  ],
  ['a module-qualified call', 'Import-Module Foo; Foo\\Get-Foo', 'foo 1'],
  [
    'what is not exported is not seen',
    'Import-Module Foo; try { Get-Hidden } catch { "no" }',
    'no',
  ],
  ['exported variables are shared', 'Import-Module Foo; $Shown', 'seen'],
  ['$PSScriptRoot is the folder of the module', 'Import-Module Foo; Get-Folder', 'Foo'],
  [
    'again without -Force does not run again',
    'Import-Module Foo; $null = Get-Foo; Import-Module Foo; Get-Foo',
    'foo 2',
  ],
  [
    '-Force runs again',
    'Import-Module Foo; $null = Get-Foo; Import-Module Foo -Force; Get-Foo',
    'removed',
    'foo 1',
  ],
  ['a prefix', 'Import-Module Foo -Prefix My; Get-MyFoo', 'foo 1'],
  [
    'only some functions',
    'Import-Module Foo -Function Get-Folder; (Get-Command -Module Foo).Name',
    'Get-Folder',
  ],
  [
    'removal takes the commands away',
    '$env:PSModulePath = "/nowhere"; Import-Module ' +
      foo +
      '; Remove-Module Foo; try { Get-Foo } catch { "gone" }',
    'removed',
    'gone',
  ],
  [
    'a dynamic module',
    '$m = New-Module { $n = 0; function Step-It { $script:n++; $n } }; Step-It; Step-It; & $m { $n }',
    '1',
    '2',
    '2',
  ],
  [
    'a dynamic module as object',
    '$o = New-Module -AsCustomObject { function Hi { "hi" } }; $o.Hi()',
    'hi',
  ],
  ['available modules', '(Get-Module -ListAvailable Foo).Version.ToString()', '1.2.3'],
  ['a built-in module', 'Import-Module Hyper-V -PassThru | ForEach-Object Name', 'Hyper-V'],
];

for (const [title, script, ...shown] of CASES) {
  test.serial(title, t => {
    process.env.PSModulePath = folder;
    t.deepEqual(openConsole().lines(script), shown);
  });
}

const REFUSED: readonly (readonly [script: string, id: string])[] = [
  [
    'Import-Module NoSuch',
    'Modules_ModuleNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module Foo -RequiredVersion 9.9',
    'Modules_ModuleWithVersionNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module Bad',
    'Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Export-ModuleMember x',
    'Modules_CanOnlyExecuteExportModuleMemberInsideAModule,Microsoft.PowerShell.Commands.ExportModuleMemberCommand',
  ],
];

for (const [script, id] of REFUSED) {
  test.serial(`refuses: ${script}`, t => {
    process.env.PSModulePath = folder;
    const shown = openConsole().lines(
      `try { ${script} -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }`,
    );
    t.deepEqual(shown, [id]);
  });
}
