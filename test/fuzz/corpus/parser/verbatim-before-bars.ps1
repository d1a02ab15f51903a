$x = a && b || c; ./d.sh --% raw $x = a && b || c
./d.sh --% raw "text" %X% | e -5
