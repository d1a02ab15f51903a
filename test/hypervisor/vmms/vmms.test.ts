import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {writeFileAtomic} from '../../../hypervisor/root/vmms/atomic-file.ts';
import {readHostFacts, reservableMemoryBytes} from '../../../hypervisor/root/vmms/host-facts.ts';
import {
  REQUEST,
  STATE,
  transition,
  type MachineState,
} from '../../../hypervisor/root/vmms/states.ts';
import type {StoredValue} from '../../../hypervisor/root/vmms/machine-config.ts';
import {balance, type Claim} from '../../../hypervisor/root/vmms/memory-balancer.ts';
import {createWorkerFactory} from '../../../hypervisor/root/vmms/vm-worker.ts';
import {Vmms} from '../../../hypervisor/root/vmms/vmms.ts';
import {VmmsError} from '../../../hypervisor/root/vmms/vmms-error.ts';

function folder(t: ExecutionContext): string {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-vmms-'));
  t.teardown(() => rmSync(home, {recursive: true, force: true}));
  return home;
}

/** VMMS on a folder; what it says goes to `log`. Opened again it reads what an earlier one wrote. */
function open(home: string, log: string[] = []): Vmms {
  const workers = createWorkerFactory();
  const vmms = new Vmms({
    home,
    startWorker: workers.start,
    log: text => log.push(text),
    statIntervalSecs: 20,
    logicalProcessors: 1,
    onProcessors: workers.setProcessors,
  });
  vmms.statistics.stop();
  return vmms;
}

test('what is configured is there again, in the order it was made', t => {
  const home = folder(t);
  const first = open(home);
  const names = ['c', 'a', 'b'];
  for (const name of names) first.define({ElementName: name, Notes: [`${name} notes`]}, []);
  const pool = first.changePools(pools => pools.create('gold', 'Root', {cpu: {level: 'High'}}));
  for (const machine of first.machines.values())
    if (machine.name === 'a') first.moveMachine(machine, pool.id);
  first.changeHost({reservationMode: 'additive'});
  const second = open(home);
  t.deepEqual(
    [...second.machines.values()].map(machine => machine.config),
    [...first.machines.values()].map(machine => machine.config),
  );
  t.is([...second.machines.values()].find(machine => machine.name === 'a')?.config.pool, pool.id);
  t.like(second.pools.find(pool.id), {name: 'gold', cpu: {level: 'High'}});
  t.is(second.hostSettings.reservationMode, 'additive');
});

test('leftovers are removed, what can not be read is kept and said', t => {
  const home = folder(t);
  const machine = open(home).define({ElementName: 'a'}, []);
  const machines = path.join(home, 'machines');
  mkdirSync(path.join(machines, `${machine.id}.removed`));
  mkdirSync(path.join(machines, '00000000-0000-4000-8000-000000000001'));
  const broken = path.join(machines, '00000000-0000-4000-8000-000000000002');
  mkdirSync(broken);
  writeFileSync(path.join(broken, 'config.json'), '{"name":');
  const log: string[] = [];
  t.deepEqual([...open(home, log).machines.keys()], [machine.id]);
  t.deepEqual(readdirSync(machines).sort(), [machine.id, path.basename(broken)].sort());
  t.regex(log.join('\n'), /config\.json can not be read/);
});

test('a machine whose pool is gone belongs to the root', t => {
  const home = folder(t);
  const vmms = open(home);
  const pool = vmms.changePools(pools => pools.create('p', 'Root', {}));
  const machine = vmms.define({ElementName: 'a'}, []);
  vmms.moveMachine(machine, pool.id);
  rmSync(path.join(home, 'pools.json'));
  t.is(open(home).machine(machine.id)?.config.pool, 'Root');
});

test('a configuration that can not be written leaves no half-made machine', t => {
  const home = folder(t);
  const vmms = open(home);
  const machine = vmms.define({ElementName: 'a'}, []);
  const config = path.join(home, 'machines', machine.id, 'config.json');
  const before = readFileSync(config, 'utf8');
  mkdirSync(`${config}.new`); //                     the draft can not be opened
  t.throws(() => vmms.keep(machine, {...machine.config, name: 'b'}));
  t.is(machine.name, 'a', 'what is not written is not true');
  t.is(readFileSync(config, 'utf8'), before);
  rmSync(path.join(home, 'machines'), {recursive: true});
  writeFileSync(path.join(home, 'machines'), '');
  t.throws(() => vmms.define({ElementName: 'c'}, []));
  t.is(vmms.machines.size, 1);
});

test('a file is replaced as a whole, and a failed write leaves nothing beside it', t => {
  const home = folder(t);
  const file = path.join(home, 'x.json');
  writeFileAtomic(file, 'one');
  writeFileAtomic(file, 'two');
  t.is(readFileSync(file, 'utf8'), 'two');
  t.deepEqual(readdirSync(home), ['x.json']);
  mkdirSync(path.join(home, 'folder'));
  t.throws(() => writeFileAtomic(path.join(home, 'folder'), 'x'));
  t.false(existsSync(path.join(home, 'folder.new')));
});

const refused: readonly [string, Record<string, unknown>, RegExp][] = [
  ['an empty name', {ElementName: ''}, /1 to 100 characters/],
  ['a control character in the name', {ElementName: 'a\nb'}, /control character/],
  [
    'an unknown generation',
    {VirtualSystemSubType: 'Microsoft:Hyper-V:SubType:3'},
    /must end in 1 or 2/,
  ],
  ['a malformed identifier', {VirtualSystemIdentifier: '../../etc'}, /must be a GUID/],
  ['an unknown automatic action', {AutomaticStartupAction: 9}, /must be 2, 3, 4/],
  ['a negative delay', {AutomaticStartupActionDelay: -1}, /must be 0 to/],
];

for (const [name, system, text] of refused)
  test(`define refuses ${name}`, t => {
    const vmms = open(folder(t));
    const error = t.throws(() => vmms.define(system, []), {instanceOf: VmmsError});
    t.is(error?.returnCode, 32773);
    t.regex(error?.message ?? '', text);
    t.is(vmms.machines.size, 0);
  });

const BOOT = {ResourceType: 1, ResourceSubType: 'Hvsh:Boot Source'};
const MEMORY_3GB = {
  ResourceType: 4,
  ResourceSubType: 'Microsoft:Hyper-V:Memory',
  VirtualQuantity: 3072,
};

const unbootable: readonly [string, Record<string, StoredValue>[], RegExp][] = [
  ['nothing', [{...BOOT, Image: ''}], /has neither/],
  ['an image and a kernel', [{...BOOT, Kernel: '/k'}], /not both/],
  ['an initrd for tiny', [{...BOOT, Initrd: '/i'}], /no initrd/],
  ['a kernel at a relative path', [{...BOOT, Image: '', Kernel: 'k'}], /must be absolute/],
  [
    'a command line of 2048 characters',
    [{...BOOT, Image: '', Kernel: '/k', CommandLine: 'x'.repeat(2048)}],
    /up to 2047/,
  ],
  [
    'a kernel in 3 GB',
    [{...BOOT, Image: '', Kernel: '/k'}, MEMORY_3GB],
    /at most 2032 MB of memory, but is given 3072 MB/,
  ],
];

for (const [name, resources, text] of unbootable)
  test(`a machine can not be made to boot ${name}`, t => {
    const vmms = open(folder(t));
    const error = t.throws(() => vmms.define({ElementName: 'a'}, resources), {
      instanceOf: VmmsError,
    });
    t.is(error?.returnCode, 32773);
    t.regex(error?.message ?? '', text);
    t.is(vmms.machines.size, 0);
  });

test('a machine whose kernel is not there or whose image is not saved does not start', async t => {
  const vmms = open(folder(t));
  const sources = [
    [{...BOOT, Image: '', Kernel: '/not/there'}, /"\/not\/there" does not exist/],
    [{...BOOT, Image: 'no-such'}, /Save-VMImage no-such/],
  ] as const;
  for (const [source, text] of sources) {
    const machine = vmms.define({ElementName: 'a'}, [source]);
    const job = vmms.lifeCycle.request(machine, REQUEST.Start);
    await job.done;
    t.regex(job.error?.message ?? '', text);
    t.is(machine.state, STATE.Off);
  }
});

test('memory sizes are checked', t => {
  const vmms = open(folder(t));
  const memory = (size: number) => ({
    ResourceType: 4,
    ResourceSubType: 'Microsoft:Hyper-V:Memory',
    VirtualQuantity: size,
  });
  for (const size of [0, 30, 33, 12 * 1024 * 1024 + 2])
    t.throws(() => vmms.define({}, [memory(size)]), {
      message: /32 MB to 12 TB and a multiple of 2 MB/,
    });
  t.is(vmms.define({}, [memory(66)]).memoryMB, 66);
  const dynamic = (bounds: object) =>
    vmms.define({}, [{...memory(64), DynamicMemoryEnabled: true, ...bounds}]);
  const machine = dynamic({Reservation: 32, Limit: 256, TargetMemoryBuffer: 30});
  t.deepEqual([machine.minimumMB, machine.maximumMB, machine.memoryBuffer], [32, 256, 30]);
  t.deepEqual([dynamic({}).minimumMB, dynamic({}).maximumMB], [64, 64]);
  for (const [bounds, message] of [
    [{Reservation: 16}, /minimum memory must be 32 MB/],
    [{Reservation: 66}, /minimum memory must be 32 MB to the startup memory \(64 MB\)/],
    [{Limit: 62}, /maximum memory must be the startup memory/],
    [{TargetMemoryBuffer: 4}, /buffer must be 5 to 2000 percent/],
  ] as const)
    t.throws(() => dynamic(bounds), {message});
});

test('memory goes to who needs it most, and comes from who needs it least', t => {
  const claim = (id: string, assigned: number, demand: number, more: Partial<Claim> = {}) => ({
    id,
    assigned,
    demand,
    startup: 1000,
    minimum: 100,
    maximum: 2000,
    buffer: 20,
    priority: 50,
    ...more,
  });
  const cases: [string, Claim[], available: number, expected: Record<string, number>][] = [
    ['enough for all', [claim('a', 1000, 1000), claim('b', 500, 600)], 900, {a: 1200, b: 720}],
    [
      'the most urgent first',
      [claim('a', 1000, 1000), claim('b', 500, 600)],
      200,
      {a: 1000, b: 700},
    ],
    [
      'priority weighs',
      [claim('a', 900, 1000, {priority: 100}), claim('b', 500, 600)],
      300,
      {a: 1200, b: 500},
    ],
    ['spare is taken slowly', [claim('a', 1000, 500)], 0, {a: 975}],
    ['and at once for others', [claim('a', 1000, 500), claim('b', 500, 600)], 0, {a: 780, b: 720}],
    ['never below the minimum', [claim('a', 100, 1)], -500, {a: 100}],
    ['never above the maximum', [claim('a', 1900, 1900)], 900, {a: 2000}],
    ['too much was given', [claim('a', 1000, 500)], -300, {a: 700}],
  ];
  for (const [name, claims, available, expected] of cases)
    t.deepEqual(Object.fromEntries(balance(claims, available)), expected, name);
});

/** wmi.md 11: state, then the requests that are taken in it. All others are refused. */
const table: readonly [keyof typeof STATE, Partial<Record<keyof typeof REQUEST, string>>][] = [
  ['Off', {Start: 'start', Reboot: 'start'}],
  ['Starting', {TurnOff: 'cancel-start'}],
  ['Running', {TurnOff: 'turn-off', Save: 'save', Pause: 'pause', Reboot: 'reset', Reset: 'reset'}],
  ['Paused', {Start: 'resume', TurnOff: 'turn-off', Save: 'save', Reboot: 'reset', Reset: 'reset'}],
  ['Saved', {Start: 'restore', TurnOff: 'drop-saved-state', Reboot: 'restore'}],
  ['Stopping', {}],
  ['Saving', {}],
  ['Pausing', {}],
  ['Resuming', {}],
];

test('what can be asked in each state', t => {
  for (const [state, allowed] of table)
    for (const [name, request] of Object.entries(REQUEST))
      t.is(
        transition(STATE[state] as MachineState, request),
        allowed[name as keyof typeof REQUEST] as never,
        `${name} in ${state}`,
      );
});

test('facts of the host are those of the host', t => {
  const facts = readHostFacts();
  t.true(facts.processorMHz > 100 && facts.processorMHz < 10_000);
  t.true(facts.logicalProcessors >= facts.cores && facts.cores >= facts.sockets);
  const GB = 1024 ** 3;
  t.is(reservableMemoryBytes(2 * GB), 2 * GB - 128 * 1024 ** 2);
  t.is(reservableMemoryBytes(128 * GB), 124 * GB);
  t.is(
    Math.round((16 * GB - reservableMemoryBytes(16 * GB)) / 1024 ** 2),
    Math.round(0.06 * 16 * 1024),
  );
});
