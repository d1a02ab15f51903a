#!/bin/sh
# What the machine needs and its login prompt does not: drivers, network, the host's daemons.
export PATH=/sbin:/bin
renice -n 5 $$ # the prompt comes first
[ -s /etc/machine-id ] || tr -d - </proc/sys/kernel/random/uuid >/etc/machine-id
ip link set lo up

# From now on drivers of devices that appear are loaded by mdev; those that are there, here.
mdev -d
modprobe -a hv_utils
modprobe -abq $(cat /sys/bus/vmbus/devices/*/modalias /sys/bus/scsi/devices/*/modalias 2>/dev/null)
[ -d /sys/bus/pci/devices ] && modprobe -abq $(cat /sys/bus/pci/devices/*/modalias 2>/dev/null)

tries=0
for daemon in kvp vss fcopy; do
  until [ -e /dev/vmbus/hv_$daemon ] || [ $tries -ge 20 ]; do
    tries=$((tries + 1))
    usleep 100000
  done
  [ -e /dev/vmbus/hv_$daemon ] && hv_${daemon}_daemon
done

# Without a name on the command line the host may tell one: the machine's own.
if ! grep -q hvsh.hostname= /proc/cmdline; then
  tries=0
  while [ $tries -lt 20 ]; do
    name=$(tr -s '\0' '\n' </var/lib/hyperv/.kvp_pool_3 2>/dev/null | sed -n '/^VirtualMachineName$/{n;p;q}')
    [ -n "$name" ] && break
    tries=$((tries + 1))
    usleep 500000
  done
  name=$(echo "$name" | tr 'A-Z_ ' 'a-z--' | tr -cd 'a-z0-9-')
  [ -n "$name" ] && [ "$name" != "$(hostname)" ] && new-identity "$name"
fi
