import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import test from 'ava';
import type {OpenedChannel} from '../../../hypervisor/root/vmbus/channel.ts';
import {NetworkService} from '../../../hypervisor/root/vsp/network/network-service.ts';
import type {AdapterSettings} from '../../../hypervisor/root/vsp/network/settings.ts';
import {StorageService} from '../../../hypervisor/root/vsp/storage/storage-service.ts';
import {createDisk} from '../../../hypervisor/storage/create-disk.ts';
import {DiskImageError} from '../../../hypervisor/storage/disk-image.ts';
import {DEFAULT_PORT, type PortSettings} from '../../../hypervisor/switch/port-settings.ts';
import {parseAddress} from '../../../hypervisor/switch/user-network/address.ts';
import {ThreadedMachine} from '../../fixtures/threaded-machine.ts';

const MB = 2 ** 20;
const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-machine-'));
const service = new StorageService();
const networks = new NetworkService();
test.after.always(async () => {
  await networks.stop();
  await service.stop();
  rmSync(folder, {recursive: true, force: true});
});

test.serial('a machine on its threads: disks, hot plug, counters, restart, shutdown', async t => {
  const first = path.join(folder, 'first.vhd');
  const second = path.join(folder, 'second.img');
  createDisk({path: first, format: 'vhd-dynamic', sizeBytes: 16 * MB});
  createDisk({path: second, format: 'raw', sizeBytes: 4 * MB});
  const machine = new ThreadedMachine(service);
  const disk = await machine.storage.attach({location: 0, path: first});
  t.deepEqual([disk.format, disk.sizeBytes], ['vhd-dynamic', 16 * MB]);
  await machine.boot();
  t.regex(await machine.type('disk write 8M 4M 3'), /^wrote 8388608 bytes/m);
  t.regex(await machine.type('disk verify 8M 4M 3'), /^verified 8388608 bytes/m);
  const counters = disk.counters();
  t.is(counters.bytesWritten, 8 * MB);
  t.is(counters.bytesRead, 8 * MB);
  t.is(counters.writeRequests, 128);
  t.is(counters.normalizedRequests, 2048);
  t.is(counters.failedRequests, 0);
  t.true(counters.writeMicros > 0 && counters.longestMicros > 0);

  await machine.storage.attach({location: 7, path: second, readOnly: true});
  await machine.shows('[sdb] 8192 512-byte logical blocks');
  t.regex(await machine.type('disk read sdb 4M'), /^read 4194304 bytes/m);
  t.is(await machine.type('disk write sdb 64K'), 'disk: sdb: I/O error at byte 0\n');
  await machine.storage.detach(7);
  await machine.shows('[sdb] removed');

  machine.console.write(Buffer.from('reboot\r'));
  t.deepEqual(await machine.ended, {reason: 'reset'});
  const from = machine.output.length;
  await machine.machine.start();
  await machine.shows('\ntiny# ', from);
  t.regex(await machine.type('disk verify 8M 4M 3'), /^verified 8388608 bytes/, 'after a reset');

  const wish = {action: 'powerOff', force: false, reason: 'test', timeoutSeconds: 20} as const;
  t.deepEqual(await machine.shutdown.initiate(wish), {outcome: 'accepted'});
  await machine.shows('the host asks to power off');
  await machine.off();
  const again = new ThreadedMachine(service);
  await t.notThrowsAsync(again.storage.attach({location: 0, path: first}), 'the file was closed');
  await again.off();
});

test.serial(
  'saved while it writes, restored into a new partition, it writes to the end',
  async t => {
    const file = path.join(folder, 'saved.vhd');
    createDisk({path: file, format: 'vhd-dynamic', sizeBytes: 64 * MB});
    const machine = new ThreadedMachine(service);
    const disk = await machine.storage.attach({location: 0, path: file});
    await machine.boot();
    machine.console.write(Buffer.from('disk write 48M 0 9\r'));
    while (disk.counters().writeRequests < 40) await new Promise(resume => setTimeout(resume, 1));
    await machine.machine.pause();
    const devices = {
      storage: await machine.storage.save(),
      heartbeat: machine.heartbeat.save(),
      shutdown: machine.shutdown.save(),
      console: machine.console.save(),
    };
    const saved = structuredClone({devices, machine: await machine.machine.save()});
    const written = disk.counters().writeRequests;
    const memory = machine.machine.partition.memory.u8.slice();
    t.true(written < 768, 'the middle of the work');
    await machine.off();

    const restored = new ThreadedMachine(service);
    restored.machine.partition.memory.u8.set(memory);
    await restored.storage.attach({location: 0, path: file});
    restored.storage.restore(saved.devices.storage);
    restored.heartbeat.restore(saved.devices.heartbeat);
    restored.shutdown.restore(saved.devices.shutdown);
    restored.console.restore(saved.devices.console);
    await restored.machine.restore(saved.machine);
    restored.machine.resume();
    await restored.shows('wrote 50331648 bytes');
    t.regex(await restored.type('disk verify 48M 0 9'), /^verified 50331648 bytes/m);
    const wish = {action: 'powerOff', force: false, reason: 'test', timeoutSeconds: 20} as const;
    t.deepEqual(await restored.shutdown.initiate(wish), {outcome: 'accepted'});
    await restored.off();
  },
);

test.serial('a file has one writer; a missing file is told as such', async t => {
  const file = path.join(folder, 'shared.img');
  createDisk({path: file, format: 'raw', sizeBytes: MB});
  const machine = new ThreadedMachine(service);
  await machine.storage.attach({location: 0, path: file});
  const attempt = machine.storage.attach({location: 1, path: file, readOnly: true});
  const error = await t.throwsAsync(attempt, {instanceOf: DiskImageError});
  t.is(error?.kind, 'inUse');
  const missing = machine.storage.attach({location: 1, path: path.join(folder, 'none.vhd')});
  t.is((await t.throwsAsync(missing, {instanceOf: DiskImageError}))?.kind, 'notFound');
  await t.throwsAsync(machine.storage.attach({location: 0, path: file}), {message: /not free/});
  await machine.storage.detach(0);
  await machine.storage.attach({location: 1, path: file, readOnly: true});
  await machine.storage.attach({location: 2, path: file, readOnly: true});
  await machine.off();
});

test.serial(
  'a guest that breaks its disk channel loses it; its console and others go on',
  async t => {
    const machines = await Promise.all(
      ['broken', 'whole'].map(async name => {
        const file = path.join(folder, `${name}.img`);
        createDisk({path: file, format: 'raw', sizeBytes: 16 * MB});
        const machine = new ThreadedMachine(service);
        const rings: number[] = [];
        const open = machine.storage.open.bind(machine.storage);
        machine.storage.open = channel => {
          rings.push(...(channel as OpenedChannel).request.rings.incomingGpns);
          return open(channel);
        };
        await machine.storage.attach({location: 0, path: file});
        await machine.boot();
        return {machine, rings};
      }),
    );
    const [broken, whole] = machines as [(typeof machines)[0], (typeof machines)[0]];
    const {vmbus, partition} = broken.machine.machine;
    const faults: string[] = [];
    vmbus.onFault = (name, reason) => faults.push(`${name}: ${reason}`);
    const busy = whole.machine.type('disk write 16M 0 5');
    const from = broken.machine.output.length;
    // The guest's own write index, as another of its processors could change it.
    partition.memory.writeU32((broken.rings[0] ?? 0) * 4096, 0x7fffffff);
    for (let relid = 1; relid <= 5; relid++) partition.signalHost(0x2000 + relid);
    await broken.machine.shows('rescinded', from);
    t.deepEqual(faults, ['SCSI Controller 0: the ring to the host is corrupt']);
    t.regex(await busy, /^wrote 16777216 bytes/m);
    t.regex(await whole.machine.type('disk verify 16M 0 5'), /^verified 16777216 bytes/m);
    t.is(await broken.machine.type('hostname'), 'tiny\n', 'its console works');
    t.not(await broken.machine.type('disk read 64K'), '', 'it has no disk any more');
    await Promise.all(machines.map(({machine}) => machine.off()));
  },
);

const MAC = 0x00155d_0a0000;

/** A machine with an adapter on a switch of the network thread. */
function networked(number: number, switchId: string, port: Partial<PortSettings> = {}) {
  const settings: AdapterSettings = {
    instanceId: `4ba4a1e2-0000-4000-8000-00000000000${number}`,
    name: 'Network Adapter',
    switchId,
    port: {...DEFAULT_PORT, mac: MAC + number, ...port},
  };
  return {
    settings,
    machine: new ThreadedMachine(service, 32 * MB, {service: networks, settings}),
  };
}

test.serial('two machines on a private switch; a VLAN parts them, a pulled cable too', async t => {
  await networks.call({kind: 'addSwitch', switchId: 'private', uplink: undefined});
  const [one, two] = [networked(1, 'private'), networked(2, 'private')];
  await Promise.all([one.machine.boot(), two.machine.boot()]);
  t.is(await one.machine.type('ip 10.0.0.1/24'), '00:15:5d:0a:00:01 10.0.0.1/24\n');
  await two.machine.type('ip 10.0.0.2/24');
  t.regex(await one.machine.type('ping 10.0.0.2 3'), /seq=3[^]*3 sent, 3 received/);
  const apart = {
    ...two.settings,
    port: {...two.settings.port, vlan: {mode: 'access', id: 5}},
  } as const;
  await two.machine.network?.set(apart);
  t.regex(await one.machine.type('ping 10.0.0.2 1'), /1 sent, 0 received/);
  await two.machine.network?.set(two.settings);
  t.regex(await one.machine.type('ping 10.0.0.2 1'), /1 sent, 1 received/);
  await two.machine.network?.set({...two.settings, switchId: undefined});
  await two.machine.shows('hv_netvsc: link down');
  await two.machine.network?.set(two.settings);
  await two.machine.shows('hv_netvsc: link up');
  t.regex(await one.machine.type('ping 10.0.0.2 1'), /1 sent, 1 received/);
  t.true((one.machine.network?.counters().framesSent ?? 0) >= 5);
  await Promise.all([one.machine.off(), two.machine.off()]);
});

test.serial('a machine gets an address, pings the gateway, and fetches from the host', async t => {
  const gateway = parseAddress('192.168.137.1') ?? 0;
  const uplink = {subnet: {gateway, prefixLength: 24}, mac: 0x02155d000001, leases: []};
  await networks.call({kind: 'addSwitch', switchId: 'users', uplink: {...uplink, reach: 'host'}});
  const leases = new Promise<number>(resolve => {
    networks.onLeases = (_, [lease]) => resolve(lease?.mac ?? 0);
  });
  const {machine} = networked(3, 'users');
  await machine.boot();
  t.is(await machine.type('dhcp'), '192.168.137.10/24 by 192.168.137.1\n');
  t.is(await leases, MAC + 3);
  t.regex(await machine.type('ping 192.168.137.1 2'), /2 sent, 2 received/);
  const body = Buffer.alloc(3_000_000, 7);
  const server = createServer((_, response) => response.end(body)).listen(0, '127.0.0.1');
  await new Promise(resolve => server.once('listening', resolve));
  const {port} = server.address() as AddressInfo;
  const fetched = await machine.type(`fetch 192.168.137.1 ${port}`);
  const bytes = Number(/^fetched (\d+) bytes/.exec(fetched)?.[1]);
  t.true(bytes > body.length && bytes < body.length + 500, fetched);
  t.regex(await machine.type('fetch 192.168.137.1 1'), /connection lost/, 'nobody listens');
  server.close();
  await machine.off();
});
