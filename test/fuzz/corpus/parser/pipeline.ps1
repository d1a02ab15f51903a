Get-VM web* | Where-Object { $_.State -eq 'Off' -and $_.Memory -gt 1gb } |
  # comment
  Start-VM -WhatIf:$false -Name a,b @args 2>&1 > "$env:TEMP/x $($y.z) ${w}.txt"
$x = a && b || c; ./d.sh --% raw "text" %X%
e -5 1.5 x$y"z w"$(v) [int] (1 + 2) | f { g } -h:i
