/** The main thread of a job's process: hands runs from the parent to its runspace, and results back. */
import {MessageChannel} from 'node:worker_threads';
import type {ProcessOrder} from '../../shell/runspace/further-runspaces.ts';
import {SessionClient} from '../../shell/runspace/session-client.ts';
import type {RunspaceThread} from '../../shell/runspace/session-thread.ts';

/** Exit code of a job whose runspace broke (EX_SOFTWARE). */
const BROKEN = 70;

export function serveParent(thread: RunspaceThread): void {
  const {port1, port2} = new MessageChannel();
  const client = new SessionClient(thread, {lost: () => process.exit(BROKEN)});
  port1.on(
    'message',
    gather(messages => process.send?.(messages)),
  );
  process.on('message', (message: ProcessOrder) => {
    if (message.order === 'open') {
      void client.ask({kind: 'open', mayAsk: false, location: message.location});
      void client.ask({kind: 'jobs', port: port2, wake: null}, {transfer: [port2]});
    } else if (message.order === 'stop') client.stopRun(message.serial);
    else port1.postMessage(message.run);
  });
  process.on('disconnect', () => process.exit());
  // Ctrl-C at the parent's terminal is the parent's: it says `stop` to the jobs it wants stopped.
  process.on('SIGINT', () => undefined);
}

/** What comes in one turn of the event loop goes on together. */
function gather(send: (messages: readonly unknown[]) => void): (message: unknown) => void {
  let held: unknown[] = [];
  return message => {
    if (held.push(message) > 1) return;
    setImmediate(() => {
      const all = held;
      held = [];
      send(all);
    });
  };
}
