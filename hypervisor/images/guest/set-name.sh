#!/bin/sh
# Names the machine: set-name <host name>. The daemon of key-value pairs looks the name up, so hosts has it.
echo "$1" >/etc/hostname
hostname "$1"
printf '127.0.0.1\tlocalhost\n127.0.1.1\t%s\n::1\tlocalhost ip6-localhost\n' "$1" >/etc/hosts
