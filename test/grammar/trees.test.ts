/** Input and tree, for every rule of the grammar. The form of the trees is that of show.ts. */
import test from 'ava';
import {parseScript} from '../../grammar/parse.ts';
import {show} from './show.ts';

type Row = readonly [input: string, tree: string];

const expressions: readonly Row[] = [
  ['1 + 2 * 3', '(+ 1 (* 2 3))'],
  ['1,2 + 3', '(+ (, 1 2) 3)'],
  ['-not $a -eq $b', '(ieq (not $a) $b)'],
  ['"{0}{1}" -f 1,2', '(f "{0}{1}" (, 1 2))'],
  [`[int]'1' + '2'`, '(+ (cast [int] "1") "2")'],
  ['-join 1,2', '(, (join 1) 2)'],
  [`-split 'a b','c'`, '(, (isplit "a b") "c")'],
  ['1..3 + 4', '(+ (.. 1 3) 4)'],
  ['$true -or $x -and $false', '(and (or $true $x) $false)'],
  ['1 -eq $null ?? 1', '(ieq 1 (?? $null 1))'],
  ['2 + $null ?? 3', '(?? (+ 2 $null) 3)'],
  ['$a -shl 1 + 1', '(shl $a (+ 1 1))'],
  ['3-2', '(- 3 2)'],
  ['3*-2', '(* 3 -2)'],
  ['-5; - 5; +3', '-5 (- 5) 3'],
  [',1,2', '(, (, 1) 2)'],
  [',(1,2)', '(, (paren (, 1 2)))'],
  [`$a -ILIKE 'x' -cnotmatch 'y'`, '(cnotmatch (ilike $a "x") "y")'],
  ['$a ? 1 : $b ? 2 : 3', '(?: $a 1 (?: $b 2 3))'],
  [
    `$a ?
  1 :
  2`,
    '(?: $a 1 2)',
  ],
  ['${x}?.y?.z; ${x}?[0]; $x?.y', '(?. (?. $x y) z) (?[] $x 0) (. $x? y)'],
  ['$a.b.c(1,2)[0]++', '(post++ ([] (.() (. $a b) c 1 2) 0))'],
  ['--$i; $i--; $i ++', '(-- $i) (post-- $i) (post++ $i)'],
  [
    `[int]::MaxValue; [string]::Join(',', 1, 2)`,
    '(:: [int] MaxValue) (::() [string] Join "," 1 2)',
  ],
  [
    '[Linq.Enumerable]::Select[int,string]($a, $b)',
    '(::() [Linq.Enumerable] Select[int][string] $a $b)',
  ],
  [
    '$a."b c"; $a.$b; $a.(1+1); $a.Where{$_}',
    '(. $a "b c") (. $a $b) (. $a (paren (+ 1 1))) (.() $a Where {$_})',
  ],
  [
    '[int[]]$x; [int[,]]1; [Dictionary[string,List[int]]]::new()',
    '(cast [int[]] $x) (cast [int[,]] 1) (::() [Dictionary[string,List[int]]] new)',
  ],
  [
    '[System.Collections.Generic.List[string], System.Private.CoreLib].FullName',
    '(. [System.Collections.Generic.List[string]] FullName)',
  ],
  ['[ValidateRange(1,5)][int]$x = 3', '(= (attributed [ValidateRange(1 5)] (cast [int] $x)) 3)'],
  [
    `[int]
$x`,
    '[int] $x',
  ],
  [
    `@{a = 1; 'b c' = 2
$k = if ($x) {1}
3 = ,4}`,
    '@{a=1; "b c"=2; $k=(if $x {1}); 3=(, 4)}',
  ],
  [
    `@(1
2); $(1;2); @()`,
    '@(1 2) $(1 2) @()',
  ],
  ['{ param($a) $a }', '{(param (p $a)) $a}'],
  ['$using:x.y[0]', '(using ([] (. $x y) 0))'],
  ['!$a -and !(Test-It)', '(and (not $a) (not (paren (Test-It))))'],
  ['$x -is [int] -and $y -isnot [string]', '(and (is $x [int]) (isnot $y [string]))'],
  [
    `$a
.Length`,
    '$a (.Length)',
  ],
  [
    `$a.
Length`,
    '(. $a Length)',
  ],
  [
    '1kb; 0x10; 1.5mb; 10d; 5l; 0xFFFFFFFF; 0b101; 3uy; 1e3; .5; 1.',
    '1024 16 Double:1572864 Decimal:10 Int64:5 -1 5 Byte:3 Double:1000 Double:0.5 Double:1',
  ],
  [
    '9999999999; 99999999999999999999; 2.5l; 3.72y; -0e0; 0b11111111; 0xFFs; 5n; 7u; 1ulkb',
    'Int64:9999999999 Decimal:99999999999999999999 Int64:2 SByte:4 Double:-0 -1 Int16:255 BigInteger:5 UInt32:7 UInt64:1024',
  ],
];

const commands: readonly Row[] = [
  ['Get-VM -Name web01 -Force', '(Get-VM -Name web01 -Force)'],
  ['Get-VM -Name:web01 -x: 5 -Switch:$false', '(Get-VM -Name:web01 -x:5 -Switch:$false)'],
  [`echo a b,c , d "e"f g"h i" 'j'`, '(echo a (, b c d) "e" f gh i "j")'],
  [
    'echo $a.b $a[0] $a.M(1) $HOME/x $a$b ${a}b $a=b',
    '(echo (. $a b) ([] $a 0) (.() $a M 1) (word $HOME /x) (word $a $b) (word $a b) $a =b)',
  ],
  [
    'echo a$b-"c d" x$(1)y $(1)z "s".Length',
    '(echo (word a $b -c d) (word x $(1) y) $(1) z (. "s" Length))',
  ],
  [
    'echo -5 -x.y -a=b -"q" -f[0] --word -- -z --',
    '(echo -5 -x .y -a=b -q -f [0] --word -- -z --)',
  ],
  ['git log --% --pretty "%h" %PATH% | cat', '(| (git log --% --pretty "%h" %PATH% ) (cat))'],
  ['echo a#b # comment', '(echo a#b)'],
  ['echo !1 1.5 0x10 01 7z 1,2 5-3', '(echo !1 Double:1.5 16 1 7z (, 1 2) 5-3)'],
  [
    `& "my cmd" a; . ./x.ps1; .\\y.ps1; & $b 1; & {1} 2; .{3}; &'x'`,
    `(& "my cmd" a) (. ./x.ps1) (.\\y.ps1) (& $b 1) (& {1} 2) (. {3}) (& "x")`,
  ],
  ['Get-X @args @p x@y a@b.c', '(Get-X @args @p x@y a@b.c)'],
  [
    'foo > out.txt 2>&1; foo >> $log 3>$null *>&1; 1 > x',
    '(foo success>out.txt error>&success) (foo success>>$log warning>$null all>&success) (expr 1 success>x)',
  ],
  ['a | b -x | c { $_ } | foreach { $_ }', '(| (a) (b -x) (c {$_}) (foreach {$_}))'],
  [
    `'Hello'
    # comment
    | b`,
    '(| "Hello" (b))',
  ],
  [
    `a |
  # c
  b`,
    '(| (a) (b))',
  ],
  ['a && b || c; a && b &', '(|| (&& (a) (b)) (c)) (&& (a) (b) &)'],
  [
    '$x = a | b; $x = $y = 1; $a,$b = 1,2; $x += 1; $x ??= 2; $h.a[0] -= 1',
    '(= $x (| (a) (b))) (= $x (= $y 1)) (= (, $a $b) (, 1 2)) (+= $x 1) (??= $x 2) (-= ([] (. $h a) 0) 1)',
  ],
  [
    '$x = foreach ($i in 1..3) { $i }; $y = if (1) {2} else {3}',
    '(= $x (foreach $i (.. 1 3) {$i})) (= $y (if 1 {2} else {3}))',
  ],
  ['start a &', '(| (start a) &)'],
  [
    `ls \`
  -la`,
    '(ls -la)',
  ],
  [
    'echo `$x a`nb `-x',
    `(echo $x a
b -x)`,
  ],
  ['if-foo; foreach-x; returnx; if.exe', '(if-foo) (foreach-x) (returnx) (if.exe)'],
  ['16p 1; 1_6; 5x.exe', '(16p 1) (1_6) (5x.exe)'],
  ['% { $_ }; ? { $_ }; * x', '(% {$_}) (? {$_}) (* x)'],
  ['echo @{a=1} @(1) {2} (3) [int] [int]5', '(echo @{a=1} @(1) {2} (paren 3) [int] [int]5)'],
  [
    `cmd /c dir; c:\\x\\y.exe -z; ~/bin/x; \\\\srv\\x`,
    `(cmd /c dir) (c:\\x\\y.exe -z) (~/bin/x) (\\\\srv\\x)`,
  ],
  ['echo “a” ‘b’ –x', '(echo "a" "b" -x)'],
  ['"a$b.c$($d.e)f${g}h$i:j$k::l$"', '(str "a" $b ".c" $((. $d e)) "f" $g "h" $i:j $k "::l$")'],
  [`"\`t\`"""'x\`u{48}\`u{1F600}\`$x"`, `"\\t\\"\\"'xH😀$x"`],
  [
    `@"
a $b
"c" \`$d
"@`,
    `(str "a " $b "\\n\\"c\\" $d")`,
  ],
  [
    `@'
a $b
 '@
'@`,
    `"a $b\\n '@"`,
  ],
  [`'it''s'; "say ""x"""`, `"it's" "say \\"x\\""`],
  [
    '"$(foo "a b" | bar)" + "$_" + "$?" + "$env:PATH"',
    '(+ (+ (+ (str $((| (foo "a b") (bar)))) (str $_)) (str $?)) (str $env:PATH))',
  ],
  [
    '$$; $?; $^; $_; ${a b}; ${env:X Y}; $global:x; $env:HOME',
    '$$ $? $^ $_ $a b $env:X Y $global:x $env:HOME',
  ],
];

const statements: readonly Row[] = [
  ['if ($a) { 1 } elseif ($b) { 2 } else { 3 }', '(if $a {1} $b {2} else {3})'],
  [
    `if ($x = a)
{ 1 }
else
{ 2 }`,
    '(if (= $x (a)) {1} else {2})',
  ],
  [
    'while ($a) { b }; do { c } while ($d); do { c } until ($d)',
    '(while $a {(b)}) (do-while {(c)} $d) (do-until {(c)} $d)',
  ],
  [
    `for ($i = 0; $i -lt 5; $i++) { $i }; for (;;) { break }; for ($i=0
$i -lt 2
$i++) {}`,
    '(for (= $i 0) (ilt $i 5) (post++ $i) {$i}) (for - - - {(break)}) (for (= $i 0) (ilt $i 2) (post++ $i) {})',
  ],
  [
    'foreach ($x in a | b) { $x }; :l foreach ($y in $z) { continue l; break }',
    '(foreach $x (| (a) (b)) {$x}) (foreach :l $y $z {(continue l) (break)})',
  ],
  [
    `switch ($x) { 1 { 'a' } 'b' { 2 } { $_ -gt 3 } { 3 } default { 4 } }`,
    '(switch $x 1 {"a"} "b" {2} {(igt $_ 3)} {3} default {4})',
  ],
  [
    `switch -Regex -CaseSensitive ($x) { '^a' { 1; break } (f) { 2 } }; :s switch -wild -file $f { a* { 1 } }`,
    '(switch regex casesensitive $x "^a" {1 (break)} (paren (f)) {2}) (switch :s wildcard file $f a* {1})',
  ],
  [
    'try { a } catch [IO.IOException],[X] { b } catch { c } finally { d }',
    '(try {(a)} (catch [IO.IOException] [X] {(b)}) (catch {(c)}) finally {(d)})',
  ],
  [
    `trap [X] { 'x'; continue }; trap { break }; a`,
    '(trap [X] {"x" (continue)}) (trap {(break)}) (a)',
  ],
  [
    'return; return 1; return a | b; throw; throw "x"; exit 5',
    '(return) (return 1) (return (| (a) (b))) (throw) (throw "x") (exit 5)',
  ],
  ['break; break lab; continue $x', '(break) (break lab) (continue $x)'],
  [
    'function f { a }; function g($x, [int]$y = 5) { $x }; filter h { $_ }; function script:k-l {}',
    '(function f {(a)}) (function g ((p $x) (p [int] $y = 5)) {$x}) (filter h {process{$_}}) (function script:k-l {})',
  ],
  [
    'function f { param([Parameter(Mandatory, Position=0)][string[]]$a, $b = (1,2)) begin { 1 } process { 2 } end { 3 } clean { 4 } }',
    '(function f {(param (p [Parameter(Mandatory Position=0)] [string[]] $a) (p $b = (paren (, 1 2)))) begin{1} process{2} end{3} clean{4}})',
  ],
  [
    `[CmdletBinding()] param($a)
begin { 1 } end { 2 }`,
    '(param [CmdletBinding()] (p $a)) begin{1} end{2}',
  ],
  ['dynamicparam { 1 } end { 2 }', 'dynamicparam{1} end{2}'],
  ['data d -SupportedCommand a, b { @{x = 1} }', '(data d a b {@{x=1}})'],
  [
    `using namespace System.IO
using module @{ModuleName='x'; ModuleVersion='1'}
using assembly ./x.dll
[File]::Exists('a')`,
    '(using namespace System.IO) (using module @{ModuleName="x"; ModuleVersion="1"}) (using assembly ./x.dll) (::() [File] Exists "a")',
  ],
  [
    `class A : B, IC { [int]$x = 5; static [string]$s; hidden $h
 A([int]$x) : base($x) { $this.x = $x }
 [int] M([string]$a, $b) { return 1 }
 static [void] S() { } }`,
    '(class A [B] [IC] (property [int] x = 5) (property static [string] s) (property hidden h) (constructor A (p [int] $x) base($x) {(= (. $this x) $x)}) (method [int] M (p [string] $a) (p $b) {(return 1)}) (method static [void] S {}))',
  ],
  [
    `[Flags()] enum E : byte { A; B = 5
C }`,
    '(enum E [Flags()] [byte] (property static A) (property static B = 5) (property static C))',
  ],
  [
    `class C { if() {} [Alias('q')]$p; hidden static [int] process() { return 1 } }`,
    '(class C (method if {}) (property [Alias("q")] p) (method static hidden [int] process {(return 1)}))',
  ],
  [';;; a ;; b ;', '(a) (b)'],
  [
    `<# c #> a <# d #> b # e
# f`,
    '(a b)',
  ],
  [':lab while (1) { }', '(while :lab 1 {})'],
  ['$a = { begin { 1 } }', '(= $a {begin{1}})'],
  ['begin { 1 }; end { 2 };', 'begin{1} end{2}'],
  ['param($a, $b)', '(param (p $a) (p $b))'],
  [
    `@{
  a = 1 # x
  # y
  b = { 2 }
}`,
    '@{a=1; b={2}}',
  ],
  [
    `$x = if (1) { 2 }
$y`,
    '(= $x (if 1 {2})) $y',
  ],
  [
    `#requires -Version 7
a`,
    '(a)',
  ],
  [
    `"a"
"b";'c'`,
    '"a" "b" "c"',
  ],
];

const more: readonly Row[] = [
  ['a;b|c', '(a) (| (b) (c))'],
  ['"x" > f', '(expr "x" success>f)'],
  ['"$($a)$(b; c)"', '(str $($a) $((b) (c)))'],
  ['$a.b = 1; $a[0], $b.c = 1, 2', '(= (. $a b) 1) (= (, ([] $a 0) (. $b c)) (, 1 2))'],
  [`$h.$k.('x').y::z`, '(:: (. (. (. $h $k) (paren "x")) y) z)'],
  ['[A]::B.C; [A]@{x=1}; [A][B]1', '(. (:: [A] B) C) (cast [A] @{x=1}) (cast [A] (cast [B] 1))'],
  ['-not -bnot !$x', '(not (bnot (not $x)))'],
  [`"a" -replace 'b','c' -split ','`, '(isplit (ireplace "a" (, "b" "c")) ",")'],
  ['1..$x.Count', '(.. 1 (. $x Count))'],
  [`$x.ForEach({ $_ }).Where({ $_ }, 'First')`, '(.() (.() $x ForEach {$_}) Where {$_} "First")'],
  ['&$x.y 1; & (a) -b', '(& (. $x y) 1) (& (paren (a)) -b)'],
  ['throw [X]::new("a")', '(throw (::() [X] new "a"))'],
  ['if (-not $x) { return } # c', '(if (not $x) {(return)})'],
  [
    `function a:b($x,
  $y) { }`,
    '(function a:b ((p $x) (p $y)) {})',
  ],
  [
    'echo ${x}.y "$x".Length @(1)[0] {a}.b',
    '(echo (. $x y) (. (str $x) Length) ([] @(1) 0) (. {(a)} b))',
  ],
  [
    `$x = @'
a
'@ + 'b'`,
    '(= $x (+ "a" "b"))',
  ],
  [
    'a -x $y.z -w:$(1) -v "$q r" | b { c } -d',
    '(| (a -x (. $y z) -w:$(1) -v (str $q " r")) (b {(c)} -d))',
  ],
  ['echo a; <# x #> echo b', '(echo a) (echo b)'],
  ['f $x?.y ${x}?.y', '(f (. $x? y) (word $x ?.y))'],
  ['"$(f ""a b"")"', '(str $((f "a b")))'],
  ['"a $(f `"x $y`" -z) b"', '(str "a " $((f (str "x " $y) -z)) " b")'],
  ['[D]::count++; [D]::a[0]--', '(post++ (:: [D] count)) (post-- ([] (:: [D] a) 0))'],
  ['echo a$(f ""q"")b', '(echo (word a $((f "q")) b))'],
];

for (const [name, rows] of Object.entries({expressions, commands, statements, more})) {
  test(`${name} parse to their trees`, t => {
    for (const [input, tree] of rows) {
      const {ast, errors} = parseScript(input);
      t.deepEqual(errors, [], input);
      t.is(ast && show(ast), tree, input);
    }
  });
}
