/**
 * Remote sessions over SSH: public keys only, one user (the one who runs the server), loopback by default.
 *
 * Each session runs the launcher as its own process with the server's rights; nothing is forwarded.
 */
import type {AddressInfo} from 'node:net';
import {userInfo} from 'node:os';
import {type AuthContext, type Connection, Server} from 'ssh2';
import {findKey, readAuthorizedKeys} from './authorized-keys.ts';
import {hostKey} from './host-key.ts';
import {serveSession, type SessionOptions} from './session.ts';

export interface ServeOptions extends SessionOptions {
  readonly listen: string; // address, 127.0.0.1 unless said otherwise
  readonly port: number; // 0: any free one
  readonly authorizedKeys: string; // file
  readonly stateFolder: string; // where the host key lives
  readonly log: (line: string) => void;
}

export interface RunningServer {
  readonly port: number;
  close(): Promise<void>;
}

/** As OpenSSH's MaxAuthTries and LoginGraceTime. */
const MAX_AUTH_TRIES = 6;
const LOGIN_GRACE_MS = 120_000;
const MAX_CONNECTIONS = 64;

function authenticate(context: AuthContext, options: ServeOptions): boolean {
  if (context.method !== 'publickey' || context.username !== userInfo().username) return false;
  const {keys, refused} = readAuthorizedKeys(options.authorizedKeys);
  for (const {line, reason} of refused) options.log(`${options.authorizedKeys}:${line}: ${reason}`);
  const key = findKey(keys, context.key.algo, context.key.data);
  if (!key) return false;
  // Without a signature the client only asks whether this key would do.
  if (!context.signature || !context.blob) return true;
  return key.verify(context.blob, context.signature, context.hashAlgo) === true;
}

function serveConnection(client: Connection, peer: string, options: ServeOptions): void {
  let tries = 0;
  const grace = setTimeout(() => client.end(), LOGIN_GRACE_MS);
  client.on('authentication', context => {
    if (authenticate(context, options)) return context.accept();
    if (context.method !== 'none') tries++;
    if (tries >= MAX_AUTH_TRIES) client.end();
    else context.reject(['publickey']);
  });
  client.on('ready', () => {
    clearTimeout(grace);
    options.log(`${peer}: logged in`);
    client.on('session', accept => serveSession(accept(), options));
  });
  client.on('error', error => options.log(`${peer}: ${error.message}`));
  client.on('close', () => clearTimeout(grace));
}

/** Starts listening; rejects when the address can not be had. */
export function startSshServer(options: ServeOptions): Promise<RunningServer> {
  const clients = new Set<Connection>();
  const server = new Server(
    {hostKeys: [hostKey(options.stateFolder)], ident: 'hvsh'},
    (client, info) => {
      if (clients.size >= MAX_CONNECTIONS) {
        client.end();
        return;
      }
      clients.add(client);
      client.on('close', () => clients.delete(client));
      serveConnection(client, `${info.ip}:${info.port}`, options);
    },
  );
  const close = (): Promise<void> =>
    new Promise(resolve => {
      for (const client of clients) client.end();
      server.close(() => resolve());
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.listen, () => {
      resolve({port: (server.address() as AddressInfo).port, close});
    });
  });
}
