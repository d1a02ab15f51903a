/** Microsoft.PowerShell.Utility: scripts and what they show. */
import test from 'ava';
import {scriptTable} from './scripts.ts';

scriptTable(test, [
  // Names that are not applicable
  [
    'try { Get-HotFix -Id x } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)"; "$_" }; (Get-Command Get-HotFix -ErrorAction Ignore).Name; @(Get-Command *-HotFix).Count; (Get-Command *-HotFix -All).Name; function Get-HotFix { 5 }; Get-HotFix',
    [
      'CmdletNotApplicable',
      'NotImplemented',
      "The cmdlet 'Get-HotFix' is not applicable to hvsh: Windows host administration.",
      '0',
      'Get-HotFix',
      '5',
    ],
  ],
  // Calls nested too deep end what called them, not one key or column after the other
  [
    'function s { 2, 1 | Sort-Object { s } }; function f { [pscustomobject]@{a = 1} | Format-Table @{n = "x"; e = { f }} | Out-String }; foreach ($deep in { s }, { f }) { try { & $deep } catch { "$($_.FullyQualifiedErrorId)".Split(",")[0] } }',
    ['CallDepthOverflow', 'CallDepthOverflow'],
  ],
  // Select-Object
  [
    '1..5 | Select-Object -First 2; 1..5 | Select-Object -Last 2; 1..5 | Select-Object -Skip 3',
    ['1', '2', '4', '5', '4', '5'],
  ],
  [
    '1..5 | Select-Object -SkipLast 3; 1..5 | Select-Object -Index 1, 3; 1..5 | Select-Object -SkipIndex 0, 4',
    ['1', '2', '2', '4', '2', '3', '4'],
  ],
  ['1, 2, 2, 1 | Select-Object -Unique', ['1', '2']],
  [
    "([pscustomobject]@{a=1; b=2} | Select-Object b, @{n='c'; e={$_.a + 10}}, zz | ConvertTo-Json -Compress)",
    ['{"b":2,"c":11,"zz":null}'],
  ],
  [
    '([pscustomobject]@{a=1; b=2; c=3} | Select-Object * -ExcludeProperty b).PSObject.Properties.Name',
    ['a', 'c'],
  ],
  ['[pscustomobject]@{a=1, 2} | Select-Object -ExpandProperty a', ['1', '2']],
  [
    '[pscustomobject]@{a=1} | Select-Object -ExpandProperty b',
    [],
    ['Select-Object: Property "b" cannot be found.'],
  ],
  [
    'function inner($n) { Get-PSCallStack | Select-Object -First 2 | ForEach-Object { $_.Command + $_.Arguments } }; function outer { inner 7 }; outer',
    ['inner{n=7}', 'outer{}'],
  ],
  // Sort-Object, Group-Object, Get-Unique
  [
    "'b', 'a', 'C' | Sort-Object; 3, 10, 2 | Sort-Object -Descending",
    ['a', 'b', 'C', '10', '3', '2'],
  ],
  ['1, 1, 2 | Sort-Object -Unique; 3, 1, 2 | Sort-Object -Top 1', ['1', '2', '1']],
  [
    '[pscustomobject]@{n=2}, [pscustomobject]@{n=1}, [pscustomobject]@{m=0} | Sort-Object n | ForEach-Object {"$($_.n)"}',
    ['', '1', '2'],
  ],
  ["'a', 'b', 'a' | Group-Object | ForEach-Object {\"$($_.Name)=$($_.Count)\"}", ['a=2', 'b=1']],
  ["('a', 'b', 'a' | Group-Object -AsHashTable -AsString).a.Count", ['2']],
  ['1, 1, 2, 1 | Get-Unique', ['1', '2', '1']],
  // Sort-Object, Group-Object, Where-Object: what is quick for some keys, beside the general way
  [
    '$all = @((5, -3, 2147483647, -2147483648, 0, -3), (1e15, 3, -1e15), (-1.5, 2.5, 0.0, -0.0, 3), (4294967296, 1, 4294967297), @(7), (3, $null, -1, 2)); foreach ($keys in $all) { $i = 0; $rows = foreach ($key in $keys) { [pscustomobject]@{k = $key; i = $i++} }; foreach ($down in $true, $false) { $quick = ($rows | Sort-Object k -Descending:$down).i; $general = ($rows | Sort-Object { $null = 0; $_.k }, { 0 } -Descending:$down).i; ($quick -join " ") -eq ($general -join " ") ? "$quick" : "quick $quick, general $general" } }',
    ['2 0 4 1 5 3', '3 1 5 4 0 2', '0 1 2', '2 1 0', '4 1 2 3 0', '0 2 3 1 4'].concat([
      '2 0 1',
      '1 0 2',
      '0',
      '0',
      '0 3 1 2',
      '2 1 3 0',
    ]),
  ],
  [
    "$rows = [pscustomobject]@{k = 1}, [pscustomobject]@{x = 0; k = 'B'}, [pscustomobject]@{x = 0}, [pscustomobject]@{k = 'b'}, $null, [pscustomobject]@{k = 1.0}, [pscustomobject]@{k = $null}, @{k = 1}, (1 | Add-Member k 1 -PassThru), ([pscustomobject]@{y = 2} | Add-Member -MemberType ScriptProperty k { $this.y / 2 } -PassThru); foreach ($how in {$rows | Group-Object k}, {$rows | Group-Object { $_.k }}, {$rows | Group-Object { $null = 0; $_.k }}, {$rows | Group-Object -CaseSensitive k}) { (& $how | ForEach-Object { \"[$($_.Name)]$($_.Count)\" }) -join ' ' }",
    ['[]3 [1]5 [B]2', '[]3 [1]5 [B]2', '[]3 [1]5 [B]2', '[]3 [1]5 [b]1 [B]1'],
  ],
  [
    '1, 2, 3 | Group-Object { ($n += 1) } -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" }; 1, 0, 2 | Group-Object { 4 / $_ } | ForEach-Object { "[$($_.Name)]$($_.Count)" }; (5, 3, 4 | Sort-Object { $_ -match "3" }, { -$_ }) -join " "',
    ['1 3', '[]1', '[2]1', '[4]1', '5 4 3'],
  ],
  [
    "$rows = [pscustomobject]@{k = 3}, [pscustomobject]@{x = 0; k = '3'}, [pscustomobject]@{x = 3}, $null, [pscustomobject]@{k = 2, 3}, @{k = 3}, [pscustomobject]@{K = 4.5}, 'abc'; foreach ($how in {$rows | Where-Object k -eq 3}, {$rows | Where-Object { $_.k -eq 3 }}, {$rows | Where-Object { $null = 0; $_.k -eq 3 }}, {$rows | Where-Object k -gt 2}, {$rows | Where-Object { $_.k -gt 2 }}, {$rows | Where-Object k -lt 1}, {$rows | Where-Object { $_.k -lt 1 }}) { (& $how | ForEach-Object { $rows.IndexOf($_) }) -join ' ' }",
    ['0 1 4 5', '0 1 4 5', '0 1 4 5', '0 1 4 5 6', '0 1 4 5 6', '2 3 7', '2 3 7'],
  ],
  // Measure-Object, Compare-Object
  [
    "$m = 1..4 | Measure-Object -AllStats; $m.Count, $m.Sum, $m.Average, $m.Maximum, $m.Minimum, $m.StandardDeviation -join ' '",
    ['4 10 2.5 4 1 1.29099444873581'],
  ],
  [
    "'ab c', 'd' | Measure-Object -Line -Word -Character",
    [
      '',
      'Lines Words Characters Property',
      '----- ----- ---------- --------',
      '    2     3          5',
      '',
    ],
  ],
  [
    '[pscustomobject]@{a=1} | Measure-Object b',
    [],
    ['Measure-Object: The property "b" cannot be found in the input for any objects.'],
  ],
  [
    'Compare-Object 1, 2, 3 2, 3, 4',
    [
      '',
      'InputObject SideIndicator',
      '----------- -------------',
      '          4 =>',
      '          1 <=',
      '',
    ],
  ],
  ['Compare-Object 1, 2 2 -IncludeEqual -ExcludeDifferent | ForEach-Object SideIndicator', ['==']],
  // Members and objects
  [
    '[pscustomobject]@{a=1} | Get-Member -MemberType NoteProperty | ForEach-Object Definition',
    ['int a=1'],
  ],
  [
    '$o = [pscustomobject]@{x=1}; $o | Add-Member y 2; $o | Add-Member ScriptProperty z {$this.x + 10}; $o.y, $o.z',
    ['2', '11'],
  ],
  [
    '$o = [pscustomobject]@{x=1}; $o | Add-Member x 2',
    [],
    [
      'Add-Member: Cannot add a member with the name "x" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.',
    ],
  ],
  ['(New-Object psobject -Property @{x=1}).x; (New-Object System.Version 1, 2).Minor', ['1', '2']],
  [
    'try {New-Object NoSuchType} catch {$_.FullyQualifiedErrorId}',
    ['TypeNotFound,Microsoft.PowerShell.Commands.NewObjectCommand'],
  ],
  // Variables and aliases
  [
    'Set-Variable q 5; $q; Get-Variable q -ValueOnly; Clear-Variable q; $null -eq $q',
    ['5', '5', 'True'],
  ],
  [
    'New-Variable r 1 -Option ReadOnly; try {Set-Variable r 2 -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}; Remove-Variable r -Force; Test-Path variable:r',
    ['VariableNotWritable,Microsoft.PowerShell.Commands.SetVariableCommand', 'False'],
  ],
  [
    'try {Get-Variable nosuch -ErrorAction Stop} catch {$_.FullyQualifiedErrorId}',
    ['VariableNotFound,Microsoft.PowerShell.Commands.GetVariableCommand'],
  ],
  [
    'Set-Alias zz Get-Date; (Get-Alias zz).Definition; (Get-Alias gci).DisplayName',
    ['Get-Date', 'gci -> Get-ChildItem'],
  ],
  // Dates, numbers, texts
  ["Get-Date '2024-01-31 13:05' -UFormat '%Y-%m-%d %H:%M %j %u %V'", ['2024-01-31 13:05 031 3 05']],
  [
    "Get-Date '2024-02-29' -Format 'yyyy/MM/dd'; (Get-Date '2024-01-31' -Year 2025 -Hour 5).ToString('s')",
    ['2024/02/29', '2025-01-31T05:00:00'],
  ],
  ["(New-TimeSpan -Start '2024-01-01' -End '2024-01-03').Days", ['2']],
  [
    '1..20 | ForEach-Object {Get-Random -Maximum 3} | Where-Object {$_ -lt 0 -or $_ -gt 2} | Measure-Object | ForEach-Object Count',
    ['0'],
  ],
  [
    "(1..5 | Get-Random -Shuffle | Sort-Object) -join ','; (Get-Random -SetSeed 1) -eq (Get-Random -SetSeed 1)",
    ['1,2,3,4,5', 'True'],
  ],
  [
    "1..3 | Join-String -Separator ', ' -OutputPrefix '<' -OutputSuffix '>'; 'a', 'b' | Join-String -SingleQuote -Separator ';'",
    ['<1, 2, 3>', "'a';'b'"],
  ],
  ['"a=1`n# no`nb = x\\ty" | ConvertFrom-StringData | ForEach-Object {$_.a; $_.b}', ['1', 'x\ty']],
  [
    "'a1', 'b', 'c2' | Select-String '\\d' -Raw; ('a1' | Select-String 'A(\\d)').Matches[0].Groups[1].Value",
    ['a1', 'c2', '1'],
  ],
  [
    "'x', 'hit', 'y', 'z' | Select-String hit -Context 1 | Out-String",
    ['', '  x', '> hit', '  y', '', ''],
  ],
  ["'a', 'b' | Select-String a -NotMatch -Raw; 'a' | Select-String q -Quiet", ['b', 'False']],
  // Streams
  [
    "Write-Host a -NoNewline; Write-Host 1, 2 -Separator '-'; Write-Warning w; Write-Verbose v; Write-Verbose v -Verbose",
    ['a1-2', 'WARNING: w', 'VERBOSE: v'],
  ],
  [
    '(Write-Host h 6>&1).MessageData.Message; Write-Output (1, 2) -NoEnumerate | ForEach-Object Count',
    ['h', '2'],
  ],
  [
    'function f {[CmdletBinding()]param() Write-Error x -ErrorId my -Category InvalidData}; f 2>&1 | ForEach-Object {$_.FullyQualifiedErrorId; $_.CategoryInfo.Category}',
    ['my,f', 'InvalidData'],
  ],
  [
    "1..3 | Tee-Object -Variable t | Out-Null; $t.Count; Invoke-Expression '$x = 4'; $x",
    ['3', '4'],
  ],
  ['(Measure-Command {$y = 7}).GetType().Name; $y', ['TimeSpan', '7']],
  [
    'Update-TypeData -TypeName System.Int32 -MemberType ScriptProperty -MemberName Twice -Value {$this * 2} -Force; (5).Twice',
    ['10'],
  ],
  // Pages and views
  [
    "[pscustomobject]@{a='<1>'} | ConvertTo-Html -Fragment",
    [
      '<table>',
      '<colgroup><col/></colgroup>',
      '<tr><th>a</th></tr>',
      '<tr><td>&lt;1&gt;</td></tr>',
      '</table>',
    ],
  ],
  ['(Get-FormatData System.Version).FormatViewDefinition.Control', ['TableControl']],
  ['try {1/0} catch {}; (Get-Error).FullyQualifiedErrorId', ['RuntimeException']],
  // Verbs, bytes, CLIXML, JSON schemas, types
  [
    '(Get-Verb Suspend).Group; (Get-Verb -Group Security).Count; (Get-Verb Add).AliasPrefix',
    ['Lifecycle', '6', 'a'],
  ],
  [
    "('AB' | Format-Hex).HexBytes; (1, 258 | Format-Hex).HexBytes; \"$(Format-Hex -InputObject 'a' -Encoding Unicode)\".TrimEnd()",
    ['41 42', '01 00 00 00 02 01 00 00', `0000000000000000   61 00${' '.repeat(44)}a`],
  ],
  [
    "$x = [pscustomobject]@{t='a<b'; n=5; l=1, 2; h=@{k='v'}; d=[timespan]'1.02:03:04.5'} | ConvertTo-CliXml | ConvertFrom-CliXml; $x.t, $x.n, $x.l.Count, $x.h.k, $x.d.ToString()",
    ['a<b', '5', '2', 'v', '1.02:03:04.5000000'],
  ],
  [
    "$c = [pscredential]::new('u', (ConvertTo-SecureString 'pw' -AsPlainText -Force)) | ConvertTo-CliXml | ConvertFrom-CliXml; $c.GetNetworkCredential().Password; $c.GetType().Name",
    ['pw', 'PSCredential'],
  ],
  [
    '$q = [Collections.Queue]@(1, 2); $s = [Collections.Stack]@(1, 2); $b = ConvertTo-CliXml @($q, $s) | ConvertFrom-CliXml; $b[0].Dequeue(); $b[1].Pop(); $b.GetType().Name',
    ['1', '2', 'ArrayList'],
  ],
  [
    "class D2 { $n = 2 }; class D1 { $d = [D2]::new(); $l = @([D2]::new()) }; $o = [pscustomobject]@{d = [D1]::new()}; foreach ($depth in 1, 2, 3) { $x = $o | ConvertTo-CliXml -Depth $depth | ConvertFrom-CliXml; '{0}|{1}|{2}' -f $x.d, $x.d.d, $x.d.d.n }",
    ['D1||', 'D1|D2|', 'D1|D2|2'],
  ],
  [
    '$d = [dayofweek]::Monday | ConvertTo-CliXml | ConvertFrom-CliXml; $d; "$d"; $d.Value; $d -eq 1; $d.pstypenames[0]; ([pscustomobject]@{a = [dayofweek]::Friday} | ConvertTo-CliXml | ConvertFrom-CliXml | ConvertTo-CliXml | ConvertFrom-CliXml).a',
    ['Monday', 'Monday', 'Monday', 'True', 'Deserialized.System.DayOfWeek', 'Friday'],
  ],
  // XML
  [
    'Select-Xml -Content \'<a><b k="1">x<c/></b></a>\' \'//b[@k]\' | ForEach-Object { "$_"; $_.Path; $_.Node.k }',
    ['x<c />', 'InputStream', '1'],
  ],
  [
    "(Select-Xml -Xml ([xml]'<a xmlns=\"u\"><b>1</b></a>') -XPath '//q:b' -Namespace @{q='u'}).Node.InnerText; try { Select-Xml -Content 'x' 'y' -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }",
    ['1', 'InvalidCastToXmlDocument,Microsoft.PowerShell.Commands.SelectXmlCommand'],
  ],
  [
    "[pscustomobject]@{a=1; b=$null; c=''; d=@(1); e=[ordered]@{k='<'}; f=[DayOfWeek]::Monday} | ConvertTo-Xml -As String",
    [
      '<?xml version="1.0" encoding="utf-8"?>',
      '<Objects>',
      '  <Object Type="System.Management.Automation.PSCustomObject">',
      '    <Property Name="a" Type="System.Int32">1</Property>',
      '    <Property Name="b" Type="System.Object" />',
      '    <Property Name="c" Type="System.String"></Property>',
      '    <Property Name="d" Type="System.Object[]">',
      '      <Property Type="System.Int32">1</Property>',
      '    </Property>',
      '    <Property Name="e" Type="System.Collections.Specialized.OrderedDictionary">',
      '      <Property Name="Key" Type="System.String">k</Property>',
      '      <Property Name="Value" Type="System.String">&lt;</Property>',
      '    </Property>',
      '    <Property Name="f" Type="System.DayOfWeek">Monday</Property>',
      '  </Object>',
      '</Objects>',
    ],
  ],
  [
    "(1, 'x' | ConvertTo-Xml -NoTypeInformation).Objects.Object; 'y' | ConvertTo-Xml -As Stream | Select-Object -Index 2",
    ['1', 'x', '<Object Type="System.String">y</Object>'],
  ],
  [
    "1 | ConvertTo-Html @{l='<b>n</b>'; e={$_}; w=5; a='Right'} -Meta @{author='me'} -Title t | Select-Object -Skip 2",
    [
      '<head>',
      '<meta name="author" content="me">',
      '<title>t</title>',
      '</head><body>',
      '<table>',
      '<colgroup><col width = "5" align = "right"/></colgroup>',
      '<tr><th><b>n</b></th></tr>',
      '<tr><td>1</td></tr>',
      '</table>',
      '</body></html>',
    ],
  ],
  [
    "$v = [version]'1.2' | ConvertTo-CliXml | ConvertFrom-CliXml; $v.GetType().Name; ([uri]'http://a/' , $null | ConvertTo-CliXml | ConvertFrom-CliXml).Count",
    ['Version', '2'],
  ],
  [
    "Test-Json '{\"a\": 1}'; Test-Json '[1,]' -ErrorAction Ignore; Test-Json '[1, /* x */]' -Options IgnoreComments, AllowTrailingCommas",
    ['True', 'False', 'True'],
  ],
  [
    'Test-Json \'{"age": "x"}\' -Schema \'{"properties": {"age": {"type": "integer"}}}\' -ErrorAction SilentlyContinue -ErrorVariable e; $e[0].Exception.Message',
    [
      'False',
      'The JSON is not valid with the schema: Value is "string" but should be "integer" at \'/age\'',
    ],
  ],
  [
    "$k = [byte[]](1..16); $t = 'geheim' | ConvertTo-SecureString -AsPlainText | ConvertFrom-SecureString -Key $k; $t -like '*geheim*'; $t | ConvertTo-SecureString -Key $k | ConvertFrom-SecureString -AsPlainText",
    ['False', 'geheim'],
  ],
  [
    'Update-TypeData -TypeName My.Thing -MemberType NoteProperty -MemberName M -Value 5; (Get-TypeData My.*).Members.Keys; Remove-TypeData My.Thing; @(Get-TypeData My.*).Count',
    ['M', '0'],
  ],
  [
    '$f = Join-Path ([IO.Path]::GetTempPath()) "t$PID.types.ps1xml"; \'<Types><Type><Name>My.Filed</Name><Members><AliasProperty><Name>B</Name><ReferencedMemberName>A</ReferencedMemberName></AliasProperty><NoteProperty><Name>N</Name><Value>7</Value><TypeName>int</TypeName></NoteProperty><ScriptMethod><Name>M</Name><Script>$this.A + $args[0]</Script></ScriptMethod></Members></Type></Types>\' > $f; Update-TypeData $f; $o = [pscustomobject]@{PSTypeName = \'My.Filed\'; A = 1}; $o.B; $o.N.GetType().Name; $o.M(4); $d = Get-TypeData My.Filed; Remove-TypeData -Path $f; "[$($o.B)]"; Update-TypeData -TypeData $d; $o.B; Remove-Item $f; Remove-TypeData My.Filed',
    ['1', 'Int32', '5', '[]', '1'],
  ],
  [
    "foreach ($a in @{MemberType = 'NoteProperty'; Value = 1}, @{MemberType = 'AliasProperty'; MemberName = 'A'; Value = $null}, @{MemberName = 'A'}, @{MemberType = 'ScriptProperty'; MemberName = 'A'}, @{MemberType = 'NoteProperty'; MemberName = 'A'; Value = 1; SecondValue = 2}) { try { Update-TypeData -TypeName X @a } catch { $_.FullyQualifiedErrorId.Split(',')[0] } }; Update-TypeData -TypeName X -ErrorVariable e -ErrorAction SilentlyContinue; $e[0].FullyQualifiedErrorId.Split(',')[0]",
    [
      'MemberNameShouldBeSpecified',
      'ValueShouldBeSpecified',
      'MemberTypeIsMissing',
      'ValueAndSecondValueAreNotBothNull',
      'SecondValueShouldNotBeSpecified',
      'TypeDataEmpty',
    ],
  ],
  [
    '$ps = [powershell]::Create(); $null = $ps.AddScript(\'Update-TypeData -TypeName System.Int32 -MemberType NoteProperty -MemberName Apart -Value 1; (5).Apart\'); $ps.Invoke(); "[$((5).Apart)]"',
    ['1', '[]'],
  ],
  [
    '1 | ForEach-Object GetType | ForEach-Object Name; "abc" | ForEach-Object ToUpper',
    ['Int32', 'ABC'],
  ],
  ['[pscustomobject]@{Name=1} | Format-Table name', ['', 'Name', '----', '   1', '']],
  ['(Get-Date 2020-01-01 -DisplayHint Date | Out-String).Trim()', ['Wednesday, January 1, 2020']],
  // History: what ran before this text, which is not in it yet
  [
    '@(Get-History).Count; Invoke-History',
    ['0'],
    ['Invoke-History: Cannot locate the most recent history.'],
  ],
  [
    "[pscustomobject]@{CommandLine='\"again\"'; ExecutionStatus='Completed'; StartExecutionTime='2024-01-01'; EndExecutionTime='2024-01-01 00:00:02'} | Add-History; (Get-History).Duration.TotalSeconds; Invoke-History; Clear-History; @(Get-History).Count",
    ['2', '"again"', 'again', '0'],
  ],
]);
