import test from 'ava';
import {Hypervisor} from '../../../hypervisor/hv/hypervisor.ts';
import {Machine, type MachineEnd, type SavedMachine} from '../../../hypervisor/root/vid/machine.ts';
import {ConsoleVsp} from '../../../hypervisor/root/vsp/console/vsp.ts';
import {MB} from './hand-guest.ts';

/** Real threads: each processor is a worker of the built product. */

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));
const hypervisor = new Hypervisor({logicalProcessors: 1, mhz: 2000});
const CONSOLE_ID = '11111111-2222-4333-8444-555555555555';

function machineOf(image: string, vpCount = 1, memoryBytes = MB): Machine {
  const settings = {hostName: 'guest', seed: 7};
  return new Machine(hypervisor, {vpCount, memoryBytes, engine: 'native', image, settings});
}

const charged = (machines: readonly Machine[]) =>
  machines.map(machine => machine.statistics()[0]!.charged);

/** What each used of all that was used meanwhile. */
async function sharesOf(machines: readonly Machine[], ms: number): Promise<number[]> {
  const before = charged(machines);
  await pause(ms);
  const used = charged(machines).map((time, index) => time - before[index]!);
  const sum = used.reduce((total, time) => total + time, 0);
  return used.map(time => time / sum);
}

test.serial(
  'greedy machines share a logical processor by their weights; a limit holds',
  async t => {
    const machines = [1000, 1000, 2000].map(weight => {
      const machine = machineOf('spin');
      machine.setEntitlement({weight});
      return machine;
    });
    await Promise.all(machines.map(machine => machine.start()));
    const shares = await sharesOf(machines, 2000);
    [0.25, 0.25, 0.5].forEach((share, index) =>
      t.true(Math.abs(shares[index]! - share) < 0.03, String(shares)),
    );
    const [first, second, third] = machines as [Machine, Machine, Machine];
    await third.turnOff();
    first.setEntitlement({weight: 1000, limitFraction: 0.1});
    await pause(200);
    const before = first.statistics()[0]!;
    await pause(1500);
    const after = first.statistics()[0]!;
    const elapsed = after.asOf - before.asOf;
    const seconds = Math.ceil(elapsed / 1_000_000);
    t.true(after.charged - before.charged < seconds * 102_000, 'never above over any second');
    t.true(after.limited > before.limited);
    const time = (at: typeof after) => at.run + at.ready + at.wait;
    t.true(Math.abs(time(after) - time(before) - elapsed) < 1, 'the accounts add up');
    t.true(second.statistics()[0]!.run > 0);
    await Promise.all([first.turnOff(), second.turnOff()]);
    t.is(hypervisor.partitions.length, 0);
  },
);

test.serial('a paused machine uses nothing and goes on; several processors run', async t => {
  const machine = machineOf('spin', 2);
  const used = () => machine.statistics().map(({charged: time}) => time);
  await machine.start();
  let before = [0, 0];
  for (let round = 0; round < 20; round++) {
    await pause(20 + round);
    await machine.pause();
    const at = used();
    const clock = machine.partition.time.now();
    await pause(20);
    t.deepEqual(used(), at);
    t.is(machine.partition.time.now(), clock, 'reference time stands still');
    t.true(at.every((time, index) => time >= before[index]!));
    before = at;
    machine.resume();
  }
  t.true(before.every(time => time > 0));
  await t.throwsAsync(machine.start(), {message: /running/});
  await machine.turnOff();
  t.is(machine.state, 'off');
});

test.serial('a machine whose engine can not start is stopped, and says why', async t => {
  const machine = machineOf('no-such-image');
  await t.throwsAsync(machine.start(), {message: /no native image "no-such-image"/});
  t.is(machine.state, 'stopped');
  await machine.turnOff();
  t.is(hypervisor.partitions.length, 0);
});

/** A tiny machine with a console, and what it has shown. */
class Terminal {
  readonly console = new ConsoleVsp(CONSOLE_ID);
  readonly machine = machineOf('tiny', 1, 16 * MB);
  readonly ended: Promise<MachineEnd>;
  output = '';

  constructor() {
    this.console.onData(bytes => {
      this.output += Buffer.from(bytes).toString();
    });
    this.machine.vmbus.offer(this.console);
    this.ended = new Promise(resolve => this.machine.onEnd(resolve));
  }

  async shows(text: string): Promise<void> {
    for (let turn = 0; turn < 500 && !this.output.includes(text); turn++) await pause(10);
    if (!this.output.includes(text)) throw new Error(`no "${text}" in ${this.output}`);
  }

  type(line: string): void {
    this.console.write(Buffer.from(`${line}\r`));
  }
}

test.serial('a saved machine goes on in a new partition: same uptime, same console', async t => {
  const first = new Terminal();
  await first.machine.start();
  await first.shows('# ');
  first.type('echo before');
  await first.shows('\nbefore');
  await first.machine.pause();
  const saved: SavedMachine = structuredClone(await first.machine.save());
  const memory = first.machine.partition.memory.u8.slice();
  const time = first.machine.partition.time.now();
  const consoleState = first.console.save();
  await first.machine.turnOff();

  const second = new Terminal();
  second.console.restore(consoleState);
  second.machine.partition.memory.u8.set(memory);
  await second.machine.restore(saved);
  t.is(second.machine.state, 'paused');
  t.is(second.machine.partition.time.now(), time);
  second.machine.resume();
  second.type('echo after');
  await second.shows('\nafter');
  t.is(second.output.split('before').length, 1, 'it did not boot again');
  t.not(second.machine.vmbus.version, undefined);
  second.type('shutdown');
  t.deepEqual(await second.ended, {reason: 'shutdown'});
  await second.machine.turnOff();
});
