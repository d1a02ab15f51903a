/**
 * One service for one state folder.
 *
 * The lock is a listening socket in Linux's abstract name space: taken in one step, and given back by
 * the kernel however the process ends. Elsewhere there is no such thing; there the answering socket
 * file alone tells a second service of the first.
 */
import {createHash} from 'node:crypto';
import {realpathSync} from 'node:fs';
import {createServer} from 'node:net';

/** Takes the lock for the life of this process. False: another service has it. */
export function takeInstanceLock(home: string): Promise<boolean> {
  if (process.platform !== 'linux') return Promise.resolve(true);
  const digest = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 32);
  return new Promise((resolve, reject) => {
    const lock = createServer(socket => socket.destroy());
    lock.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    lock.listen(`\0hvsh-host-${process.getuid?.() ?? 0}-${digest}`, () => resolve(true));
    lock.unref();
  });
}
