/** JSON and CSV: writers and readers through their cmdlets. */
import test from 'ava';
import {scriptTable} from './scripts.ts';

scriptTable(test, [
  ['@{a=1} | ConvertTo-Json', ['{', '  "a": 1', '}']],
  [
    '[ordered]@{a=1, 2; b=@(); c=@{}} | ConvertTo-Json',
    ['{', '  "a": [', '    1,', '    2', '  ],', '  "b": [],', '  "c": {}', '}'],
  ],
  [
    "1.0, 2.5, 1e20, 5, 5L, 1.50d, 'x', $true, $null, [char]'c' | ConvertTo-Json -Compress",
    ['[1.0,2.5,1E+20,5,5,1.50,"x",true,null,"c"]'],
  ],
  [
    "'a\"\\/é<' | ConvertTo-Json; 'é<' | ConvertTo-Json -EscapeHandling EscapeNonAscii; '<' | ConvertTo-Json -EscapeHandling EscapeHtml",
    ['"a\\"\\\\/é<"', '"\\u00e9<"', '"\\u003c"'],
  ],
  [
    '[DayOfWeek]::Monday | ConvertTo-Json; [DayOfWeek]::Monday | ConvertTo-Json -EnumsAsStrings',
    ['1', '"Monday"'],
  ],
  ["[datetime]'2024-01-02T03:04:05.5' | ConvertTo-Json", ['"2024-01-02T03:04:05.5"']],
  [
    '@{a=@{b=@{c=@{d=1}}}} | ConvertTo-Json -Compress',
    [
      'WARNING: Resulting JSON is truncated as serialization has exceeded the set depth of 2.',
      '{"a":{"b":{"c":"System.Collections.Hashtable"}}}',
    ],
  ],
  [
    'ConvertTo-Json @(1) -Compress; 1 | ConvertTo-Json -AsArray -Compress; $null | ConvertTo-Json',
    ['[1]', '[1]', 'null'],
  ],
  [
    'try {@{1=2} | ConvertTo-Json} catch {$_.FullyQualifiedErrorId}',
    ['NonStringKeyInDictionary,Microsoft.PowerShell.Commands.ConvertToJsonCommand'],
  ],
  [
    '$o = \'{"a":1,"b":[1,2.5,"x"],"c":{"d":null}}\' | ConvertFrom-Json; $o.a.GetType().Name; $o.b.Count; $o.c.d -eq $null',
    ['Int64', '3', 'True'],
  ],
  [
    "('[1,[2,3]]' | ConvertFrom-Json).Count; ('[1]' | ConvertFrom-Json).GetType().Name; ('[1]' | ConvertFrom-Json -NoEnumerate).Count",
    ['2', 'Int64', '1'],
  ],
  [
    '$h = \'{"b":1,"B":2,"":3}\' | ConvertFrom-Json -AsHashtable; $h.Count; $h[\'B\']; $h[\'\']',
    ['3', '2', '3'],
  ],
  [
    'try {\'{"a":1,"A":2}\' | ConvertFrom-Json} catch {$_.FullyQualifiedErrorId}',
    ['KeysWithDifferentCasingInJsonString,Microsoft.PowerShell.Commands.ConvertFromJsonCommand'],
  ],
  [
    'try {\'{"a":\' | ConvertFrom-Json} catch {$_.FullyQualifiedErrorId}',
    ['System.ArgumentException,Microsoft.PowerShell.Commands.ConvertFromJsonCommand'],
  ],
  [
    "('/* c */ {\"d\": \"2024-01-02T03:04:05Z\", }' | ConvertFrom-Json).d.Kind; ('{', '\"a\": 1', '}' | ConvertFrom-Json).a",
    ['Utc', '1'],
  ],
  [
    "('9223372036854775808' | ConvertFrom-Json).GetType().Name; '' | ConvertFrom-Json",
    ['BigInteger'],
  ],
  // CSV
  [
    "[pscustomobject]@{a=1; b='x,y'}, [pscustomobject]@{a=$null; b='q\"z'} | ConvertTo-Csv",
    ['"a","b"', '"1","x,y"', ',"q""z"'],
  ],
  [
    "[pscustomobject]@{a=1; b='x,y'; c=1, 2} | ConvertTo-Csv -UseQuotes AsNeeded; @{k=1} | ConvertTo-Csv -NoHeader",
    ['a,b,c', '1,"x,y",System.Object[]', '"1"'],
  ],
  [
    "[pscustomobject]@{a=1; b=2} | ConvertTo-Csv -Delimiter ';' -QuoteFields b -IncludeTypeInformation",
    ['#TYPE System.Management.Automation.PSCustomObject', 'a;"b"', '1;"2"'],
  ],
  [
    "$r = 'a,b,c', '1,\"x\"\"y,\n z\",', '2' | ConvertFrom-Csv; $r[0].b; $r[0].c.Length; $null -eq $r[1].b; $r.Count",
    ['x"y,', ' z', '0', 'True', '2'],
  ],
  [
    "('1;2' | ConvertFrom-Csv -Delimiter ';' -Header x, y).y; 'a,,b', '1,2,3' | ConvertFrom-Csv | ForEach-Object H1",
    [
      '2',
      'WARNING: One or more headers were not specified. Default names starting with "H" have been used in place of any missing headers.',
      '2',
    ],
  ],
  [
    "try {'a,A', '1,2' | ConvertFrom-Csv} catch {$_.FullyQualifiedErrorId}",
    [
      'AlreadyPresentPSMemberInfoInternalCollectionAdd,Microsoft.PowerShell.Commands.ConvertFromCsvCommand',
    ],
  ],
]);
