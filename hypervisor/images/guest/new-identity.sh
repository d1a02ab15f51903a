#!/bin/sh
# Makes a copy of a machine one of its own: new-identity <host name> [MAC address of eth0].
name=$1 mac=$2
echo "$name" >/etc/hostname
hostname "$name"
tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
# Both copies have the same random pool: time, name and address part them.
echo "$name $mac $(cat /proc/uptime /proc/stat)" >/dev/urandom
if [ -d /sys/class/net/eth0 ]; then
  if [ -n "$mac" ]; then
    ip link set eth0 down
    ip link set eth0 address "$mac"
  fi
  /etc/network.sh eth0
fi
