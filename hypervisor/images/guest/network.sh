#!/bin/sh
# Brings one network device up and asks for an address, in the background: network.sh <device>.
# The host's KVP scripts look at the files in /run/network.
device=$1
mkdir -p /run/network
if [ -f /etc/network/$device ]; then
  . /etc/network/$device
  exit
fi
if [ -f /run/network/$device.pid ]; then
  kill "$(cat /run/network/$device.pid)" 2>/dev/null
fi
ip link set "$device" up
exec udhcpc -b -S -R -t 4 -T 2 -A 15 -i "$device" -p /run/network/$device.pid -x "hostname:$(hostname)" \
  -s /usr/share/udhcpc/default.script >/dev/null 2>&1
