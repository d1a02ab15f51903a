/** System.Net.Dns: names to addresses by getent(1), which asks what the system asks. */
import {spawnSync} from 'node:child_process';
import os from 'node:os';
import {defineType} from '../values/define-type.ts';
import {convertTo} from '../conversion/convert.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';

/** Addresses of a name, each once, in the order of the system; the canonical name with them. */
function lookUp(name: string): {name: string; addresses: string[]} {
  const {stdout} = spawnSync('getent', ['ahosts', name === '' ? os.hostname() : name], {
    encoding: 'utf8',
  });
  const lines = (stdout ?? '').split('\n').filter(line => line !== '');
  if (lines.length === 0)
    throw new NetException('System.Net.Sockets.SocketException', 'Name or service not known', {
      fields: {ErrorCode: 11001},
    });
  const rows = lines.map(line => line.split(/\s+/));
  const canonical = rows.find(([, , own]) => own)?.[2] ?? name;
  return {name: canonical, addresses: [...new Set(rows.map(([address = '']) => address))]};
}

function addressesOf(name: string): Value[] {
  return lookUp(name).addresses.map(address => convertTo(address, 'ipaddress'));
}

class HostEntry {
  readonly hostName: string;
  readonly addresses: readonly Value[];
  constructor(hostName: string, addresses: readonly Value[]) {
    this.hostName = hostName;
    this.addresses = addresses;
  }
}

defineType<HostEntry>({
  fullName: 'System.Net.IPHostEntry',
  instance: HostEntry,
  properties: {
    HostName: {type: 'string', get: self => self.hostName},
    Aliases: {get: () => []},
    AddressList: {get: self => [...self.addresses]},
  },
});

/** An address is looked up backwards. */
function entryOf(name: string): HostEntry {
  const found = lookUp(name);
  const backwards = spawnSync('getent', ['hosts', name], {encoding: 'utf8'}).stdout ?? '';
  const own = /^[\d.:a-f]+$/i.test(name) ? backwards.split(/\s+/)[1] : undefined;
  const addresses = found.addresses.map(address => convertTo(address, 'ipaddress'));
  return new HostEntry(own ?? found.name, addresses);
}

defineType({
  fullName: 'System.Net.Dns',
  abstract: true,
  statics: {
    'string GetHostName()': () => os.hostname(),
    'System.Net.IPAddress[] GetHostAddresses(string hostNameOrAddress)': addressesOf,
    'object GetHostEntry(string hostNameOrAddress)': entryOf,
    'object GetHostByName(string hostName)': entryOf,
    'object Resolve(string hostName)': entryOf,
  },
});
