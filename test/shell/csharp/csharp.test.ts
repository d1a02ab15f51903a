/** The C# subset of Add-Type: what a text becomes, and what scripts see of its types. */
import test from 'ava';
import {CSharpError} from '../../../shell/csharp/csharp-error.ts';
import {translateUnit} from '../../../shell/csharp/declarations.ts';
import {openConsole} from '../runspace/console.ts';

/** The body of a method `m(int a, string s, object o)` that returns an expression, as PowerShell text. */
function translated(code: string): string {
  const source = `class C { int n; static string Z; int m(int a, string s, object o) { return ${code}; } int f(int x) { return x; } }`;
  const text = translateUnit(source).types[0]?.text ?? '';
  return /return (.*?)\n\}/s.exec(text)?.[1] ?? text;
}

const EXPRESSIONS: readonly (readonly [code: string, text: string])[] = [
  ['a + 1', '($a + 1)'],
  ['n * f(a)', '($this.n * $this.f($a))'],
  ['this.n', '$this.n'],
  ['Z', '[C]::Z'],
  ['s + a', '($s + $a)'],
  ['a + s', '([string]$a + $s)'],
  ['a / 2', '[int][Math]::Truncate([decimal]$a / 2)'],
  ['a / 2.0', '($a / ([double]2.0))'],
  ['o == null ? 1 : 2', '(($null -ceq $o) ? 1 : 2)'],
  ['s == "x" && !(a > 1)', "(($s -ceq 'x') -and (-not (($a -cgt 1))))"],
  ['(int)1.9', '[int][Math]::Truncate(([double]1.9))'],
  ['o as string', '($o -as [string])'],
  ['Math.Max(a, 2)', '[Math]::Max($a, 2)'],
  ['System.Math.PI', '[System.Math]::PI'],
  ['new List<int>()', '[List[int]]::new()'],
  ['new int[3]', '[int[]]::new(3)'],
  ['new int[] { 1, a }', '([int[]]@(1, $a))'],
  ['typeof(int)', '([int])'],
  ['$"{s}: {a:N1}"', "[string]::Format('{0}: {1:N1}', $s, $a)"],
  ['"it\'s\\n"', "'it''s\n'"],
  ['a++', '($a++)'],
  ['0x10 | 1 << 2', '(0x10 -bor (1 -shl 2))'],
];

test('expressions', t => {
  for (const [code, text] of EXPRESSIONS) t.is(translated(code), text, code);
});

const REFUSED: readonly (readonly [source: string, message: string])[] = [
  ['class C<T> { }', 'Generic types are not understood'],
  ['struct S { }', "'struct' is not understood: classes, interfaces and enums are"],
  [
    'class C { [DllImport("x")] static extern int f(); }',
    "The attribute 'DllImport' is not understood",
  ],
  [
    'class C { object o; int f() { return o / 2; } }',
    'The types of a division must be declared in the text',
  ],
  ['class C { int f() { return g(); } }', "'g' is not known"],
  ['class C { void f(ref int x) { } }', "Parameters with 'ref' are not understood"],
  ['class C { void f() { switch (1) { } } }', "The statement 'switch' is not understood"],
  ['class C { void f() { ', "'}' expected"],
];

test('what is beyond the subset is refused', t => {
  for (const [source, message] of REFUSED) {
    const error = t.throws(() => translateUnit(source), {instanceOf: CSharpError}, source);
    t.is(error?.message, message, source);
  }
});

const BASE = `Add-Type 'public class Base { int data = 10; protected int Field; protected int Two { get; set; }
  public int Open { get; protected set; } protected Base() { } public Base(int d) { data = d; } protected int Sum(int i) { return i + data; }
  public virtual string Who() { return "base"; } public int Half => data / 4; }';`;

const SCRIPTS: readonly (readonly [script: string, ...lines: string[]])[] = [
  [`${BASE} [Base]::new(7).Half`, '1'],
  [
    `${BASE} Invoke-Expression 'class D : Base { D() { } [int] Get() { $this.Field = 2; $this.Two = 3; return $this.Sum($this.Field + $this.Two) } [string] Who() { return "d+" + ([Base]$this).Who() } }; $d = [D]::new(); $d.Get(); $d.Who(); "[$($d.Field)]"'`,
    '15',
    'd+base',
    '[]',
  ],
  [
    `${BASE} try { [Base]::new() } catch { $_.FullyQualifiedErrorId }`,
    'MethodCountCouldNotFindBest',
  ],
  [
    `${BASE} $b = [Base]::new(1); try { $b.Sum(1) } catch { $_.FullyQualifiedErrorId }; try { $b.Open = 1 } catch { $_.FullyQualifiedErrorId }`,
    'MethodNotFound',
    'PropertyAssignmentException',
  ],
  [
    "Add-Type 'namespace N { public enum E : byte { A, B = 5, C } }'; [N.E]::C.value__; [N.E]'b'",
    '6',
    'B',
  ],
  [
    "(Add-Type 'public class P1 { public int A; } public class P2 { }' -PassThru).FullName; [P1]@{A = '4'} | % A",
    'P1',
    'P2',
    '4',
  ],
  [
    "Add-Type -Name Tools -Namespace My -MemberDefinition 'public static int Twice(int n) { return n * 2; }'; [My.Tools]::Twice(4)",
    '8',
  ],
  [
    "Add-Type 'public interface IHas { int Size { get; } }'; try { Invoke-Expression 'class X : IHas { }' } catch { $_.Exception.Message -match 'get_Size' }",
    'True',
  ],
  ["$t = 'public class Same { }'; Add-Type $t; Add-Type $t; [Same].Name", 'Same'],
  [
    "Add-Type 'public class L { public static string F(string[] a) { var s = \"\"; foreach (var x in a) { if (x == \"stop\") break; s += x; } for (int i = 0; i < 2; i++) s += i; return s; } }'; [L]::F(@('a', 'b', 'stop', 'c'))",
    'ab01',
  ],
  [
    'Add-Type \'public class T { public static string F() { try { throw new System.InvalidOperationException("no"); } catch (System.Exception e) { return e.Message; } } }\'; [T]::F()',
    'no',
  ],
];

test('types of C# text in scripts', t => {
  for (const [script, ...lines] of SCRIPTS) t.deepEqual(openConsole().lines(script), lines, script);
});
