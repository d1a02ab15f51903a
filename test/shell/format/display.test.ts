/** What scripts show: the choice of shape, views, errors. Expected lines follow language.md 17. */
import test from 'ava';
import {runScript} from '../../fixtures/run-script.ts';
import {scriptTable} from '../../cmdlets/scripts.ts';

scriptTable(test, [
  ["1, 'a', $null, '', $true", ['1', 'a', '', 'True']],
  ["[pscustomobject]@{a=1; b='xyz'}", ['', 'a b', '- -', '1 xyz', '']],
  [
    "[pscustomobject]@{a=1; b=2; c=3; d=4; e='five'}",
    ['', 'a : 1', 'b : 2', 'c : 3', 'd : 4', 'e : five', ''],
  ],
  [
    '@{a=1}',
    [
      '',
      'Name                           Value',
      '----                           -----',
      'a                              1',
      '',
    ],
  ],
  ['0.1+0.2; [pscustomobject]@{n=1.5}', ['0.3', '', '   n', '   -', '1.50', '']],
  [
    '[pscustomobject]@{l=1, 2, 3, 4, 5; h=@{x=1}; o=[pscustomobject]@{k=1}}',
    [
      '',
      'l             h        o',
      '-             -        -',
      '{1, 2, 3, 4…} {[x, 1]} @{k=1}',
      '',
    ],
  ],
  ['$FormatEnumerationLimit = 2; [pscustomobject]@{l=1, 2, 3}', ['', 'l', '-', '{1, 2…}', '']],
  [
    "[version]'1.2'",
    [
      '',
      'Major  Minor  Build  Revision',
      '-----  -----  -----  --------',
      '1      2      -1     -1',
      '',
    ],
  ],
  ["[datetime]'2024-01-31 13:05'", ['', 'Wednesday, January 31, 2024 1:05:00 PM', '']],
  [
    "[pscustomobject]@{a=1}; 'text'; [pscustomobject]@{a=2; b=3}",
    ['', 'a', '-', '1', 'text', '2', ''],
  ],
  [
    "[pscustomobject]@{N='a'; G=1}, [pscustomobject]@{N='b'; G=2} | Format-Table N -GroupBy G",
    ['', '   G: 1', '', 'N', '-', 'a', '', '   G: 2', '', 'N', '-', 'b', ''],
  ],
  [
    "[pscustomobject]@{one=1} | Format-Table @{l='one'; e='one'; width=10; alignment='center'}",
    ['', '   one', '   ---', '    1', ''],
  ],
  ["'a', 'b', 'c' | Format-Table -Property x -Force", ['', 'x', '-', '', '', '', '']],
  [
    '1..3 | ForEach-Object {[pscustomobject]@{Name="n$_"}} | Format-Wide -Column 3 | Out-String -Width 20',
    ['', 'n1     n2     n3', '', ''],
  ],
  ['[pscustomobject]@{a=1} | Format-Table -HideTableHeaders', ['', '1', '']],
  ['[pscustomobject]@{a=1; b=2} | Format-Table -ExcludeProperty b', ['', 'a', '-', '1', '']],
  [
    '1..3 | ForEach-Object {[pscustomobject]@{a=$_}} | Format-Table {1/0}',
    ['', '1/0', '---', '', '', '', ''],
  ],
  ['([pscustomobject]@{a=1} | Format-Table)[0].GetType().Name', ['FormatStartData']],
  [
    '[pscustomobject]@{a=1; b=[pscustomobject]@{c=2}} | Format-Custom',
    [
      '',
      'class PSCustomObject',
      '{',
      '  a = 1',
      '  b = ',
      '    class PSCustomObject',
      '    {',
      '      c = 2',
      '    }',
      '}',
      '',
      '',
    ],
  ],
  ['1/0', [], ['RuntimeException: Attempted to divide by zero.']],
  ["throw 'oops'", [], ['Exception: oops']],
  ['throw [ArgumentException]::new("nf")', [], ['OperationStopped: nf']],
  ['function f { throw [ArgumentException]::new("nf") }; f', [], ['OperationStopped: nf']],
  ['function f { 1/0 }; f', [], ['RuntimeException: Attempted to divide by zero.']],
  [
    '[int]"x"',
    [],
    [
      `InvalidArgument: Cannot convert value "x" to type "System.Int32". Error: "The input string 'x' was not in a correct format."`,
    ],
  ],
  [
    '$ErrorView = "NormalView"; 1/0',
    [],
    [
      'Attempted to divide by zero.',
      'At line:1 char:28',
      '+ $ErrorView = "NormalView"; 1/0',
      '+                            ~~~',
      '    + CategoryInfo          : NotSpecified: (:) [], RuntimeException',
      '    + FullyQualifiedErrorId : RuntimeException',
      ' ',
    ],
  ],
  ['$ErrorView = "CategoryView"; 1/0', [], ['NotSpecified: (:) [], RuntimeException']],
  [
    'try { 1/0 } catch { }; $ErrorView = "DetailedView"; ($Error[0] | Out-String).Trim() -eq (Get-Error | Out-String).Trim()',
    ['True'],
  ],
  [
    '$l = [Collections.Generic.List[int]](1, 2); $l | ForEach-Object { $l.Remove($_) > $null }',
    [],
    [
      'InvalidOperation: An error occurred while enumerating through a collection: Collection was modified; enumeration operation may not execute..',
    ],
  ],
  ['Get-Item /nosuch', [], ["Get-Item: Cannot find path '/nosuch' because it does not exist."]],
  [
    "Write-Error bad -RecommendedAction 'try again'",
    [],
    ['Write-Error: bad', '  Recommendation: try again'],
  ],
  ['$PSStyle.Formatting.TableHeader.Length; $PSStyle.Foreground.Red.Length', ['7', '5']],
  [
    'New-TimeSpan -Minutes 90 | Format-Table',
    [
      '',
      'Days Hours Minutes Seconds Milliseconds',
      '---- ----- ------- ------- ------------',
      '0    1     30      0       0',
      '',
    ],
  ],
]);

test('columns that do not fit are dropped from the right, and cells are cut', t => {
  const script = "[pscustomobject]@{first='abcdefgh'; second='ijklmnop'; third='qrst'}";
  t.deepEqual(runScript(script, {width: 13}).output, [
    '',
    'first    seco',
    '         nd',
    '-----    ----',
    'abcdefgh ijk…',
    '',
  ]);
});

test('views of virtual machines: mebibytes, and three decimals of gigabytes', t => {
  const hyperV = `$vm = [pscustomobject]@{PSTypeName='Microsoft.HyperV.PowerShell.VirtualMachine'; Name='web'; State='Running'; CPUUsage=3; MemoryAssigned=536870912; Uptime=[timespan]'1:00:00'; Status='Operating normally'; Version='9.0'}; $vm`;
  t.deepEqual(runScript(hyperV).output, [
    '',
    'Name State   CPUUsage(%) MemoryAssigned(M) Uptime   Status             Version',
    '---- -----   ----------- ----------------- ------   ------             -------',
    'web  Running 3           512               01:00:00 Operating normally 9.0',
    '',
  ]);
  const powerCli = `[pscustomobject]@{PSTypeName='VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'; Name='web'; PowerState='PoweredOn'; NumCpu=2; MemoryGB=4}`;
  t.deepEqual(runScript(powerCli).output, [
    '',
    'Name                 PowerState Num CPUs MemoryGB',
    '----                 ---------- -------- --------',
    'web                  PoweredOn  2        4.000',
    '',
  ]);
});
