/**
 * Where the threads of the host service and the thread that owns a session's socket begin: looks at the
 * role and hands over. A bundle of its own, because a machine's start waits for its thread to load.
 */
import {workerData} from 'node:worker_threads';
import type * as DoorIo from '../hypervisor/wmi/io-thread.ts';
import type * as Processor from '../hypervisor/engines/native-thread.ts';
import type * as DiskWork from '../hypervisor/root/vmms/disk-thread.ts';
import type * as Network from '../hypervisor/root/vsp/network/network-thread.ts';
import type * as Image from '../hypervisor/images/build-thread.ts';
import type * as Storage from '../hypervisor/root/vsp/storage/storage-thread.ts';

type Role = 'door-io' | 'vp' | 'storage' | 'image' | 'network' | 'disk-work';

/** What a role does not need is not evaluated. */
const roles: Readonly<Record<Role, () => {main(): unknown}>> = {
  'door-io': () => require('../hypervisor/wmi/io-thread.ts') as typeof DoorIo,
  image: () => require('../hypervisor/images/build-thread.ts') as typeof Image,
  vp: () => require('../hypervisor/engines/native-thread.ts') as typeof Processor,
  network: () => require('../hypervisor/root/vsp/network/network-thread.ts') as typeof Network,
  'disk-work': () => require('../hypervisor/root/vmms/disk-thread.ts') as typeof DiskWork,
  storage: () => require('../hypervisor/root/vsp/storage/storage-thread.ts') as typeof Storage,
};

void roles[(workerData as {role: Role}).role]().main();
