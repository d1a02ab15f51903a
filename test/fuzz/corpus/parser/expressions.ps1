-not $a -eq $b -or 1,2 + 3 * -4 .. 5; $x++; --$y; -split 'a b'; [int[,]]$z = 0xFFl, 0b1, 1.5kb, 10d
$a, ($b, $c.d[0]) = $e, $f; $g ??= 1; [ref]$h; !$i -band (-bnot $j) -shl 2; $k -is [int]; {param($l) $l}.Invoke(1)
filter f { $_ }; function script:g-h($x, [int]$y = 5) { } ; & $m.n 1; . { o }
