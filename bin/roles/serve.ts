/** `hvsh serve`: remote sessions over SSH until interrupted. */
import {existsSync} from 'node:fs';
import {homedir} from 'node:os';
import path from 'node:path';
import {parseArgs} from 'node:util';
import {fingerprint, hostKey} from '../../shell/remote/host-key.ts';
import {startSshServer} from '../../shell/remote/ssh-server.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';

const USAGE = `Usage: hvsh serve [--listen ADDRESS] [--port NUMBER] [--authorized-keys FILE]

Serves shells over SSH to whoever holds a key of the file (default: authorized_keys in the state folder,
else ~/.ssh/authorized_keys). Listens on 127.0.0.1 port 2222 unless told otherwise; port 0 takes a free one.
`;

function defaultKeys(folder: string): string {
  const own = path.join(folder, 'authorized_keys');
  return existsSync(own) ? own : path.join(homedir(), '.ssh/authorized_keys');
}

function usage(message: string): void {
  process.stderr.write(`hvsh serve: ${message}\n\n${USAGE}`);
  process.exitCode = 64;
}

function environment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}

const REFUSALS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'this machine has no such address',
  ENOTFOUND: 'there is no such host',
};

/** Why nobody listens there, plainly; what is no matter of the network in its own words. */
function refusalOf(error: unknown, address: string, port: number): string {
  const {code = '', message = String(error)} = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `port ${port} is in use`;
  return `can not listen on ${address} port ${port}: ${REFUSALS[code] ?? message}`;
}

export async function main(args: readonly string[]): Promise<void> {
  let values;
  try {
    ({values} = parseArgs({
      args: [...args],
      options: {
        listen: {type: 'string', default: '127.0.0.1'},
        port: {type: 'string', default: '2222'},
        'authorized-keys': {type: 'string'},
        help: {type: 'boolean', short: 'h'},
      },
    }));
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return void process.stdout.write(USAGE);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return usage(`--port must be a number from 0 to 65535, but is '${values.port}'.`);
  }
  const folder = stateFolder();
  try {
    const server = await startSshServer({
      listen: values.listen,
      port,
      authorizedKeys: values['authorized-keys'] ?? defaultKeys(folder),
      stateFolder: folder,
      program: path.join(path.dirname(HVSH_PRODUCT), 'hvsh'),
      env: environment(),
      cwd: homedir(),
      log: line => process.stderr.write(`${new Date().toISOString()} ${line}\n`),
    });
    process.stdout.write(
      `Listening on ${values.listen} port ${server.port}, host key ${fingerprint(hostKey(folder))}\n`,
    );
    const stop = (): void => void server.close().then(() => process.exit(0));
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  } catch (error) {
    process.stderr.write(`hvsh serve: ${refusalOf(error, values.listen, port)}\n`);
    process.exitCode = 1;
  }
}
