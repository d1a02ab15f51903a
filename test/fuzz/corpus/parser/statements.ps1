#requires -Version 7
using namespace System.IO
[CmdletBinding()]param([Parameter(Mandatory)][int]$a = 5, $b)
begin { $h = @{a = 1; 'b c' = @(1, 2); $d = if ($x) { 3 } else { ,4 }} }
process {
  :outer while ($true) { foreach ($i in 1..3) { if (-not $i) { continue outer } elseif ($j) { break } } }
  switch -regex -casesensitive ($v) { '^a' { 1 } default { $a[0].b(1, 2)::c } }
  try { throw 'x' } catch [IO.IOException], [X] { } catch { } finally { }
  for ($i = 0; $i -lt 5; $i++) { do { $i } until ($k) }
  trap [X] { continue }
  data d -SupportedCommand q { @{e = 1} }
}
end { return $x ? 1 : ($y ?? 2) }
