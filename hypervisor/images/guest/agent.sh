#!/bin/sh
# Runs scripts for the host and carries files, over the second serial port: lines `hv1 <id> <verb> ...`.
# The protocol is told in hypervisor/images/README.md.
export PATH=/sbin:/bin HOME=/root USER=root TERM=dumb
dir=/run/agent
rm -rf $dir
mkdir -p $dir
cd /root || cd /
exec </dev/ttyS1 >/dev/ttyS1 2>/dev/null
stty raw -echo crtscts

# One line is one write, so lines of several requests never mix.
send() { # id, kind, file
  base64 -w 2800 "$3" | awk -v head="hv1 $1 $2 " '{print head $0; fflush()}'
}
finish() { # id, exit code
  rm -f $dir/"$1".*
  echo "hv1 $1 end $2"
}
refuse() { # id, text
  echo "hv1 $1 err $(echo "$2" | base64 -w 0)"
  finish "$1" 64
}
put() { # id, bytes
  timeout 10 dd bs="$2" count=1 iflag=fullblock of=$dir/piece
  cat $dir/piece >>$dir/"$1".in
  echo x >>$dir/"$1".pieces
  echo "hv1 $1 got $(wc -l <$dir/"$1".pieces)"
}
run() { # id, seconds
  : >>$dir/"$1".in
  setsid sh $dir/"$1".in </dev/null >$dir/"$1".out 2>$dir/"$1".err &
  pid=$!
  echo $pid >$dir/"$1".pid
  if [ -n "$2" ]; then
    (
      trap 'kill $!; exit' TERM
      sleep "$2" &
      wait $!
      : >$dir/"$1".late
      kill -TERM -$pid
      sleep 2
      kill -KILL -$pid
    ) &
    watch=$!
  fi
  wait $pid
  code=$?
  [ -n "$2" ] && kill -TERM $watch
  [ -e $dir/"$1".late ] && code=124
  send "$1" out $dir/"$1".out
  send "$1" err $dir/"$1".err
  finish "$1" $code
}
write() { # id, mode, path in base64
  path=$(echo "$3" | base64 -d)
  : >>$dir/"$1".in
  {
    mkdir -p "$(dirname "$path")" && cp $dir/"$1".in "$path" && chmod "$2" "$path"
  } 2>$dir/"$1".err
  code=$?
  send "$1" err $dir/"$1".err
  finish "$1" $code
}
read_file() { # id, path in base64
  path=$(echo "$2" | base64 -d)
  if cat "$path" >$dir/"$1".out 2>$dir/"$1".err; then code=0; else code=1; fi
  send "$1" out $dir/"$1".out
  send "$1" err $dir/"$1".err
  finish "$1" $code
}

echo "hv1 0 ready 1"
while read -r mark id verb one two _; do
  [ "$mark" = hv1 ] || continue
  case $id in '' | *[!A-Za-z0-9]*) continue ;; esac
  case $verb in
    hello) echo "hv1 $id ready 1" ;;
    put) put "$id" "$one" ;;
    run) run "$id" "$one" & ;;
    write) write "$id" "$one" "$two" & ;;
    read) read_file "$id" "$one" & ;;
    stop) [ -f $dir/"$id".pid ] && kill -TERM -"$(cat $dir/"$id".pid)" ;;
    *) refuse "$id" "There is no verb $verb." ;;
  esac
done
