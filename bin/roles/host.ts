/**
 * `hvsh host status|start|stop|restart|run`: the host service seen from the command line.
 *
 * `run` is the service itself, in the foreground (`--foreground` is the same and reads well in a
 * systemd unit); `start` leaves it running by itself.
 */
import {runHostService} from '../../hypervisor/service/host-service.ts';
import {connectRunning, connectService} from '../../hypervisor/wmi/service-connection.ts';
import {askOnce} from '../../hypervisor/wmi/ask.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';

const USAGE = 'usage: hvsh host status | start | stop | restart | run [--foreground]';
const USAGE_EXIT = 64;
/** What service managers expect of `status` for a program that is not running (LSB). */
const NOT_RUNNING_EXIT = 3;

export async function main(args: readonly string[]): Promise<void> {
  const [word = '', ...rest] = args.filter(arg => arg !== '--foreground');
  const command = rest.length === 0 ? commands[word] : undefined;
  if (!command) {
    console.error(USAGE);
    process.exit(USAGE_EXIT);
  }
  try {
    process.exit(await command(stateFolder()));
  } catch (error) {
    console.error(`hvsh host: ${(error as Error).message}`);
    process.exit(1);
  }
}

const commands: Readonly<Record<string, (home: string) => Promise<number>>> = {
  async run(home) {
    if (await runHostService({home, env: process.env})) return 0;
    console.error(`hvsh host: the service of ${home} is running already`);
    return 0;
  },
  async start(home) {
    (await connectService(home)).destroy();
    return status(home);
  },
  status,
  async stop(home) {
    await stop(home);
    console.log('stopped');
    return 0;
  },
  async restart(home) {
    await stop(home);
    (await connectService(home)).destroy();
    return status(home);
  },
};

async function status(home: string): Promise<number> {
  const socket = await connectRunning(home);
  if (!socket) {
    console.log(`not running (${home})`);
    return NOT_RUNNING_EXIT;
  }
  const [host] = await askOnce(socket, {
    op: 'query',
    wql: 'SELECT * FROM Hvsh_Host',
    namespace: 'root/virtualization/v2',
  });
  const running = await askOnce(await connectService(home), {
    op: 'query',
    wql: 'SELECT Name, EnabledState FROM Msvm_SummaryInformation',
    namespace: 'root/virtualization/v2',
  });
  const on = running.filter(machine => machine.properties.EnabledState === 2).length;
  console.log(
    `running: process ${String(host?.properties.ProcessID)}, ${running.length} ${running.length === 1 ? 'machine' : 'machines'}, ${on} on (${home})`,
  );
  return 0;
}

/** Asks the service to stop and waits until its socket is gone and the connection closed. */
async function stop(home: string): Promise<void> {
  const socket = await connectRunning(home);
  if (!socket) return;
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
  await askOnce(socket, {op: 'stop'}, {keepOpen: true});
  await closed;
}
