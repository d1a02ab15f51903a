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

/** A file below the folder of modules. */
function write(name: string, text: string): void {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), {recursive: true});
  writeFileSync(file, text);
}
write('Two/1.1/Two.psd1', "@{ModuleVersion = '1.1'}");
write('Two/2.0/Two.psd1', "@{ModuleVersion = '2.0'; ProcessorArchitecture = 'None'}");
write('Needs/Needs.psd1', "@{ModuleVersion = '1.0'; RequiredModules = '..\\Foo'}");
write(
  'NeedsOld/NeedsOld.psd1',
  "@{ModuleVersion = '1.0'; RequiredModules = @{ModuleName = 'Foo'; MaximumVersion = '1.0'}}",
);
write('Outer/Outer.psd1', "@{ModuleVersion = '1.0'; NestedModules = 'Inner.psm1', 'part.ps1'}");
write('Outer/Inner.psm1', "function Get-Inner { 'inner' }");
write('Outer/part.ps1', "function Get-Part { 'part' }");
write('Self/Self.psd1', "@{ModuleVersion = '1.0'; RootModule = 'Self'; NestedModules = 'Self'}");
write('Self/Self.psm1', 'function Get-Self { 1 }');
write(
  'Shown/Shown.psd1',
  "@{ModuleVersion = '1.0'; TypesToProcess = 'Shown.types.ps1xml'; FormatsToProcess = 'Shown.format.ps1xml'}",
);
write(
  'Shown/Shown.types.ps1xml',
  `<Types><Type><Name>My.Shown</Name><Members>
  <ScriptProperty><Name>Twice</Name><GetScriptBlock>$this.A * 2</GetScriptBlock></ScriptProperty>
  <MemberSet><Name>PSStandardMembers</Name><Members><PropertySet><Name>DefaultDisplayPropertySet</Name>
  <ReferencedProperties><Name>Twice</Name></ReferencedProperties></PropertySet></Members></MemberSet>
  </Members></Type></Types>`,
);
write(
  'Shown/Shown.format.ps1xml',
  `<Configuration><ViewDefinitions><View><Name>wide</Name><ViewSelectedBy><TypeName>My.Shown</TypeName></ViewSelectedBy>
  <TableControl><TableHeaders><TableColumnHeader><Label>Doubled</Label></TableColumnHeader></TableHeaders><TableRowEntries>
  <TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>Twice</PropertyName></TableColumnItem></TableColumnItems></TableRowEntry>
  </TableRowEntries></TableControl></View></ViewDefinitions></Configuration>`,
);
write('NoVersion/NoVersion.psd1', "@{Author = 'x'}");
write('Future/Future.psd1', "@{ModuleVersion = '1.0'; PowerShellVersion = '99.0'}");
write('Folder/3.0/Folder.psd1', "@{ModuleVersion = '3.1'}");
write('NoRoot/NoRoot.psd1', "@{ModuleVersion = '1.0'; RootModule = 'gone.psm1'}");
for (const [name, line] of Object.entries({
  met: '-Version 5.1 -PSEdition Core -Modules Foo',
  version: '-Version 99',
  edition: '-PSEdition Desktop',
  modules: "-Modules @{ModuleName='Foo'; ModuleVersion='9.0'}",
  wrong: '-NoSuch 1',
}))
  write(`requires-${name}.ps1`, `#requires ${line}\n'ran'; (Get-Module).Name`);

write('Things.psm1', 'class Thing { }');
write(
  'uses.ps1',
  'using module Foo\nusing module ./Things.psm1\nGet-Foo; [Thing]::new().GetType().Name',
);
write('uses-none.ps1', 'using module NoSuch\n1');

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
  ['the newest version', '(Import-Module Two -PassThru).Version.ToString()', '2.0'],
  [
    'two versions side by side',
    'Import-Module Two; Import-Module Two -RequiredVersion 1.1; (Get-Module Two).Version -join " "',
    '2.0 1.1',
  ],
  [
    'required modules by a path from the manifest',
    'Import-Module Needs; (Get-Module).Name -join " "; (Get-Module Needs).RequiredModules.Name',
    'Foo Needs',
    'Foo',
  ],
  [
    'nested modules and scripts',
    '$m = Import-Module Outer -PassThru; Get-Inner; Get-Part; $m.NestedModules.Name; $m.ModuleType',
    'inner',
    'part',
    'Inner',
    'Manifest',
  ],
  [
    'types and views of a manifest',
    'Import-Module Shown; $o = [pscustomobject]@{PSTypeName = "My.Shown"; A = 21}; $o.Twice; $o.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames; ($o | Out-String).Trim() -split "\n"',
    '42',
    'Twice',
    'Doubled',
    '-------',
    '42',
  ],
  [
    'a module nested in itself',
    '$m = Import-Module Self -PassThru; $m.NestedModules[0] -eq $m; $m.ModuleType',
    'True',
    'Script',
  ],
  [
    'specifications',
    '[string][Microsoft.PowerShell.Commands.ModuleSpecification]@{ModuleName="x"; ModuleVersion="1.2"; MaximumVersion="2.*"}',
    "@{ ModuleName = 'x'; ModuleVersion = '1.2'; MaximumVersion = '2.*' }",
  ],
  [
    'using module: its functions and classes, by a path from the script',
    `& ${folder}/uses.ps1`,
    'foo 1',
    'Thing',
  ],
  ['requirements that are met', `& ${folder}/requires-met.ps1`, 'ran', 'Foo'],
  [
    'requirements as data',
    '{1}.Ast.ScriptRequirements -eq $null; [scriptblock]::Create("#requires -version 7`n1").Ast.ScriptRequirements.RequiredPSVersion.ToString()',
    'True',
    '7.0',
  ],
  [
    'commands of one specification',
    '(Get-Command Get-Date -FullyQualifiedModule @{ModuleName="Microsoft.PowerShell.Utility"; ModuleVersion="7.0"}).Name',
    'Get-Date',
  ],
  [
    'abbreviations of commands',
    '(Get-Command -UseAbbreviationExpansion i-psdf).Name',
    'Import-PowerShellDataFile',
  ],
  [
    'names nearly right',
    '(Get-Command -UseFuzzyMatching Get-ChildItm -FuzzyMinimumDistance 1).Name',
    'Get-ChildItem',
  ],
  [
    'a command without look-ups',
    '$i = Get-Command Get-Date -ShowCommandInfo; $i.Name; $i.Module.Name; $i.ParameterSets[0].Parameters[0].ParameterType.FullName',
    'Get-Date',
    'Microsoft.PowerShell.Utility',
    'System.DateTime',
  ],
  [
    'dynamic parameters for given arguments',
    `function f { [CmdletBinding()] param($a) dynamicparam {
       $d = [System.Management.Automation.RuntimeDefinedParameterDictionary]::new()
       $d.Add('Late', [System.Management.Automation.RuntimeDefinedParameter]::new('Late', [int], @([Parameter]::new())))
       if ($a) { $d } } process {} }
     'Late' -in (Get-Command f).Parameters.Keys; 'Late' -in (Get-Command f -ArgumentList 1).Parameters.Keys`,
    'False',
    'True',
  ],
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
    'Import-Module NeedsOld',
    'Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module NoVersion',
    'Modules_InvalidManifest,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module Future',
    'Modules_InsufficientPowerShellVersion,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module Folder',
    'Modules_InvalidModuleManifestVersion,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module NoRoot',
    'Modules_ModuleFileNotFound,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module Two -MinimumVersion 3.0 -MaximumVersion 2.0',
    'ArgumentOutOfRange,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [
    'Import-Module -FullyQualifiedName @{ModuleName="Two"}',
    'CannotConvertArgumentNoMessage,Microsoft.PowerShell.Commands.ImportModuleCommand',
  ],
  [`& ${folder}/uses-none.ps1`, 'ModuleNotFoundDuringParse'],
  [`& ${folder}/requires-version.ps1`, 'ScriptRequiresUnmatchedPSVersion'],
  [`& ${folder}/requires-edition.ps1`, 'ScriptRequiresUnmatchedPSEdition'],
  [`& ${folder}/requires-modules.ps1`, 'ScriptRequiresMissingModules'],
  [`& ${folder}/requires-wrong.ps1`, 'ScriptRequiresInvalidFormat'],
  [
    'Get-Command Get-*te -ArgumentList 1',
    'CommandArgsOnlyForSingleCmdlet,Microsoft.PowerShell.Commands.GetCommandCommand',
  ],
  ['exec Get-Command', 'CommandNotFound,Microsoft.PowerShell.Commands.SwitchProcessCommand'],
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
