/** The host service when it is killed, told to stop at a bad moment, or has no room on its disk. */
import {spawn, spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmdirSync, statfsSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type {Door} from '../hypervisor/wmi/client.ts';
import {DoorError} from '../hypervisor/wmi/door-error.ts';
import {define, refOf, request, settings, stateOf, VSMS} from './fixtures/door-machine.ts';
import {LAUNCHER} from './fixtures/product.ts';
import {below, seededRandom} from './fixtures/random.ts';
import {isAlive, scene, until} from './fixtures/service-scene.ts';

const ROUNDS = Number(process.env.HVSH_KILL_ROUNDS ?? 5);
const KILL_WITHIN_MS = 400;

/** What must be true of a machine: there for sure or perhaps, and which notes it may have. */
interface Expected {
  isCertain: boolean;
  notes: string[];
}

/** Changes machines until a call fails; `expected` says what is true of them then. */
function changeUntilKilled(door: Door, expected: Map<string, Expected>, round: number): void {
  for (let number = 0; ; number++) {
    const name = `m${round}-${number}`;
    const machine: Expected = {isCertain: false, notes: ['']};
    expected.set(name, machine);
    const system = define(door, name);
    machine.isCertain = true;
    machine.notes.push('changed');
    changeNotes(door, system, 'changed');
    machine.notes = ['changed'];
    if (number % 2 === 0) continue;
    machine.isCertain = false;
    const {Job} = door.invoke(VSMS, 'DestroySystem', {AffectedSystem: {ref: system}});
    if (door.waitJob(refOf(Job)).properties.JobState === 7) expected.delete(name);
  }
}

function changeNotes(door: Door, machine: string, notes: string): void {
  const [current] = door.associators(machine, {assocClass: 'Msvm_SettingsDefineState'});
  const {ReturnValue} = door.invoke(VSMS, 'ModifySystemSettings', {
    SystemSettings: settings('Msvm_VirtualSystemSettingData', {
      InstanceID: current?.properties.InstanceID ?? '',
      Notes: [notes],
    }),
  });
  if (ReturnValue !== 0) throw new Error(`ModifySystemSettings: ${ReturnValue}`);
}

/** Kills a process from outside after a while: this one is blocked in its calls. */
function killLater(pid: number, ms: number): void {
  const script = `setTimeout(() => process.kill(${pid}, 'SIGKILL'), ${ms})`;
  spawn(process.execPath, ['-e', script], {stdio: 'ignore'}).unref();
}

test.serial('kill -9 while machines are made, changed and removed loses and doubles none', t => {
  const {home, door, servicePid} = scene(t);
  const random = seededRandom(7);
  const expected = new Map<string, Expected>();
  for (let round = 0; round < ROUNDS; round++) {
    const pid = servicePid();
    killLater(pid, below(random, KILL_WITHIN_MS));
    const error = t.throws(() => changeUntilKilled(door, expected, round), {
      instanceOf: DoorError,
    });
    t.is(error?.code, 'TRANSPORT_FAILURE', error?.message);
    until(() => !isAlive(pid));
    const found = door.instances('Msvm_SummaryInformation');
    for (const {properties} of found) {
      const name = String(properties.ElementName);
      const machine = expected.get(name);
      t.true(machine?.notes.includes(String(properties.Notes)), `${name}: ${properties.Notes}`);
      expected.set(name, {isCertain: true, notes: [String(properties.Notes)]});
    }
    const names = new Set(found.map(({properties}) => String(properties.ElementName)));
    t.is(names.size, found.length, 'none is there twice');
    for (const [name, {isCertain}] of expected) {
      if (names.has(name)) continue;
      t.false(isCertain, `${name} is lost`);
      expected.delete(name);
    }
    t.is(readdirSync(path.join(home, 'machines')).length, found.length, 'no leftovers');
  }
});

test.serial('SIGTERM while machines start leaves all of them, and each can start again', t => {
  const {home, door, servicePid} = scene(t);
  const machines = [0, 1, 2, 3, 4, 5].map(number =>
    define(door, `m${number}`, {AutomaticStartupAction: 2}, 32),
  );
  const pid = servicePid();
  for (const machine of machines) door.invoke(machine, 'RequestStateChange', {RequestedState: 2});
  process.kill(pid, 'SIGTERM');
  until(() => !isAlive(pid));
  t.false(existsSync(path.join(home, 'host.sock')));
  t.throws(() => until(() => stateOf(door, machines[0] ?? '') === undefined), {
    instanceOf: DoorError,
  });
  for (const machine of machines) {
    t.true([3, 6].includes(Number(stateOf(door, machine))), 'off or saved');
    t.is(request(door, machine, 2).properties.JobState, 7);
    request(door, machine, 3);
  }
});

/** A file system of 1 MiB that only root can make; undefined when it can not be made. */
function smallFileSystem(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'hvsh-small-'));
  const {status} = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (status === 0) return folder;
  rmdirSync(folder);
  return undefined;
}

const small = smallFileSystem();
const testFull = small === undefined ? test.serial.skip : test.serial;

testFull('a full disk: an error with its id, and nothing is left of what was begun', t => {
  const home = path.join(small ?? '', 'home');
  t.teardown(() => {
    spawnSync('umount', ['-l', small ?? '']);
    rmdirSync(small ?? '');
  });
  const {door} = scene(t, {}, home);
  const kept = define(door, 'kept');
  const {bavail, bsize} = statfsSync(home);
  writeFileSync(path.join(home, 'filler'), Buffer.alloc(Number(bavail) * Number(bsize) - 4096, 1));
  const before = readdirSync(home, {recursive: true}).sort();

  t.throws(() => {
    for (let number = 0; number < 3; number++) define(door, `more${number}`);
  });
  for (const {ElementName, Name} of door
    .instances('Msvm_SummaryInformation')
    .map(({properties}) => properties))
    if (ElementName !== 'kept') destroy(door, String(Name));
  const {Job} = door.invoke('Msvm_ImageManagementService', 'CreateVirtualHardDisk', {
    VirtualDiskSettingData: settings('Msvm_VirtualHardDiskSettingData', {
      Path: 'big.vhd',
      Type: 3,
      MaxInternalSize: 64n << 30n,
    }),
  });
  const ended = door.waitJob(refOf(Job)).properties;
  t.is(ended.JobState, 10);
  t.regex(String(ended.ErrorDescription), /space/);

  const script =
    'New-VM more -MemoryStartupBytes 32MB -NewVHDPath big.vhd -NewVHDSizeBytes 64GB; $Error[0].FullyQualifiedErrorId';
  const {stdout} = spawnSync(LAUNCHER, ['-NoProfile', '-c', script], {
    env: {...process.env, HVSH_HOME: home},
    encoding: 'utf8',
  });
  t.regex(stdout, /^\w+,\S+$/m, 'the error has an id');
  t.deepEqual(readdirSync(home, {recursive: true}).sort(), before);
  t.is(stateOf(door, kept), 3, 'and what was there is there');
});

function destroy(door: Door, id: string): void {
  const [system] = door.instances('Msvm_ComputerSystem', {Name: id});
  const {Job} = door.invoke(VSMS, 'DestroySystem', {AffectedSystem: {ref: system?.path ?? ''}});
  door.waitJob(refOf(Job));
}
