#!/bin/sh
# Makes a copy of a machine one of its own: new-identity <host name> [MAC address of eth0] [machine id].
# An id of the host's is better than one made here: copies have the same random numbers until something parts them.
name=$1 mac=$2 id=$3
set-name "$name"
echo "$name $mac $id $(cat /proc/uptime /proc/stat)" >/dev/urandom
[ -n "$id" ] || id=$(tr -d - </proc/sys/kernel/random/uuid)
echo "$id" >/etc/machine-id
if [ -d /sys/class/net/eth0 ]; then
  if [ -n "$mac" ]; then
    ip link set eth0 down
    ip link set eth0 address "$mac"
  fi
  /etc/network.sh eth0
fi
