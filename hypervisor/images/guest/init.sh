#!/bin/sh
# First program in the guest, from the initrd: finds the root disk and goes on there, or stays in memory.
export PATH=/sbin:/bin
mount -t proc proc /proc
mount -t sysfs sysfs /sys
mount -t devtmpfs dev /dev

root= rootfstype=ext4 rootflags=rw
for word in $(cat /proc/cmdline); do
  case $word in
    root=*) root=${word#root=} ;;
    rootfstype=*) rootfstype=${word#rootfstype=} ;;
    rootflags=*) rootflags=${word#rootflags=} ;;
    ro) rootflags=ro ;;
  esac
done
[ -n "$root" ] || exec /sbin/init

modprobe -a hv_storvsc sd_mod crc32c_generic "$rootfstype"
# A machine that is not ours: what its devices ask for.
[ -d /sys/bus/pci/devices ] && modprobe -abq $(cat /sys/bus/pci/devices/*/modalias 2>/dev/null)

find_root() {
  case $root in
    LABEL=* | UUID=*) device=$(findfs "$root" 2>/dev/null) ;;
    *) device=$root ;;
  esac
  [ -b "$device" ]
}
tries=0
until find_root; do
  tries=$((tries + 1))
  if [ $tries -gt 500 ]; then
    echo "init: there is no disk $root; this shell runs from memory"
    exec /sbin/init
  fi
  usleep 20000
done

# The host orders requests better than the guest can.
for queue in /sys/block/sd*/queue; do
  echo none >"$queue/scheduler"
done 2>/dev/null

mkdir -p /newroot
if ! mount -t "$rootfstype" -o "$rootflags" "$device" /newroot; then
  echo "init: $device can not be mounted; this shell runs from memory"
  exec /sbin/init
fi
for folder in dev proc sys; do
  mount --move /$folder /newroot/$folder
done
exec switch_root /newroot /sbin/init
