#!/bin/sh
# poweroff, reboot and halt, by the name it is called by. The kernel runs /sbin/poweroff when the host asks
# for a shutdown.
action=${0##*/}
[ $# -gt 0 ] && exec /bin/busybox "$action" "$@"
trap '' TERM HUP INT
kill -TSTP 1 # init starts nothing again
. /etc/down.sh
exec /bin/busybox "$action" -f
