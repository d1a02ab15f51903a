#!/bin/sh
# What must be done before the login prompt. Runs once, from /etc/inittab.
export PATH=/sbin:/bin
mountpoint() { grep -q " $1 " /proc/mounts; }
mountpoint /proc || mount -t proc proc /proc
mountpoint /sys || mount -t sysfs sysfs /sys
mountpoint /dev || mount -t devtmpfs dev /dev
mkdir -p /dev/pts /dev/shm
mount -t devpts -o gid=5,mode=620 devpts /dev/pts
mount -t tmpfs -o mode=1777 tmpfs /dev/shm
mount -t tmpfs -o mode=755 tmpfs /run
mount -t tmpfs -o mode=1777 tmpfs /tmp

name=$(sed -n 's/.*hvsh\.hostname=\([^ ]*\).*/\1/p' /proc/cmdline)
set-name "${name:-$(cat /etc/hostname)}"
