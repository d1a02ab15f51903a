import {type ChildProcess, spawn} from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {CimInstance, CimValue} from '../hypervisor/wmi/cim.ts';
import type {ConsoleStream, Door} from '../hypervisor/wmi/client.ts';
import {DoorError} from '../hypervisor/wmi/door-error.ts';
import {define, refOf, request, settings, stateOf, VSMS} from './fixtures/door-machine.ts';
import {host, isAlive, scene, until} from './fixtures/service-scene.ts';

/** OperationalStatus[0] of a machine's heartbeat component. */
function heartbeat(door: Door, id: string | undefined): number | undefined {
  const [component] = door.instances('Msvm_HeartbeatComponent', {SystemName: id ?? ''});
  return (component?.properties.OperationalStatus as readonly number[] | undefined)?.[0];
}

/** Reads a console until a text was seen. */
function readUntil(console: ConsoleStream, text: string): void {
  let seen = '';
  until(() => {
    seen += Buffer.from(console.read(100) ?? []).toString();
    return seen.includes(text);
  });
}

test('the service starts on demand, alone, and for its user only', t => {
  const {home, door, servicePid} = scene(t);
  t.is(host(home, 'status').status, 3, 'not before it is needed');
  const pid = servicePid();
  t.is(statSync(home).mode & 0o777, 0o700);
  t.is(statSync(path.join(home, 'host.sock')).mode & 0o777, 0o600);
  const second = host(home, 'run');
  t.is(second.status, 0);
  t.regex(second.stderr, /running already/);
  t.is(servicePid(), pid);
  t.regex(host(home, 'status').stdout, new RegExp(`process ${pid}, 0 machines`));
  t.is(host(home, 'dance').status, 64);
  door.close();
  t.true(isAlive(pid), 'it outlives its client');
});

test('ten that start it at once find one service', async t => {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-service-'));
  t.teardown(() => {
    host(home, 'stop');
    rmSync(home, {recursive: true, force: true});
  });
  const start = (): Promise<string> =>
    new Promise(resolve => {
      const child: ChildProcess = spawn(process.execPath, [HVSH_PRODUCT, 'host', 'start'], {
        env: {...process.env, HVSH_HOME: home},
      });
      let text = '';
      child.stdout?.on('data', bytes => {
        text += String(bytes);
      });
      child.on('close', () => resolve(text));
    });
  const answers = await Promise.all(Array.from({length: 10}, start));
  t.is(new Set(answers.map(text => /process (\d+)/.exec(text)?.[1])).size, 1, answers.join(''));
});

test('after kill -9 everything configured is back, and leftovers are gone', t => {
  const {home, door, servicePid} = scene(t);
  const running = define(door, 'running');
  const idle = define(door, 'idle', {AutomaticStartupAction: 2});
  door.invoke('Hvsh_ResourceService', 'CreatePool', {ElementName: 'gold', CpuSharesLevel: 'High'});
  t.is(request(door, running, 2).properties.JobState, 7);
  t.is(request(door, idle, 2).properties.JobState, 7);
  const pid = servicePid();
  process.kill(pid, 'SIGKILL');
  until(() => !isAlive(pid));
  const half = path.join(home, 'machines', '00000000-0000-4000-8000-000000000000');
  mkdirSync(half);
  writeFileSync(path.join(half, 'config.json.new'), '{"half":');

  t.throws(
    () => until(() => door.get(idle) === undefined),
    {instanceOf: DoorError},
    'the call under way is told',
  );
  t.not(servicePid(), pid, 'the next call starts a new one, over the stale socket');
  t.is(stateOf(door, idle), 3, 'it ran, and must not start by itself');
  until(() => stateOf(door, running) === 2);
  t.is(
    door.instances('Hvsh_ResourcePool', {ElementName: 'gold'})[0]?.properties.CpuSharesLevel,
    'High',
  );
  t.false(existsSync(half));
  t.is(readdirSync(path.join(home, 'machines')).length, 2);
});

test('the life of a machine: start, pause, reset, guest shutdown, turn off', t => {
  const {door} = scene(t);
  const machine = define(door, 'alpha');
  const id = String(door.get(machine).properties.Name);
  t.is(request(door, machine, 2).properties.JobState, 7);
  t.is(stateOf(door, machine), 2);
  t.is(
    door.invoke(machine, 'RequestStateChange', {RequestedState: 2}).ReturnValue,
    32775,
    'it is running already',
  );
  t.is(door.invoke(VSMS, 'DestroySystem', {AffectedSystem: machine}).ReturnValue, 32775);
  until(
    () =>
      door
        .instances('Msvm_HeartbeatComponent', {SystemName: id})[0]
        ?.properties.OperationalStatus?.toString() === '2',
  );
  t.is(request(door, machine, 9).properties.JobState, 7);
  t.is(stateOf(door, machine), 9);
  t.is(request(door, machine, 2).properties.JobState, 7);
  t.is(request(door, machine, 6).properties.JobState, 7);
  t.is(stateOf(door, machine), 6);
  t.is(door.invoke(machine, 'RequestStateChange', {RequestedState: 9}).ReturnValue, 32775);
  t.is(request(door, machine, 2).properties.JobState, 7);
  t.is(request(door, machine, 11).properties.JobState, 7);
  const shutdown = (): CimInstance =>
    door.instances('Msvm_ShutdownComponent', {SystemName: id})[0] ?? t.fail();
  until(
    () =>
      door.invoke(shutdown(), 'InitiateShutdown', {Force: false, Reason: 'test'}).ReturnValue === 0,
  );
  until(() => stateOf(door, machine) === 3);
  t.deepEqual(
    door.instances('Msvm_ShutdownComponent', {SystemName: id}),
    [],
    'no components while it is off',
  );
  t.is(request(door, machine, 2).properties.JobState, 7);
  t.is(request(door, machine, 3).properties.JobState, 7);
  t.is(stateOf(door, machine), 3);
  const gone = door.waitJob(
    refOf(door.invoke(VSMS, 'DestroySystem', {AffectedSystem: machine}).Job),
  );
  t.is(gone.properties.JobState, 7);
  t.is(t.throws(() => door.get(machine), {instanceOf: DoorError})?.code, 'NOT_FOUND');
});

test('a start that can not be leaves the machine off and says why', t => {
  const {home, door} = scene(t);
  const machine = define(door, 'alpha');
  const config = door.associators(machine, {assocClass: 'Msvm_SettingsDefineState'})[0]?.path ?? '';
  const add = (properties: Record<string, CimValue>): string =>
    refOf(
      door.invoke(VSMS, 'AddResourceSettings', {
        AffectedConfiguration: config,
        ResourceSettings: [settings('Msvm_ResourceAllocationSettingData', properties)],
      }).ResultingResourceSettings,
    );
  const scsi = add({
    ResourceType: 6,
    ResourceSubType: 'Microsoft:Hyper-V:Synthetic SCSI Controller',
  });
  const drive = add({
    ResourceType: 17,
    ResourceSubType: 'Microsoft:Hyper-V:Synthetic Disk Drive',
    Parent: scsi,
  });
  const file = path.join(home, 'missing.vhd');
  add({
    ResourceType: 31,
    ResourceSubType: 'Microsoft:Hyper-V:Virtual Hard Disk',
    Parent: drive,
    HostResource: [file],
  });
  const failed = request(door, machine, 2);
  t.like(failed.properties, {JobState: 10, ErrorCode: 32779});
  t.true(String(failed.properties.ErrorDescription).includes(file));
  t.is(stateOf(door, machine), 3);
  writeFileSync(file, 'this is no disk');
  t.is(request(door, machine, 2).properties.JobState, 10);
  rmSync(file);
  const made = door.invoke('Msvm_ImageManagementService', 'CreateVirtualHardDisk', {
    VirtualDiskSettingData: settings('Msvm_VirtualHardDiskSettingData', {
      Path: file,
      Type: 3,
      Format: 2,
      MaxInternalSize: 8n * 1024n * 1024n,
    }),
  });
  t.is(door.waitJob(refOf(made.Job)).properties.JobState, 7);
  t.is(request(door, machine, 2).properties.JobState, 7);
  t.is(
    door.invoke('Msvm_ImageManagementService', 'DeleteVirtualHardDisk', {Path: file}).ReturnValue,
    32774,
    'in use',
  );
});

test('admission holds for machines that run', t => {
  const {door} = scene(t);
  const mhz = Number(door.get('Hvsh_Host').properties.ProcessorMHz);
  const pool = refOf(
    door.invoke('Hvsh_ResourceService', 'CreatePool', {
      ElementName: 'small',
      CpuReservationMHz: 100,
      CpuExpandableReservation: false,
    }).Pool,
  );
  const [one, two] = [define(door, 'one'), define(door, 'two')];
  for (const machine of [one, two]) {
    t.is(
      door.invoke('Hvsh_ResourceService', 'MoveSystem', {System: machine, Pool: pool}).ReturnValue,
      0,
    );
    t.is(
      door.invoke('Hvsh_ResourceService', 'ModifyConfiguration', {
        System: machine,
        CpuReservationMHz: 60,
      }).ReturnValue,
      0,
    );
  }
  t.is(
    door.invoke('Hvsh_ResourceService', 'ModifyPool', {Pool: pool, MemReservationMB: 200})
      .ReturnValue,
    0,
  );
  t.is(request(door, one, 2).properties.JobState, 7);
  const refused = request(door, two, 2);
  t.like(refused.properties, {JobState: 10, ErrorCode: 32780});
  t.regex(String(refused.properties.ErrorDescription), /small/);
  t.like(
    door.invoke('Hvsh_ResourceService', 'ModifyConfiguration', {
      System: one,
      CpuReservationMHz: 110,
    }),
    {ReturnValue: 32780, Fault: 'PoolCpuShortage'},
  );
  t.is(
    door.invoke('Hvsh_ResourceService', 'ModifyPool', {Pool: pool, CpuExpandableReservation: true})
      .ReturnValue,
    0,
  );
  t.is(request(door, two, 2).properties.JobState, 7);
  t.is(
    door.invoke('Hvsh_ResourceService', 'ModifyConfiguration', {
      System: one,
      CpuReservationMHz: mhz + 1,
    }).ReturnValue,
    32773,
  );
});

test('the console carries bytes both ways, and ends with the machine', t => {
  const {door} = scene(t);
  const machine = define(door, 'alpha');
  const id = String(door.get(machine).properties.Name);
  t.is(t.throws(() => door.openConsole(id), {instanceOf: DoorError})?.code, 'NOT_SUPPORTED', 'off');
  request(door, machine, 2);
  const console = door.openConsole(id);
  readUntil(console, 'tiny#');
  console.write(Buffer.from('echo one-$-two\r'));
  readUntil(console, 'one-$-two\r\n');
  request(door, machine, 3);
  until(() => console.read(100) === undefined);
  t.pass();
});

test('events of changes come as they happen', t => {
  const {door} = scene(t);
  const machine = define(door, 'alpha');
  const events = door.follow(
    "SELECT * FROM __InstanceModificationEvent WITHIN 1 WHERE TargetInstance ISA 'Msvm_ComputerSystem' AND TargetInstance.EnabledState = 2",
  );
  request(door, machine, 2);
  const event = events.next(10_000);
  t.is(event?.className, '__InstanceModificationEvent');
  const target = event?.properties.TargetInstance as CimInstance | undefined;
  t.is(target?.properties.ElementName, 'alpha');
  events.close();
  t.is(
    t.throws(() => door.follow('SELECT * FROM Msvm_ComputerSystem'), {instanceOf: DoorError})?.code,
    'NOT_EVENT_CLASS',
  );
});

test('statistics are sampled, and the times of a processor add up', t => {
  const {door} = scene(t, {HVSH_STAT_INTERVAL: '1'});
  const machine = define(door, 'alpha');
  request(door, machine, 2);
  const series = (name: string): CimInstance | undefined => {
    const all = door.invoke('Hvsh_StatService', 'QueryStats', {Entities: [machine]})
      .Series as readonly CimInstance[];
    return all.find(row => row.properties.Counter === name && row.properties.Instance === '');
  };
  until(
    () =>
      ((series('cpu.run.summation')?.properties.Values as CimValue[] | undefined)?.length ?? 0) >=
      3,
  );
  const values = (name: string): number[] =>
    ((series(name)?.properties.Values ?? []) as number[]).slice(1, 3);
  values('cpu.run.summation').forEach((run, index) => {
    const total =
      run +
      (values('cpu.ready.summation')[index] ?? 0) +
      (values('cpu.wait.summation')[index] ?? 0);
    t.true(total > 500 && total < 4000, `${total} ms in an interval of about 1000`);
  });
  t.like(series('cpu.usage.average')?.properties, {Unit: '%', IntervalSecs: 1});
  const stamps = series('cpu.usage.average')?.properties.Timestamps as {datetime: string}[];
  for (const {datetime} of stamps) t.regex(datetime, /\.000000\+000$/, 'aligned to whole seconds');
});

test('SIGTERM saves or shuts down each guest as it is set, and the next start goes on', t => {
  const {home, door, servicePid} = scene(t);
  const saved = define(door, 'saved');
  const asked = define(door, 'asked', {AutomaticShutdownAction: 4, AutomaticStartupAction: 2});
  for (const machine of [saved, asked]) request(door, machine, 2);
  const [idOfSaved, idOfAsked] = [saved, asked].map(ref => String(door.get(ref).properties.Name));
  until(() => heartbeat(door, idOfAsked) === 2 && heartbeat(door, idOfSaved) === 2);
  const console = door.openConsole(String(idOfSaved));
  console.write(Buffer.from('hostname kept-name\r'));
  readUntil(console, 'kept-name\r\n');
  const pid = servicePid();
  process.kill(pid, 'SIGTERM');
  until(() => !isAlive(pid));
  t.false(existsSync(path.join(home, 'host.sock')));
  t.regex(readFileSync(path.join(home, 'host.log'), 'utf8'), /asked .* ended: shutdown/);

  t.throws(() => until(() => door.get(asked) === undefined), {instanceOf: DoorError});
  until(() => stateOf(door, saved) === 2);
  t.is(stateOf(door, asked), 3);
  const again = door.openConsole(String(idOfSaved));
  again.write(Buffer.from('hostname\r'));
  readUntil(again, 'hostname\r\nkept-name');
  until(() => heartbeat(door, idOfSaved) === 2);
});

test('a saved machine keeps its disks and loses its state only when it is turned off', t => {
  const {home, door} = scene(t);
  const machine = define(door, 'alpha');
  const id = String(door.get(machine).properties.Name);
  const file = path.join(home, 'machines', id, 'saved-state.bin');
  request(door, machine, 2);
  request(door, machine, 6);
  t.true(existsSync(file));
  writeFileSync(file, 'damaged');
  const failed = request(door, machine, 2);
  t.is(failed.properties.JobState, 10);
  t.regex(String(failed.properties.ErrorDescription), /damaged/);
  t.is(stateOf(door, machine), 6, 'still saved');
  request(door, machine, 3);
  t.is(stateOf(door, machine), 3);
  t.false(existsSync(file));
  t.is(request(door, machine, 2).properties.JobState, 7, 'and starts afresh');
});
