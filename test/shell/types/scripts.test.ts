/** .NET types as scripts use them: a row is a script and the lines it shows. Language specification 8. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {openConsole} from '../runspace/console.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-types-'));
const file = path.join(folder, 'a');
test.after.always(() => rmSync(folder, {recursive: true}));

const ROWS: readonly (readonly [title: string, script: string, ...shown: string[]])[] = [
  [
    'a file written and read by streams',
    `$f = [IO.File]::Create('${file}'); $f.Write([byte[]](65, 66, 67), 0, 2); $f.Close()
     $f = [IO.File]::OpenRead('${file}'); $b = [byte[]]::new(4); $f.Read($b, 0, 4); "$b"; $f.ReadByte(); $f.Length; $f.Close()
     try { $f.ReadByte() } catch { $_.Exception.InnerException.GetType().Name }`,
    '2',
    '65 66 0 0',
    '-1',
    '2',
    'ObjectDisposedException',
  ],
  [
    'modes of files',
    `foreach ($mode in 'Append', 'Open', 'Create', 'CreateNew') {
       try { $f = [IO.FileStream]::new('${file}', $mode); '{0} {1}' -f $mode, $f.Position; $f.WriteByte(1); $f.Close() }
       catch { $_.Exception.InnerException.GetType().Name } }; (Get-Item '${file}').Length`,
    'Append 2',
    'Open 0',
    'Create 0',
    'IOException',
    '1',
  ],
  [
    'writers and readers',
    `$w = [IO.StreamWriter]::new('${file}'); $w.WriteLine('x'); $w.WriteLine('{0}-{1}', 1, 2); $w.Write($true); $w.Close()
     $w = [IO.File]::AppendText('${file}'); $w.Write([char]'c'); $w.Dispose()
     $r = [IO.File]::OpenText('${file}'); $r.Peek(); while ($null -ne ($line = $r.ReadLine())) { "[$line]" }; $r.EndOfStream; $r.Close()`,
    '120',
    '[x]',
    '[1-2]',
    '[Truec]',
    'True',
  ],
  [
    'encodings of writers, marks found by readers',
    `$w = [IO.StreamWriter]::new('${file}', $false, [Text.Encoding]::Unicode); $w.Write('é'); $w.Close()
     "$([IO.File]::ReadAllBytes('${file}'))"; $r = [IO.StreamReader]::new('${file}'); $r.ReadToEnd(); $r.CurrentEncoding.WebName; $r.Close()`,
    '255 254 233 0',
    'é',
    'utf-16',
  ],
  [
    'streams in memory',
    `$m = [IO.MemoryStream]::new(); $w = [IO.StreamWriter]::new($m); $w.Write('abc'); $w.Flush(); $m.Position = 1
     [IO.StreamReader]::new($m).ReadToEnd(); $m.Seek(-1, 'End'); $m.SetLength(2); "$($m.ToArray())"
     try { [IO.MemoryStream]::new([byte[]](1)).Write([byte[]](1, 2), 0, 2) } catch { $_.Exception.InnerException.GetType().Name }`,
    'bc',
    '2',
    '97 98',
    'NotSupportedException',
  ],
  [
    'text in memory',
    '$w = [IO.StringWriter]::new(); $w.WriteLine("a"); $w.Write("b"); "$w".Length; $r = [IO.StringReader]::new("1`r`n2"); $r.ReadLine(); $r.Read(); $r.Read()',
    '3',
    '1',
    '50',
    '-1',
  ],
  [
    'numbers and texts as bytes',
    `$w = [IO.BinaryWriter]::new([IO.File]::Create('${file}')); $w.Write([int]-5); $w.Write('xé'); $w.Write([double]1.5); $w.Write([byte]7); $w.Close()
     $r = [IO.BinaryReader]::new([IO.File]::OpenRead('${file}')); $r.ReadInt32(); $r.ReadString(); $r.ReadDouble(); $r.ReadByte().GetType().Name
     try { $r.ReadByte() } catch { $_.Exception.InnerException.GetType().Name }; $r.Close()`,
    '-5',
    'xé',
    '1.5',
    'Byte',
    'EndOfStreamException',
  ],
  [
    'packed streams',
    `foreach ($kind in [IO.Compression.GZipStream], [IO.Compression.DeflateStream]) {
       $m = [IO.MemoryStream]::new(); $z = $kind::new($m, [IO.Compression.CompressionMode]::Compress); $z.Write([byte[]](1, 2, 3), 0, 3); $z.Close()
       $z = $kind::new([IO.MemoryStream]::new($m.ToArray()), [IO.Compression.CompressionMode]::Decompress); $b = [byte[]]::new(9); $z.Read($b, 0, 9); "$b" }`,
    '3',
    '1 2 3 0 0 0 0 0 0',
    '3',
    '1 2 3 0 0 0 0 0 0',
  ],
  [
    'hashes',
    `[Convert]::ToHexString([Security.Cryptography.MD5]::Create().ComputeHash([Text.Encoding]::UTF8.GetBytes('a')))
     [Security.Cryptography.HashAlgorithm]::Create('SHA256').ComputeHash([IO.MemoryStream]::new([byte[]](97)))[0]
     [Security.Cryptography.SHA512Managed]::new().HashSize; [Security.Cryptography.HMACSHA1]::new([byte[]](1)).ComputeHash([byte[]](2)).Count`,
    '0CC175B9C0F1B6A831C399E269772661',
    '202',
    '512',
    '20',
  ],
  [
    'escapes of addresses and of HTML',
    `[Web.HttpUtility]::UrlEncode('a b&é/'); [Net.WebUtility]::UrlEncode('a b&é/'); [Net.WebUtility]::UrlDecode('a+b%26'); [Net.WebUtility]::HtmlDecode('&lt;&#228;&auml;')
     $q = [Web.HttpUtility]::ParseQueryString('?a=1&b=2&A=3'); $q['a']; $q.AllKeys -join ','; "$q"`,
    'a+b%26%c3%a9%2f',
    'a+b%26%C3%A9%2F',
    'a b&',
    '<ää',
    '1,3',
    'a,b',
    'a=1%2C3&b=2',
  ],
  [
    'weeks of the year',
    `foreach ($day in '2024-12-30', '2021-01-03', '2026-06-15') { '{0}-{1}' -f [Globalization.ISOWeek]::GetYear($day), [Globalization.ISOWeek]::GetWeekOfYear($day) }
     $c = (Get-Culture).Calendar; $c.GetWeekOfYear('2024-01-31', 'FirstDay', 'Sunday'); $c.GetWeekOfYear('2021-01-01', 'FirstFourDayWeek', 'Monday'); $c.GetWeekOfYear('2024-01-06', 'FirstFullWeek', 'Sunday')`,
    '2025-1',
    '2020-53',
    '2026-25',
    '5',
    '53',
    '53',
  ],
  [
    'settings and counters',
    `[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12; [Net.ServicePointManager]::SecurityProtocol
     $n = 5; [Threading.Interlocked]::Increment([ref]$n); $n; [Net.Dns]::GetHostName() -eq [Environment]::MachineName`,
    'Tls12',
    '6',
    '6',
    'True',
  ],
];

for (const [title, script, ...shown] of ROWS)
  test.serial(title, t => t.deepEqual(openConsole().lines(script), shown));

/** Members of objects and types that scripts add or ask for. */
const MEMBERS: readonly (readonly [script: string, ...shown: string[]])[] = [
  [
    'class C { static [int] M([psobject]$o, [int]$n) { return $o.a + $n } static [int] G([psobject]$o) { return 2 * $o.a } [void] I() {} }; $m = [C].GetMethod("M"); $m.GetType().Name; $o = [pscustomobject]@{a = 5}; $o | Add-Member CodeMethod M $m; $o | Add-Member CodeProperty P ([C].GetMethod("G")); $o.M(2); $o.P; try { $o | Add-Member CodeMethod I ([C].GetMethod("I")) -ErrorAction Stop } catch { $_.Exception.Message.Substring(0, 27) }',
    'MethodInfo',
    '7',
    '10',
    'Cannot create a code method',
  ],
  [
    '$s = [System.Management.Automation.PSMemberSet]::new("s"); $s | Add-Member NoteProperty N 1; $s.psobject.Properties["N"].TypeNameOfValue',
    'System.Int32',
  ],
  [
    '$c = (Get-Date).psobject.Properties.Match("Ye*"); $c.Count; $c["year"].Name; $i = $c.psobject.Members["Item"]; "$($i.MemberType) $($i.IsSettable)"; $i.Invoke("Year").Name',
    '1',
    'Year',
    'ParameterizedProperty False',
    'Year',
  ],
  ['("ab" | Get-Member Chars).Definition', 'char Chars(int index) {get;}'],
  ['$null.ForEach({1}).Count; $null.Where({1}).GetType().Name', '0', 'Collection`1'],
  [
    '[PSSerializer]::Deserialize([PSSerializer]::Serialize(@(1, "b"))) -join ","; [PSSerializer]::Deserialize([PSSerializer]::Serialize([semver]"1.2.3-x")).ToString()',
    '1,b',
    '1.2.3-x',
  ],
  [
    'function f { class C {}; [C].FullName }; f; & { class D {}; [D].FullName -match "^<[0-9a-f]+>\\.D$"; [D].Name }; class E {}; [E].FullName',
    'f.C',
    'True',
    'D',
    'E',
  ],
  [
    '$r = 0; [Management.Automation.LanguagePrimitives]::TryCompare("o", "å", $false, [cultureinfo]"sv-SE", [ref]$r); $r; [datetime]"2005,3,10" -eq "3/10/2005"',
    'True',
    '-1',
    'True',
  ],
  [
    'function f { [CmdletBinding()] param([Parameter(Mandatory, ValueFromPipeline)][ValidateSet("a", "b")][string]$N, [switch]$S) process { "$N$S" } }; $c = [Management.Automation.CommandMetadata]::new((Get-Command f)); $t = [Management.Automation.ProxyCommand]::Create($c, "help"); Set-Item function:g ([scriptblock]::Create($t)); "a", "b" | g -S; [Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($c); (Get-Command g).Parameters.N.Attributes.ValidValues -join ","; [void]$c.Parameters.Remove("S"); [Management.Automation.ProxyCommand]::GetParamBlock($c) -split "\n" | Where-Object { $_ }',
    'aTrue',
    'bTrue',
    '[CmdletBinding()]',
    'a,b',
    '    [Parameter(Mandatory=$true, Position=0, ValueFromPipeline=$true)]',
    "    [ValidateSet('a','b')]",
    '    [string]',
    '    ${N}',
  ],
  [
    '(Get-Command Start-Sleep).Parameters.Seconds.Attributes.Where({ $_ -is [Parameter] }).Mandatory',
    'True',
  ],
  [
    '$s = [Management.Automation.Internal.StringDecorated]::new("`e[31mred`e[0m"); "$($s.IsDecorated) $($s.ContentLength) $($s.ToString("PlainText"))"; try { $s.ToString("Host") } catch { $_.FullyQualifiedErrorId }',
    'True 3 red',
    'ArgumentException',
  ],
  ['[Diagnostics.Process]::GetCurrentProcess().Id -eq $PID', 'True'],
];

test('members of objects', t => {
  for (const [script, ...shown] of MEMBERS) t.deepEqual(openConsole().lines(script), shown, script);
});
