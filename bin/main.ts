/**
 * Where the host service, the server of remote sessions and their threads begin: looks at the role and hands
 * over. Sessions begin in session.ts, their runspaces in runspace.ts.
 *
 * Only this file knows all rooms of the house. What a role does not need is not evaluated.
 */
import {isMainThread, workerData} from 'node:worker_threads';

type Role = 'door-io' | 'vp' | 'storage';

function roleOf(data: unknown): Role {
  return (data as {role: Role}).role;
}

if (isMainThread) {
  const word = process.argv[2];
  if (word === 'host')
    void import('./roles/host.ts').then(role => role.main(process.argv.slice(3)));
  else void import('./roles/serve.ts').then(role => role.main(process.argv.slice(3)));
} else {
  const role = roleOf(workerData);
  if (role === 'door-io') void import('../hypervisor/wmi/io-thread.ts').then(room => room.main());
  else if (role === 'vp')
    void import('../hypervisor/engines/vp-thread.ts').then(room => room.main());
  else if (role === 'storage')
    void import('../hypervisor/root/vsp/storage/storage-thread.ts').then(room => room.main());
}
