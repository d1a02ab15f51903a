/** Microsoft.PowerShell.Management: items, paths, content, locations, in a folder of its own. */
import {mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {runScript} from '../fixtures/run-script.ts';
import {scriptTable} from './scripts.ts';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'items-')));
test.after.always(() => rmSync(folder, {recursive: true, force: true}));
let count = 0;

/** A fresh folder for each script. */
function fresh() {
  const location = path.join(folder, String(++count));
  runScript(`$null = New-Item -ItemType Directory '${location}'`);
  return {location};
}

scriptTable(
  test,
  [
    // Views of files
    [
      "'<Configuration><ViewDefinitions><View><Name>v</Name><ViewSelectedBy><TypeName>My.T</TypeName></ViewSelectedBy><TableControl><TableHeaders><TableColumnHeader><Label>L</Label><Width>4</Width></TableColumnHeader><TableColumnHeader><Label>S</Label><Width>3</Width><Alignment>right</Alignment></TableColumnHeader></TableHeaders><TableRowEntries><TableRowEntry><TableColumnItems><TableColumnItem><PropertyName>A</PropertyName></TableColumnItem><TableColumnItem><ScriptBlock>$_.A + 1</ScriptBlock></TableColumnItem></TableColumnItems></TableRowEntry></TableRowEntries></TableControl></View></ViewDefinitions></Configuration>' | Set-Content t.ps1xml; Update-FormatData t.ps1xml; [pscustomobject]@{PSTypeName = 'My.T'; A = 5}; 'x' > t.txt; Update-FormatData t.txt -ErrorVariable e -ErrorAction SilentlyContinue; $e.FullyQualifiedErrorId",
      [
        '',
        'L      S',
        '-      -',
        '5      6',
        'WrongExtension,Microsoft.PowerShell.Commands.UpdateFormatDataCommand',
        '',
      ],
    ],
    // Archives
    [
      "$null = New-Item d/e -ItemType Directory; 'x' > d/a; 'y' > d/e/b; Compress-Archive d a; Expand-Archive a.zip o; (Get-ChildItem o -Recurse -File).Name; Get-Content o/d/e/b",
      ['a', 'b', 'y'],
    ],
    [
      "'1' > a; 'k' > b; Compress-Archive a, b z.zip; '2' > a; Compress-Archive a z.zip -Update; Expand-Archive z.zip o -PassThru | ForEach-Object Name; Get-Content o/a, o/b",
      ['a', 'b', '2', 'k'],
    ],
    [
      "'1' > a; Compress-Archive a z; foreach ($s in { Compress-Archive a z.zip }, { Compress-Archive no n.zip }, { Compress-Archive a n.rar }, { Expand-Archive a o }) { try { & $s } catch { $_.FullyQualifiedErrorId } }",
      [
        'ArchiveFileExists,Compress-Archive',
        'ArchiveCmdletPathNotFound,Compress-Archive',
        'NotSupportedArchiveFileExtension,Compress-Archive',
        'NotSupportedArchiveFileExtension,Expand-Archive',
      ],
    ],
    [
      '\'1\' > a; [IO.Directory]::CreateDirectory("$PWD/s").Name; Move-Item a s; [IO.Compression.ZipFile]::CreateFromDirectory("$PWD/s", "$PWD/s.zip"); [IO.Compression.ZipFile]::ExtractToDirectory("$PWD/s.zip", "$PWD/t"); Get-Content t/a',
      ['s', '1'],
    ],
    // Clipboard, time zones, properties that no provider takes
    [
      "'a', 'b' | Set-Clipboard; (Get-Clipboard).Count; Set-Clipboard c -Append; Get-Clipboard -Raw; Get-Clipboard -Delimiter b | Select-Object -First 1; Set-Clipboard 'x' -WhatIf",
      [
        '2',
        'a',
        'b',
        'c',
        'a',
        '',
        'What if: Performing the operation "Set-Clipboard" on target "Set the following content to the clipboard: x".',
      ],
    ],
    [
      "(Get-TimeZone -Id Europe/Berlin).DisplayName; (Get-TimeZone 'Central European*').Id -contains 'Europe/Paris'; Get-TimeZone -Id No",
      ['(UTC+01:00) Central European Standard Time (Berlin)', 'True'],
      ["Get-TimeZone: The time zone ID 'No' was not found on the local computer."],
    ],
    [
      'foreach ($s in { New-ItemProperty . x -ErrorAction Stop }, { Remove-ItemProperty . x -ErrorAction Stop }, { Rename-ItemProperty . x y -ErrorAction Stop }, { Copy-ItemProperty . / x -ErrorAction Stop }, { Move-ItemProperty . / x -ErrorAction Stop }) { try { & $s } catch { $_.FullyQualifiedErrorId -replace ",.*\\.", "," } }',
      [
        'NotSupported,NewItemPropertyCommand',
        'NotSupported,RemoveItemPropertyCommand',
        'NotSupported,RenameItemPropertyCommand',
        'NotSupported,CopyItemPropertyCommand',
        'NotSupported,MoveItemPropertyCommand',
      ],
    ],
    // Guarded items, properties of items
    [
      "$null = New-Item d/e -ItemType Directory; 'x' > d/e/f; Copy-Item d -Destination . -Recurse -Container:$false; Test-Path f",
      ['True'],
    ],
    [
      'Set-Item function:ff { 1 } -Options ReadOnly; Rename-Item function:ff gg -ErrorAction SilentlyContinue; Test-Path function:gg; Rename-Item function:ff gg -Force; gg; (Get-Item function:gg).Options',
      ['False', '1', 'ReadOnly'],
    ],
    [
      "'x' > a; Set-ItemProperty a -Name IsReadOnly -Value $true; Get-ItemPropertyValue a -Name Attributes; Clear-ItemProperty a -Name Attributes; (Get-Item a).IsReadOnly",
      ['ReadOnly', 'False'],
    ],
    [
      'Set-Alias zz Get-Date; Export-Alias al zz; (Get-Content al)[-1]; Remove-Item alias:zz; Import-Alias al; (Get-Alias zz).Definition',
      ['"zz","Get-Date","","None"', 'Get-Date'],
    ],
    [
      "$null = Start-Transcript t.txt -UseMinimalHeader; Write-Host hello; 'out'; 'kept' | Out-Default -Transcript; $null = Stop-Transcript; (Get-Content t.txt) -match '^(hello|out|kept)$' -join ' '",
      ['hello', 'out', 'hello out kept'],
    ],
    ['Set-Location env:; Set-Location /; (Get-Location).Path', ['/']],
    [
      '(New-Item a.txt -Value hi).Name; Get-Content a.txt; (New-Item d -ItemType Directory).PSIsContainer; (Get-ChildItem).Name',
      ['a.txt', 'hi', 'True', 'd', 'a.txt'],
    ],
    [
      'Set-Content a one, two; Add-Content a three; Get-Content a -Tail 2; (Get-Content a -Raw).Length; Get-Content a -TotalCount 1; (Get-Content a -ReadCount 0).Count',
      ['two', 'three', '14', 'one', '3'],
    ],
    [
      'Set-Content a x -NoNewline; Add-Content a y; Get-Content a; Clear-Content a; (Get-Item a).Length',
      ['xy', '0'],
    ],
    [
      "Set-Content a 'é' -Encoding unicode; (Get-Content a -AsByteStream -Raw) -join ' '; Get-Content a",
      ['255 254 233 0 10 0', 'é'],
    ],
    ['Set-Content a 1, 2, 3 -AsByteStream; (Get-Item a).Length', ['3']],
    [
      '$null = New-Item a; try {New-Item a -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}',
      ['NewItemIOError,Microsoft.PowerShell.Commands.NewItemCommand'],
    ],
    [
      '$null = New-Item d -ItemType Directory; try {New-Item d -ItemType Directory -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}',
      ['DirectoryExist,Microsoft.PowerShell.Commands.NewItemCommand'],
    ],
    [
      'try {Get-Content nosuch -ErrorAction Stop} catch {$_.FullyQualifiedErrorId; $_.CategoryInfo.Category}',
      ['PathNotFound,Microsoft.PowerShell.Commands.GetContentCommand', 'ObjectNotFound'],
    ],
    [
      'try {Get-Item nosuch:x -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}',
      ['DriveNotFound,Microsoft.PowerShell.Commands.GetItemCommand'],
    ],
    [
      'Set-Content a 1; Copy-Item a b; Rename-Item b c; Move-Item c d; (Get-ChildItem).Name; Remove-Item a, d; @(Get-ChildItem).Count',
      ['a', 'd', '0'],
    ],
    [
      '$null = New-Item x/y -ItemType Directory; Set-Content x/y/f 1; Copy-Item x z -Recurse; Test-Path z/y/f; Remove-Item x, z -Recurse; @(Get-ChildItem).Count',
      ['True', '0'],
    ],
    [
      '$null = New-Item x/y -ItemType Directory; Set-Content x/1.txt 1; Set-Content x/y/2.txt 2; (Get-ChildItem x -Recurse -File).Name; (Get-ChildItem -Recurse -Filter *.txt -Name); (Get-ChildItem x -Directory).Name',
      ['1.txt', '2.txt', 'x/1.txt', 'x/y/2.txt', 'y'],
    ],
    [
      'Set-Content .hidden 1; @(Get-ChildItem).Count; @(Get-ChildItem -Force).Count; @(Get-ChildItem -Hidden).Count',
      ['0', '1', '1'],
    ],
    [
      "Set-Content 'a[1]' x; Get-Content -LiteralPath 'a[1]'; Test-Path -LiteralPath 'a[1]'; Test-Path 'a[1]'",
      ['x', 'True', 'False'],
    ],
    ['Join-Path a b c; Join-Path a/ /b; Join-Path a b -Extension txt', ['a/b/c', 'a/b', 'a/b.txt']],
    [
      'Split-Path /a/b/c.txt; Split-Path /a/b/c.txt -Leaf; Split-Path c.tar.gz -LeafBase; Split-Path c.tar.gz -Extension; Split-Path env:x -Qualifier; Split-Path /a -IsAbsolute; Split-Path a',
      ['/a/b', 'c.txt', 'c.tar', '.gz', 'env:', 'True', ''],
    ],
    [
      'Test-Path .; Test-Path nosuch; Test-Path . -PathType Leaf; Test-Path env:HOME; Test-Path nosuch:x',
      ['True', 'False', 'False', 'True', 'False'],
    ],
    [
      '$null = New-Item d -ItemType Directory; $a = (Get-Location).Path; Push-Location d; (Get-Location).Path.Substring($a.Length); Pop-Location; (Get-Location).Path -eq $a',
      ['/d', 'True'],
    ],
    [
      '$a = "$PWD"; Set-Location /; Set-Location -; "$PWD" -eq $a; try {Set-Location nosuch} catch {$_.FullyQualifiedErrorId}',
      ['True', 'PathNotFound,Microsoft.PowerShell.Commands.SetLocationCommand'],
    ],
    [
      'Set-Content a 1; Resolve-Path a -Relative; (Resolve-Path *).Path -eq "$PWD/a"; Convert-Path . | Split-Path -Leaf | ForEach-Object Length | ForEach-Object {$_ -gt 0}',
      ['./a', 'True', 'True'],
    ],
    [
      '$null = New-PSDrive W FileSystem .; Set-Content W:/f hi; Get-Content f; (Get-Item W:f).Name; Remove-PSDrive W; Test-Path W:f',
      ['hi', 'f', 'False'],
    ],
    [
      "$env:HVSH_X = 'v'; Get-Content env:HVSH_X; Remove-Item env:HVSH_X; Test-Path env:HVSH_X; function g {1}; Test-Path function:g; Remove-Item function:g; Test-Path function:g",
      ['v', 'False', 'True', 'False'],
    ],
    [
      'Set-Item variable:zz 4; $zz; Set-Item env:HVSH_Y 5; $env:HVSH_Y; (Get-ChildItem env:HVSH_Y).Value; Clear-Item env:HVSH_Y; Test-Path env:HVSH_Y',
      ['4', '5', '5', 'False'],
    ],
    [
      "'x' | Out-File o.txt; 'y' | Out-File o.txt -Append; Get-Content o.txt; try {'z' | Out-File o.txt -NoClobber} catch {$_.FullyQualifiedErrorId}",
      ['x', 'y', 'NoClobber,Microsoft.PowerShell.Commands.OutFileCommand'],
    ],
    [
      '[pscustomobject]@{a=1} | Export-Csv c.csv; [pscustomobject]@{a=2} | Export-Csv c.csv -Append; (Import-Csv c.csv).a; try {[pscustomobject]@{b=1} | Export-Csv c.csv -Append} catch {$_.FullyQualifiedErrorId}',
      [
        '1',
        '2',
        'CannotAppendCsvWithMismatchedPropertyNames,Microsoft.PowerShell.Commands.ExportCsvCommand',
      ],
    ],
    [
      'Set-Content s one, two, three; (Select-String t s).LineNumber; Select-String two s | ForEach-Object Filename; Select-String x s -Quiet',
      ['2', '3', 's', 'False'],
    ],
    [
      '(Get-Process -Id $PID).Id -eq $PID; try {Get-Process -Id 999999999 -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}',
      ['True', 'NoProcessFoundForGivenId,Microsoft.PowerShell.Commands.GetProcessCommand'],
    ],
    [
      'Set-Content h abc -NoNewline; (Get-FileHash h -Algorithm MD5).Hash',
      ['900150983CD24FB0D6963F7D28E17F72'],
    ],
    [
      `(Start-Process sh '-c "exit 3"' -Wait -PassThru).ExitCode; Start-Process echo hi -Wait -RedirectStandardOutput o; Get-Content o`,
      ['3', 'hi'],
    ],
    ['Set-Content a 1; (Get-ItemProperty a -Name Length).Length', ['2']],
    [
      "Set-Content d.psd1 '@{A = 1; B = ''x'', ''y''}'; $d = Import-PowerShellDataFile d.psd1; $d.A; $d.B.Count",
      ['1', '2'],
    ],
  ],
  fresh,
);

test('folders and files show their Unix mode under a heading', t => {
  const {location} = fresh();
  writeFileSync(path.join(location, 'f'), 'abc', {mode: 0o640});
  symlinkSync('f', path.join(location, 'l'));
  const {output} = runScript('Get-ChildItem', {location});
  t.deepEqual(output.slice(0, 5), [
    '',
    `    Directory: ${location}`,
    '',
    'UnixMode         User Group         LastWriteTime         Size Name',
    '--------         ---- -----         -------------         ---- ----',
  ]);
  t.regex(output[5] ?? '', /^-rw-r----- +\S+ \S+ +\S+ \d\d:\d\d +3 f$/);
  t.regex(output[6] ?? '', /^lrwxrwxrwx .* l -> f$/);
});

test('what is to be deleted is only named under -WhatIf', t => {
  const {location} = fresh();
  writeFileSync(path.join(location, 'a'), '');
  t.deepEqual(runScript('Remove-Item a -WhatIf; Test-Path a', {location}).output, [
    `What if: Performing the operation "Remove File" on target "${location}/a".`,
    'True',
  ]);
});
