/** Types in scripts by example: arrays of several dimensions, generic methods, classes and what they owe. */
import test from 'ava';
import {run} from './tiny-session.ts';

type Row = readonly [script: string, ...output: string[]];

function table(title: string, rows: readonly Row[]): void {
  test(title, t => {
    for (const [script, ...output] of rows) t.deepEqual(run(script).lines, output, script);
  });
}

table('arrays of several dimensions', [
  ['$a = [int[,]]::new(2, 3); $a[1, 2] = "5"; $a[1, 2]; $a[-1, -1]; "$a"', '5', '5', '0 0 0 0 0 5'],
  [
    '$a = [int[,]]::new(2, 3); $a.Rank, $a.Length, $a.GetLength(1), $a.GetUpperBound(0)',
    '2',
    '6',
    '3',
    '1',
  ],
  [
    '[string[,]]::new(1, 1).GetType().FullName; [int[,]]::new(1, 1) -is [array]',
    'System.String[,]',
    'True',
  ],
  ['$i = 1, 0; $a = [int[,]]::new(2, 2); $a[1, 0] = 9; $a[$i]', '9'],
  [
    'try { [int[,]]::new(2, 2)[1] } catch { $_.FullyQualifiedErrorId; "$_" }',
    'NeedMultidimensionalIndex',
    'You cannot index into a 2 dimensional array with index [1].',
  ],
  [
    'try { $a = [int[,]]::new(2, 2); $a[2, 0] = 1 } catch { $_.FullyQualifiedErrorId }',
    'System.IndexOutOfRangeException',
  ],
  ['[array]::CreateInstance([int], 2, 2).Rank; [int[]]::new(3).Count', '2', '3'],
]);

table('generic methods', [
  ['[array]::Empty[string]().GetType().FullName', 'System.String[]'],
  ['class K {}; [array]::Empty[K]().GetType().Name', 'K[]'],
  [
    'try { [array]::Empty[int, int]() } catch { $_.FullyQualifiedErrorId }',
    'MethodCountCouldNotFindBestGeneric',
  ],
  ['try { [array]::Empty[nosuch]() } catch { $_.FullyQualifiedErrorId }', 'TypeNotFound'],
  [
    '[Linq.Enumerable]::Select[int, int]([int[]](1..3), [func[int, int]]{ $args[0] * 2 }) -join ","',
    '2,4,6',
  ],
  ['[Linq.Enumerable]::Where([int[]](1..6), [Func[int, bool]]{ $args[0] % 2 }) -join ","', '1,3,5'],
  [
    '[Linq.Enumerable]::Sum([int[]](1..4)); [Linq.Enumerable]::ToList([int[]](1, 2)).Count',
    '10',
    '2',
  ],
  [
    '$d = [Collections.Concurrent.ConcurrentDictionary[string, int]]::new(); $d.AddOrUpdate[int]("a", { $args[1] }, { $args[1] + $args[2] }, 5); $d.AddOrUpdate[int]("a", { 0 }, { $args[1] + $args[2] }, 2)',
    '5',
    '7',
  ],
]);

table('enumerators', [
  ['$e = (1, 2).GetEnumerator(); while ($e.MoveNext()) { $e.Current }', '1', '2'],
  ['$e = (1..4).GetEnumerator(); $null = $e.MoveNext(); & { } $e; $e.Current', '1'],
  ['$e = "ab".GetEnumerator(); $null = $e.MoveNext(); $e.Current.GetType().Name', 'Char'],
]);

table('classes are found where types are', [
  [
    'class C { $x = 5 }; ("C" -as [type]).Name; [Collections.Generic.List[C]]::new().GetType().FullName',
    'C',
    'System.Collections.Generic.List`1[C]',
  ],
  ['1..2 | ForEach-Object { class D { static $n = 3 }; [D]::n }', '3', '3'],
  ['function f { class E { $x = 1 }; [E]::new().x }; f; f', '1', '1'],
]);

/** A class text and the id of the error that it is. */
const REFUSED: readonly (readonly [script: string, id: string])[] = [
  ['class A { [zz]$x }', 'TypeNotFound'],
  ['class A { [zz]f() { return 0 } }', 'TypeNotFound'],
  ['class A { f([zz]$x) { } }', 'TypeNotFound'],
  ['class A { f() { [zz]::g() } }', 'TypeNotFound'],
  ['class A : NoSuch { }', 'TypeNotFound'],
  ['class A { }; class B : A[] { }', 'SubtypeArray'],
  ['class A : System.Collections.Generic.List`1 { }', 'SubtypeUnclosedGeneric'],
  ['class A { }; class B { }; class C : A, B { }', 'InterfaceNameExpected'],
  ['class A : string { }', 'SealedBaseClass'],
  ['class A : B { }; class B { }', 'TypeNotFound'],
  ['class A : IComparable { }', 'TypeCreationError'],
  ['class A : IComparable { [void] CompareTo([object]$o) { } }', 'TypeCreationError'],
  ['class A : IDisposable { }', 'TypeCreationError'],
  ['class A : System.Management.Automation.Host.PSHost { }', 'TypeCreationError'],
  ['class A { A([int]$a) { } }; class B : A { }', 'BaseClassNoDefaultCtor'],
  ['[NoSuch()]class A { }', 'CustomAttributeTypeNotFound'],
  ['class A { [Parameter(Nope = 1)]$x }', 'PropertyNotFoundForAttribute'],
  [
    '[System.Management.Automation.Cmdlet("a", "b", Nope = 1)]class A { }',
    'PropertyNotFoundForAttribute',
  ],
  [
    '[System.Management.Automation.Cmdlet("a", "b", NounName = "c")]class A { }',
    'ReadOnlyProperty',
  ],
  ['[System.Management.Automation.Cmdlet("a")]class A { }', 'MethodCountCouldNotFindBest'],
  [
    '[DscResource()]class C { [bool] Test() { return $true } [C] Get() { return $this } Set() { } }',
    'DscResourceMissingKeyProperty',
  ],
];

test('classes that are refused before anything runs', t => {
  for (const [script, id] of REFUSED) {
    const text = `try { & ([scriptblock]::Create(@'\n"ran"; ${script}\n'@)) } catch { $e = $_; while ($e.Exception.InnerException.ErrorRecord) { $e = $e.Exception.InnerException.ErrorRecord }; $e.FullyQualifiedErrorId }`;
    t.deepEqual(run(text).lines, [id], script);
  }
});

table('classes of interfaces and .NET types', [
  [
    'class A : IComparable { [int] CompareTo([object]$o) { return 0 } }; [A].GetInterface("System.IComparable").Name',
    'IComparable',
  ],
  ['class A : System.Collections.CollectionBase { }; [A]::new().Count', '0'],
  [
    'class A : System.IO.FileSystemInfo { [string]$Name = "n"; [bool]$Exists; [void] Delete() { } }; [A]::new().Name',
    'n',
  ],
  ['([object]"abc").ToString(); ([object]5).ToString()', 'System.String', 'System.Int32'],
]);

table('what a class says of itself', [
  [
    'class A { [ValidateSet("a", "b")][string]$p }; [A].GetProperty("p").GetCustomAttributes($false)[0].ValidValues',
    'a',
    'b',
  ],
  [
    'class A { [Obsolete("x")] f() { } }; [A].GetMethod("f").GetCustomAttributes($true)[0].GetType().FullName',
    'System.ObsoleteAttribute',
  ],
  [
    '[System.Management.Automation.Cmdlet("Get", "Thing")]class A { }; [A].GetCustomAttributes($false)[0].NounName',
    'Thing',
  ],
  [
    'class A { [int]$n }; [A].GetProperty("n").PropertyType.Name; [A].GetMember("get_n")[0].ReturnType.Name',
    'Int32',
    'Int32',
  ],
]);

table('errors in initial values', [
  [
    'class A { [int]$a = "zz" }; try { [A]::new() } catch { $_.FullyQualifiedErrorId; $_.InvocationInfo.OffsetInLine }',
    'InvalidCastFromStringToInteger',
    '11',
  ],
  [
    'class A { static [int]$a = "zz" }; 1..2 | ForEach-Object { try { [A]::a } catch { $_.Exception.GetType().Name; $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId } }',
    'TypeInitializationException',
    'InvalidCastFromStringToInteger',
    'TypeInitializationException',
    'InvalidCastFromStringToInteger',
  ],
  [
    'class A { $a; A([int]$a) { } }; class B : A { B() : base(1, 2) { } }; try { [B]::new() } catch { $_.FullyQualifiedErrorId }',
    'MethodCountCouldNotFindBest',
  ],
]);

table('setting what is not there', [
  [
    'class A { }; try { [A]::new().b = 1 } catch { $_.FullyQualifiedErrorId }',
    'PropertyAssignmentException',
  ],
  [
    '$o = [pscustomobject]@{a = 1}; try { $o.b = 1 } catch { $_.FullyQualifiedErrorId }',
    'ExceptionWhenSetting',
  ],
  ['$n = $null; try { $n.b = 1 } catch { $_.FullyQualifiedErrorId }', 'PropertyNotFound'],
]);

table('hosted shells', [
  [
    "$s = [initialsessionstate]::CreateDefault(); $h = @{}; $s.Variables.Add([Management.Automation.Runspaces.SessionStateVariableEntry]::new('h', $h, $null)); $s.Commands.Add([Management.Automation.Runspaces.SessionStateFunctionEntry]::new('Get-It', '$h')); $null = [powershell]::Create($s).AddScript('(Get-It).x = 5').Invoke(); $h.x",
    '5',
  ],
  [
    'try { [powershell]::Create().AddScript("1 |").Invoke() } catch { $_.FullyQualifiedErrorId; $_.Exception.InnerException.ErrorRecord.FullyQualifiedErrorId }',
    'ParseException',
    'EmptyPipeElement',
  ],
]);

table('-replace with delegates and methods', [
  [
    '"ID ABC" -replace "A.+", ([Text.RegularExpressions.MatchEvaluator]{ "X" * $args[0].Length })',
    'ID XXX',
  ],
  [
    'class R { static [string] Twice([Text.RegularExpressions.Match]$m) { return $m.Value * 2 } }; "ab" -replace "b", [R]::Twice',
    'abb',
  ],
]);
