$s = @"
a $(b "c" 'd') ${e f} `$g "h"
"@ + 'it''s' + "say ""x"" `u{1F600}`n$a.b $c[0] $d:e $f::g $" -f 1, 2
@'
x $y
'@
"$(if ($a) { "b $($c)" })" -replace '\d', { $_ } -split ','
