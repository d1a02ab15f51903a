/**
 * Connections of this session, as Connect-VIServer makes them. There is one host to connect to: the host
 * service of this machine, reached as localhost.
 */
import {hostname, userInfo} from 'node:os';
import type {Run} from '../../shell/cmdlet/run.ts';
import {defineType} from '../../shell/values/define-type.ts';
import {typedArray} from '../../shell/values/typed-array.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import type {Value} from '../../shell/values/value.ts';
import {type Speaker, vmError} from './flavour.ts';

export class VIServer {
  readonly name: string;
  readonly port: number;
  readonly user: string;
  readonly version: string;
  readonly sessionId: string;
  connected = true;

  constructor(name: string, port: number, version: string) {
    this.name = name;
    this.port = port;
    this.user = userInfo().username;
    this.version = version;
    this.sessionId = crypto.randomUUID();
  }
}

const viServerType = defineType<VIServer>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VIServer',
  accelerator: 'VIServer',
  instance: VIServer,
  toText: server => server.name,
  properties: {
    Name: {type: 'string', get: server => server.name},
    Port: {type: 'int', get: server => server.port},
    User: {type: 'string', get: server => server.user},
    IsConnected: {type: 'bool', get: server => server.connected},
    ProductLine: {type: 'string', get: () => 'hvsh'},
    Version: {type: 'string', get: server => server.version},
    Id: {type: 'string', get: server => `/VIServer=${server.user}@${server.name}:${server.port}/`},
    SessionId: {type: 'string', get: server => server.sessionId},
    Uid: {type: 'string', get: server => `/VIServer=${server.user}@${server.name}:${server.port}/`},
  },
});

const open: VIServer[] = [];

export const connections = (): readonly VIServer[] => open.filter(server => server.connected);

/** True when `name` means this machine. */
export function isThisMachine(name: string): boolean {
  return ['localhost', '.', '127.0.0.1', '::1', hostname().toLowerCase()].includes(
    name.toLowerCase(),
  );
}

export function connect(run: Run, server: VIServer): void {
  if (!open.includes(server)) open.push(server);
  publish(run);
}

export function disconnect(run: Run, server: VIServer): void {
  server.connected = false;
  publish(run);
}

/** Keeps `$DefaultVIServer` and `$DefaultVIServers` as PowerCLI does. */
function publish(run: Run): void {
  const list = connections();
  run.session.setGlobal('DefaultVIServer', list.at(-1) ?? null);
  run.session.setGlobal('DefaultVIServers', typedArray(viServerType, [...list]));
}

/** Refuses a `-Server` or `-ComputerName` that is not this machine. */
export function requireThisMachine(run: Run, speaker: Speaker, given: Value): void {
  if (given == null) return;
  for (const value of Array.isArray(given) ? given : [given]) {
    const name = value instanceof VIServer ? value.name : toText(value);
    if (isThisMachine(name) || connections().some(server => server.name === name)) continue;
    const message = `The host '${name}' can not be reached: this session knows localhost only.`;
    run.throwTerminatingError(
      vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, name),
    );
  }
}
