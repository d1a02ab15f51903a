/** The language by example: script on the left, the text of what it writes on the right. */
import test from 'ava';
import {run, runIn} from './tiny-session.ts';

type Row = readonly [script: string, ...output: string[]];

function table(title: string, rows: readonly Row[]): void {
  test(title, t => {
    for (const [script, ...output] of rows) t.deepEqual(run(script).lines, output, script);
  });
}

const NOT_FOUND = (name: string): string =>
  `ERROR: The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n` +
  'Check the spelling of the name, or if a path was included, verify that the path is correct and try again. [CommandNotFoundException]';
const ZERO = 'ERROR: Attempted to divide by zero. [RuntimeException]';

table('1.2 strings expand variables and sub-expressions', [
  ['$x = 5; "a$x b$(1 + 2)c"', 'a5 b3c'],
  ["'$x'", '$x'],
  ['"$(1; 2)"', '1 2'],
  ['$OFS = "-"; $a = 1, 2; "$a"', '1-2'],
  ['$o = @{n = 1}; "$o.n"', 'System.Collections.Hashtable.n'],
  ['"${a b}|$null|"', '||'],
  ["@'\na\n'b'\n'@", "a\n'b'"],
]);

table('2 statements: if, loops, labels', [
  ['if (0) {1} elseif (2) {"b"} else {"c"}', 'b'],
  ['for ($i = 0; $i -lt 3; $i++) { $i }', '0', '1', '2'],
  [
    '$i = 0; while ($true) { $i++; if ($i -eq 2) { continue }; if ($i -gt 3) { break }; $i }',
    '1',
    '3',
  ],
  ['do { "x" } while ($false); $n = 0; do { $n++ } until ($n -eq 3); $n', 'x', '3'],
  ['foreach ($v in 1..3) { $v }; $v', '1', '2', '3', '3'],
  ['foreach ($v in $null) { "never" }; foreach ($v in @{a=1}) { $v.a }', '1'],
  ['foreach ($v in 1..4) { if ($v -eq 1) { $null = $foreach.MoveNext() }; $v }', '1', '3', '4'],
  [
    ':outer foreach ($a in 1..3) { foreach ($b in 1..3) { if ($b -eq 2) { continue outer }; "$a$b" } }',
    '11',
    '21',
    '31',
  ],
  [':o while ($true) { while ($true) { break o } }; "out"', 'out'],
  ['function f { break }; foreach ($i in 1..3) { f; "not" }; "done"', 'done'],
  ['$x = foreach ($i in 1..3) { $i * 2 }; "$x"', '2 4 6'],
  ['$x = if ($false) { 1 }; $null -eq $x; @($x).Count', 'True', '0'],
]);

table('2 switch', [
  ["switch (1, 'a') { 1 { 'one' } '1' { 'text' } default { \"d$_\" } }", 'one', 'text', 'da'],
  ['switch (1, 2, 3) { 2 { break } default { $_ } }', '1'],
  ['switch (1, 2) { 1 { "a"; continue; "b" } { $_ -gt 1 } { "big $_" } }', 'a', 'big 2'],
  ["switch -Wildcard ('abc') { 'a*' { 'A' } '*c' { 'C' } }", 'A', 'C'],
  ["switch -Regex ('x12') { '(\\d+)' { $Matches[1] } }", '12'],
  ["switch -CaseSensitive ('A') { 'a' { 'low' } 'A' { 'up' } }", 'up'],
  [
    'switch ($null) { $null { "null" } default { "other" } }; switch (@()) { default { "never" } }',
    'null',
  ],
]);

table('2 output: what has a value and what has not', [
  ['$x = 1; $x++; ++$x; [void]5; $x', '3'],
  ['($y = 4); $z = $w = 2; $z + $w', '4', '4'],
  ['(5)', '5'],
  ['function f { 1; $null = 2; 3 }; (f).Count', '2'],
  ['1, (2, 3) | % { $_.Count }', '1', '2'],
]);

table('2 chains and $?', [
  ['1 && 2; nosuch || 3', '1', '2', NOT_FOUND('nosuch'), '3'],
  ['nosuch && "no"; $?', NOT_FOUND('nosuch'), 'False'],
  ['1/0; $?; $?', ZERO, 'False', 'True'],
  ['Write-Error x; $?', 'ERROR: x [Microsoft.PowerShell.Commands.WriteErrorException]', 'False'],
  ['$a = 1; $?', 'True'],
]);

table('3 precedence and operators', [
  ['1,2 + 3', '1', '2', '3'],
  ['-not $false -eq $true', 'True'],
  ['"{0}{1}" -f 1, 2', '12'],
  ['1..3 + 4', '1', '2', '3', '4'],
  ['2 + $null ?? 3', '2'],
  ['$true -or $x -and $false', 'False'],
  ['1 -gt 0 ? "y" : "n"', 'y'],
  ['$u ??= 4; $u ??= 5; $u', '4'],
  ['$h = $null; ${h}?.x; (1)?.ToString()', '<null>', '1'],
  ['6 / 3; 7 / 2; (7 / 2).GetType().Name', '2', '3.5', 'Double'],
  ['([int]::MaxValue + 1).GetType().Name; (1.0).GetType().Name', 'Double', 'Double'],
  ["'abc' -match '(b)(c)'; $Matches[2]; 'zz' -match 'q'; $Matches[0]", 'True', 'c', 'False', 'bc'],
  ['1, 2, 1 -eq 1', '1', '1'],
  ["'a,b' -split ','; -join ('x', 'y')", 'a', 'b', 'xy'],
  ["'aXb' -replace 'x', '-'; 'a1' -replace '\\d', { [int]$_.Value + 1 }", 'a-b', 'a2'],
]);

table('3.5 assignment: lists, typed variables, places', [
  ['$a, $b = 1, 2, 3; "$a|$b"', '1|2 3'],
  ['$a, $b, $c = 1; "$a|$b|$c"', '1||'],
  ['$a = 1; $b = 2; $a, $b = $b, $a; "$a $b"', '2 1'],
  ['$h = @{}; $h.x = 1; $h["y"] = 2; $h.x += 5; $h["y"]++; "$($h.x) $($h.y)"', '6 3'],
  ['$l = 1, 2; $l += 3; $l[0] = 9; "$l"', '9 2 3'],
  ['[int]$n = "5"; $n += "2"; $n; $n.GetType().Name', '7', 'Int32'],
  [
    "[int]$n = 1; $n = 'a'; $n",
    'ERROR: Cannot convert value "a" to type "System.Int32". Error: "The input string \'a\' was not in a correct format." [RuntimeException]',
    '1',
  ],
  ['$null = 5; $null', '<null>'],
  [
    '$true = 1',
    'ERROR: Cannot overwrite variable true because it is read-only or constant. [VariableNotWritable]',
  ],
  ['function set([ref]$r) { $r.Value = 7 }; $v = 1; set ([ref]$v); $v', '7'],
]);

table('3.5 collections', [
  ['@().Count; @(1).Count; @($null).Count; (,(1, 2)).Count', '0', '1', '1', '1'],
  ['$h = [ordered]@{b = 1; a = 2}; $h.Keys; $h[0]', 'b', 'a', '1'],
  ['$o = [pscustomobject]@{A = 1; B = "x"}; "$o"; $o.A', '@{A=1; B=x}', '1'],
  [
    '@{a = 1; A = 2}',
    'TERMINATED: ' + run('@{a = 1; A = 2}').lines[0]?.replace(/^TERMINATED: /, ''),
  ],
  ['$h = @{k = if ($true) { 1 } else { 2 }}; $h.k', '1'],
  ['(1..5)[1..2]; (1, 2, 3)[-1]; "abc"[1]', '2', '3', '3', 'b'],
]);

table('4 variables and scopes', [
  ['$x = 1; function f { $x; $x = 2; $x }; f; $x', '1', '2', '1'],
  ['$x = 1; & { $x = 2 }; $x; . { $x = 3 }; $x', '1', '3'],
  ['function f { $script:s = 1; $global:g = 2; $local:l = 3 }; f; "$s $g $l"', '1 2 '],
  ['$x = 1; 1 | % { $x = 5 }; $x', '5'],
  ['function f { $y = 1; g }; function g { $y }; f', '1'],
  ['$private:p = 1; $p; function f { "[$p]" }; f', '1', '[]'],
  ['$env:HVSH_T = "v"; $env:HVSH_T; $env:HVSH_T = $null; "[$env:HVSH_T]"', 'v', '[]'],
  [
    '$function:sq = { param($n) $n * $n }; sq 4; $function:sq.ToString()',
    '16',
    ' param($n) $n * $n ',
  ],
  [
    'Set-StrictMode 1; $undefined; "on"',
    "ERROR: The variable '$undefined' cannot be retrieved because it has not been set. [VariableIsUndefined]",
    'on',
  ],
  ['iex "`$made = 3"; $made', '3'],
  ['$x = 1; $c = { $x }.GetNewClosure(); $x = 2; & $c; & { $x }', '1', '2'],
]);

table('5 capture and enumeration', [
  ['function none {}; $x = none; $x | % { "never" }; $null | % { "once" }', 'once'],
  [
    'function one { ,@(1) }; (one).GetType().Name; function two { @(1) }; (two).GetType().Name',
    'Object[]',
    'Int32',
  ],
  ['$a = @(none2; 1) 2>$null; $a.Count', '1'],
  [
    '"abc" | % Length; @{a=1; b=2} | % { $_.Count }'.replace('% Length', '% { $_.Length }'),
    '3',
    '2',
  ],
]);

table('10 pipelines', [
  ['1..3 | % { "a$_"; $_ } | ? { $_ -is [int] } | % { "b$_" }', 'b1', 'b2', 'b3'],
  ['function up { begin { "B" } process { "p$_" } end { "E" } }; 1, 2 | up', 'B', 'p1', 'p2', 'E'],
  ['filter twice { $_ * 2 }; 1, 2 | twice', '2', '4'],
  ['function in { @($input).Count }; 1..4 | in; in', '4', '0'],
  ['function p { process { "[$_]" } }; p', '[]'],
  ['1..1000000000 | First 2', '1', '2'],
  [
    'function src { process { 1; 2; 3 } end { "no" } clean { $global:cleaned = 1 } }; src | First 1; $cleaned',
    '1',
    '1',
  ],
  ['1..3 | % { if ($_ -eq 2) { return }; $_ }', '1', '3'],
  ['foreach ($i in 1..3) { 1..3 | % { if ($_ -eq 2) { break }; "$i$_" } }', '11'],
  ['Write-Error x 2>&1 | % { "got $_" }', 'got x'],
  ['function e { Write-Error x; 1 }; $r = e 2>&1; $r.Count; e 2>$null', '2', '1'],
]);

table('11 simple functions and $args', [
  ['function f($a, $b = $a + 1) { "$a $b" }; f 1; f 1 5; f -b 2 7', '1 2', '1 5', '7 2'],
  ['function f { "$args|$($args.Count)" }; f 1 -x 2', '1 -x 2|3'],
  ['function f($a) { "$a|$args" }; f -a 1 2 3', '1|2 3'],
  ['function f([switch]$s, $v) { "$s $v" }; f 1 -s; f -s:$false 2', 'True 1', 'False 2'],
  ['function f([int]$n) { $n.GetType().Name; $n }; f "0x10"; f', 'Int32', '16', 'Int32', '0'],
  [
    'function f([int]$n) { $n }; f abc',
    'ERROR: Cannot process argument transformation on parameter \'n\'. Cannot convert value "abc" to type "System.Int32". Error: "The input string \'abc\' was not in a correct format." [ParameterArgumentTransformationError,f]',
  ],
  [
    'function f($a, $b) { "$a-$b" }; $h = @{a = 1; b = 2}; f @h; $l = 3, 4; f @l; f @h -b 9',
    '1-2',
    '3-4',
    '1-9',
  ],
  ['function g { f @args }; function f($x, $y) { "$x,$y" }; g 1 -y 2', '1,2'],
  ['function f($a) { $PSBoundParameters.Keys; $PSBoundParameters.Count }; f 1; f', 'a', '1', '0'],
  ['function f { return 1; 2 }; f; function g { if ($true) { return } "no" }; g', '1'],
  ['function fact($n) { if ($n -le 1) { return 1 }; $n * (fact ($n - 1)) }; fact 10', '3628800'],
  ['function f { $MyInvocation.MyCommand.Name; $MyInvocation.InvocationName }; f', 'f', 'f'],
  ['$b = { param($q) $q * 2 }; & $b 4; $b.Invoke(5); $b.InvokeReturnAsIs(6)', '8', '10', '12'],
  ['function deep($n) { if ($n) { deep ($n - 1) } else { "bottom" } }; deep 100', 'bottom'],
]);

table('11 advanced functions', [
  [
    'function f { param([Parameter(Mandatory)][int]$N, [switch]$S) "$N $S" }; f 5; f -S -N 6',
    '5 False',
    '6 True',
  ],
  [
    'function f { [CmdletBinding()] param($a) $a }; f 1 2; f -q 1',
    "ERROR: A positional parameter cannot be found that accepts argument '2'. [PositionalParameterNotFound,f]",
    "ERROR: A parameter cannot be found that matches parameter name 'q'. [NamedParameterNotFound,f]",
  ],
  [
    'function f { param([Parameter(ValueFromPipeline)]$v) begin { "B" } process { "P$v" } end { "E$v" } }; 1, 2 | f',
    'B',
    'P1',
    'P2',
    'E2',
  ],
  [
    'function f { param([Parameter(ValueFromPipelineByPropertyName)]$Id) process { $Id } }; [pscustomobject]@{Id = 4} | f',
    '4',
  ],
  [
    'function f { param($a, [Parameter(ValueFromRemainingArguments)]$r) "$a|$($r.Count)" }; f 1 2 3',
    '1|2',
  ],
  [
    'function f { [CmdletBinding()] param() $PSCmdlet.ParameterSetName; $ErrorActionPreference }; f -ErrorAction Stop',
    '__AllParameterSets',
    'Stop',
  ],
  [
    'function f { [CmdletBinding()] param() Write-Output 1 2 }; $null = f -OutVariable o; "$o"',
    '1 2',
  ],
]);

table('12 kinds of errors', [
  ['nosuch; "next"', NOT_FOUND('nosuch'), 'next'],
  ['throw "x"; "never"', 'TERMINATED: ERROR: x [x]'],
  ['function f { 1/0; "next in f" }; f; "next"', ZERO, 'next in f', 'next'],
  ['try { 1/0; "never" } catch { "caught" }', 'caught'],
  ['function f { 1/0; "skipped" }; try { f } catch { "caught" }', 'caught'],
  [
    '$ErrorActionPreference = "Stop"; try { Write-Error e } catch { "$_ $($_.Exception.GetType().Name)" }',
    'e WriteErrorException',
  ],
  [
    '$ErrorActionPreference = "SilentlyContinue"; throw "x"; "on"; $Error[0].Exception.Message',
    'on',
    'x',
  ],
  ['$x = 1; try { $x = 2; throw "q" } catch {} finally { "fin $x" }', 'fin 2'],
  ['function f { try { return 1 } finally { "f" } }; f', '1', 'f'],
  ['foreach ($i in 1..2) { try { continue } finally { "f$i" } }', 'f1', 'f2'],
  ['try { try { throw "a" } finally { "inner" } } catch { "outer $_" }', 'inner', 'outer a'],
  ['try { throw "a" } catch { try { throw } catch { "again $_" } }; $Error.Count', 'again a', '1'],
  [
    '$Error.Count; 1/0; $Error.Count; $Error[0].Exception.Message',
    '0',
    ZERO,
    '1',
    'Attempted to divide by zero.',
  ],
]);

table('12 catch by type', [
  ['try { [int]"z" } catch [System.InvalidCastException] { "cast" } catch { "any" }', 'cast'],
  [
    'try { nosuch } catch [System.Management.Automation.CommandNotFoundException] { $_.TargetObject }',
    'nosuch',
  ],
  [
    'try { throw [System.ArgumentNullException]::new("p") } catch [System.ArgumentException] { "arg" }',
    'arg',
  ],
  ['try { throw "t" } catch [System.ArgumentException] { "no" } catch { "yes" }', 'yes'],
  ['try { 1/0 } catch [System.DivideByZeroException] { "zero" }', 'zero'],
]);

table('12 ErrorRecord', [
  [
    'try { throw "boo" } catch { $_.FullyQualifiedErrorId; $_.CategoryInfo.ToString() }',
    'boo',
    'OperationStopped: (boo:String) [], RuntimeException',
  ],
  ['try { throw [pscustomobject]@{a=1} } catch { $_.TargetObject.a }', '1'],
  ['try { throw } catch { $_.Exception.Message }', 'ScriptHalted'],
  [
    'function a { b }\nfunction b { 1/0 }\ntry { a } catch { $_.ScriptStackTrace; $_.InvocationInfo.ScriptLineNumber }',
    'at b, <No file>: line 2\nat a, <No file>: line 1\nat <ScriptBlock>, <No file>: line 3',
    '2',
  ],
  [
    'try { $null.Foo() } catch { $_.FullyQualifiedErrorId }; try { "x".Nope() } catch { $_.FullyQualifiedErrorId }',
    'InvokeMethodOnNull',
    'MethodNotFound',
  ],
  [
    'try { & 5 } catch { "$($_.FullyQualifiedErrorId)" }; try { & $null } catch { $_.FullyQualifiedErrorId }',
    'BadExpression',
    'BadExpression',
  ],
  ['function r { r }; try { r } catch { $_.FullyQualifiedErrorId }', 'CallDepthOverflow'],
  ['function r($n) { if ($n -gt 0) { r ($n - 1) } else { "end" } }; r 1000', 'end'],
  ["[scriptblock]::Create('(' * 500 + '7' + ')' * 500).Invoke()", '7'],
]);

table('2 trap', [
  [
    'function f { trap { "t $_"; continue }; 1/0; "after" }; f',
    't Attempted to divide by zero.',
    'after',
  ],
  [
    'function f { trap { "t"; break }; throw "x"; "after" }; try { f } catch { "c $_" }',
    't',
    'c x',
  ],
  [
    'function f { trap [System.ArgumentException] { "arg"; continue } trap { "any"; continue }; 1/0; "after" }; f',
    'any',
    'after',
  ],
  ['function f { trap { return "r" }; throw "x"; "after" }; f', 'r'],
]);

table('15 classes and enums', [
  [
    'class P { [int]$X = 3; [int] Twice() { 99; return $this.X * 2 } }; $p = [P]::new(); $p.Twice(); $p.X = "7"; $p.X',
    '6',
    '7',
  ],
  [
    'class C { [string]$N; C([string]$n) { $this.N = $n } [string] ToString() { return "C:$($this.N)" } }; "$([C]::new(5))"',
    'C:5',
  ],
  [
    'class A { [string] Hi() { return "A" } }\nclass B : A { [string] Hi() { return "B" + ([A]$this).Hi() } }\n[B]::new().Hi(); [B]::new() -is [A]',
    'BA',
    'True',
  ],
  [
    'class S { static [int]$N = 1; static [int] Next() { [S]::N += 1; return [S]::N } }; [S]::Next(); [S]::Next()',
    '2',
    '3',
  ],
  [
    'class O { [string] F([int]$a) { return "int" } [string] F([string]$a) { return "str" } }; $o = [O]::new(); $o.F(1); $o.F("x")',
    'int',
    'str',
  ],
  [
    'class E : Exception { [int]$Code; E([string]$m, [int]$c) : base($m) { $this.Code = $c } }\ntry { throw [E]::new("bad", 5) } catch [E] { $_.Exception.Code; "$_" }',
    '5',
    'bad',
  ],
  [
    'class M { [void] Go() { 1/0; "never" } }; try { [M]::new().Go() } catch { "$_" }',
    'Attempted to divide by zero.',
  ],
  ['([K]@{v = 4}).v; class K { $v }', '4'],
  [
    'enum Color { Red; Green = 5; Blue }; [Color]::Blue; [int][Color]::Blue; [Color]"green"; [Color]5 -eq "Green"',
    'Blue',
    '6',
    'Green',
    'True',
  ],
  ['[Flags()] enum F { A = 1; B = 2 }; [F]::A -bor [F]::B', 'A, B'],
  ['using namespace System.Collections.Generic\n$l = [List[int]]::new(); $l.Add(1); $l.Count', '1'],
]);

table('2 data sections', [
  ["data d { @{a = 1; b = 'x', 'y'} }; $d.a; $d.b[1]", '1', 'y'],
  ['data { 1 + 2 }', '3'],
]);

table('10.1 -ErrorVariable: once each, also what was caught, not what goes on to another command', [
  [
    'function f { [CmdletBinding()]param([Parameter(ValueFromPipeline)]$i) Write-Error e; $i }; function g { [CmdletBinding()]param() Write-Error b; $null = f 1 | f }; g -ErrorVariable v 2>&1 | Out-Null; "$v"',
    'b e',
  ],
  [
    'function f { [CmdletBinding()]param() Write-Error e; try { throw "x" } catch { } }; f -ErrorVariable v 2>&1 | Out-Null; "$v"',
    'e x',
  ],
]);

table('4 strict mode', [
  [
    'function f($a, $b) { "$a|$b" }; f(1, 2); & { Set-StrictMode 2; try { f(1, 2) } catch { $_.FullyQualifiedErrorId } }',
    '1 2|',
    'StrictModeFunctionCallWithParens',
  ],
]);

table('8 names of types', [
  ['[System.Threading.Thread]::CurrentThread.IsAlive', 'True'],
  ['@([System.Management.Automation.Internal.AutomationNull]::Value).Count', '0'],
  [
    "$t = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators'); $t::Add('mine', [int]); [mine].Name; $t::Get['mine'].Name; $t::Remove('mine'); [mine]",
    'Int32',
    'Int32',
    'True',
    'ERROR: Unable to find type [mine]. [TypeNotFound]',
  ],
  ["try { 1 -is 'nosuch' } catch { $_.FullyQualifiedErrorId }", 'RuntimeException'],
]);

table('exit', [
  ['1; exit 3; 2', '1', 'EXIT 3'],
  ['function f { exit 4 }; try { f } catch { "no" } finally { "fin" }', 'fin', 'EXIT 4'],
]);

test('a session keeps its variables and functions between inputs', t => {
  const {lines, session} = run('$x = 1; function f { "f$x" }');
  runIn(session, '$x++; f', lines);
  t.deepEqual(lines, ['f2']);
});

test('the stop word ends a loop, runs finally, and no catch sees it', t => {
  const lines: string[] = [];
  const {session} = run('');
  const stop = {process: () => void (session.stop[0] = 1)};
  session.topFrame.out = stop;
  runIn(session, 'try { while ($true) { 1 } } catch { "no" } finally { $global:fin = 1 }', lines);
  t.deepEqual(lines, ['FLOW PipelineStopped']);
  t.is(session.getVariable('fin'), 1);
});

test('a text with syntax errors runs nothing', t => {
  t.true(run('1; if (').lines[0]?.startsWith('TERMINATED: '));
  t.is(run('1; if (').lines.length, 1);
});
