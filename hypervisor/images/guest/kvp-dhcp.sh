#!/bin/sh
# For hv_kvp_daemon: whether the device has its address by DHCP.
[ -f /run/network/"$1".pid ] && kill -0 "$(cat /run/network/"$1".pid)" 2>/dev/null && echo Enabled || echo Disabled
