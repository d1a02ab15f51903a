Start;-VM -Name a,b @args 2">&1 > "$env:T
./d.sh --`% raw
