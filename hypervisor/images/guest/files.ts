/** What of the guest's root is ours: programs (the .sh files beside this one) and settings. */
import type {FileTree} from '../file-tree.ts';
import agent from './agent.sh';
import down from './down.sh';
import init from './init.sh';
import kvpDhcp from './kvp-dhcp.sh';
import kvpDns from './kvp-dns.sh';
import login from './login.sh';
import network from './network.sh';
import newIdentity from './new-identity.sh';
import poweroff from './poweroff.sh';
import services from './services.sh';
import setName from './set-name.sh';
import start from './start.sh';
import udhcpc from './udhcpc.sh';

const INITTAB = `::sysinit:/etc/start.sh
ttyS0::respawn:/etc/login.sh
::once:/etc/services.sh
ttyS1::respawn:/etc/agent.sh
::ctrlaltdel:/sbin/reboot
::shutdown:/etc/down.sh
`;

/** A device that appears: its driver, and an address when it is a network card. */
const MDEV = `$MODALIAS=.* root:root 660 @modprobe -bq "$MODALIAS"
-SUBSYSTEM=net;DEVPATH=.*/net/eth.*;.* root:root 600 @/etc/network.sh $MDEV
null root:root 666
zero root:root 666
full root:root 666
u?random root:root 666
tty root:tty 666
ptmx root:tty 666
`;

const PROFILE = `export PATH=/sbin:/bin PS1='\\u@\\h:\\w\\$ '
# The shell has these as its own commands, which would not end the others first.
alias poweroff=/sbin/poweroff reboot=/sbin/reboot halt=/sbin/halt
`;

const SETTINGS: Readonly<Record<string, string>> = {
  'etc/inittab': INITTAB,
  'etc/mdev.conf': MDEV,
  'etc/profile': PROFILE,
  'etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n',
  // root has no password. busybox finds no user whose field in passwd is empty.
  'etc/shadow': 'root::20000:0:99999:7:::\nnobody:*:20000:0:99999:7:::\n',
  'etc/group': 'root:x:0:\ntty:x:5:\nnogroup:x:65534:\n',
  'etc/hostname': 'debian\n',
  'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files dns\n',
  'etc/machine-id': '',
  'etc/fstab': '',
};

const PROGRAMS: Readonly<Record<string, string>> = {
  'etc/start.sh': start,
  'etc/services.sh': services,
  'etc/login.sh': login,
  'etc/network.sh': network,
  'etc/agent.sh': agent,
  'etc/down.sh': down,
  'usr/share/udhcpc/default.script': udhcpc,
  'usr/libexec/hypervkvpd/hv_get_dhcp_info': kvpDhcp,
  'usr/libexec/hypervkvpd/hv_get_dns_info': kvpDns,
  'bin/new-identity': newIdentity,
  'bin/set-name': setName,
  'bin/poweroff': poweroff,
  'bin/reboot': poweroff,
  'bin/halt': poweroff,
};

/** Folders that are there from the start, with their permissions. */
const FOLDERS: Readonly<Record<string, number>> = {
  dev: 0o755,
  mnt: 0o755,
  newroot: 0o755,
  proc: 0o555,
  root: 0o700,
  run: 0o755,
  sys: 0o555,
  tmp: 0o1777,
  'var/lib/hyperv': 0o755,
  'var/log': 0o755,
};

export function addOwnFiles(tree: FileTree): void {
  for (const [path, mode] of Object.entries(FOLDERS)) tree.folder(path, mode);
  for (const [path, text] of Object.entries(SETTINGS)) tree.file(path, text);
  for (const [path, text] of Object.entries(PROGRAMS)) tree.script(path, text);
}

/** What only the initrd has: its first program, and devices until there is a devtmpfs. */
export function addInitrdFiles(tree: FileTree): void {
  tree.script('init', init);
  tree.device('dev/console', 5, 1, 0o600).device('dev/null', 1, 3, 0o666);
}
