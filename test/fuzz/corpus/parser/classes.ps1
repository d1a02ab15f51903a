class A : B, IC {
  [ValidateSet('a')][string]$x = 'a'; static [int[]]$s; hidden $h
  A([int]$x) : base($x) { $this.x = $x }
  [int] M([string]$a, $b) { if ($a) { return 1 } else { throw } }
  static [void] S() { [A]::s = 1 }
}
[Flags()] enum E : byte { A; B = 5
C }
[Dictionary[string, List[int]]]::new().M[int]($x)?.y; ${x}?[0]
