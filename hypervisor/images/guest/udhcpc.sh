#!/bin/sh
# What the DHCP client does with a lease.
case $1 in
  deconfig)
    ip addr flush dev "$interface"
    ip link set "$interface" up
    ;;
  bound | renew)
    ip addr flush dev "$interface"
    ip addr add "$ip/${mask:-24}" ${broadcast:+broadcast $broadcast} dev "$interface"
    for gateway in $router; do
      ip route add default via "$gateway" dev "$interface" && break
    done
    : >/etc/resolv.conf.new
    [ -n "$domain" ] && echo "search $domain" >>/etc/resolv.conf.new
    for server in $dns; do
      echo "nameserver $server" >>/etc/resolv.conf.new
    done
    mv /etc/resolv.conf.new /etc/resolv.conf
    ;;
esac
