/**
 * The events of machines: what happened to which, when and by whose service (resources.md 17.2). One line of JSON
 * each in `events.jsonl`, oldest first; kept for 30 days.
 *
 * Written from what VMMS tells, so nothing can change without its event. A line that can not be read is left out.
 */
import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import {userInfo} from 'node:os';
import path from 'node:path';
import {writeFileAtomic} from './atomic-file.ts';
import type {Change, Changes} from './events.ts';
import {Machine} from './machine.ts';
import type {MachineConfig} from './machine-config.ts';
import {type MachineState, STATE} from './states.ts';

export interface MachineEvent {
  /** Rises by one from event to event. */
  readonly key: number;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** As vSphere names it: `VmPoweredOnEvent`. */
  readonly type: string;
  readonly machine: string;
  readonly name: string;
  readonly user: string;
  readonly message: string;
}

const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

/** What reaching a state is called, and says. */
const REACHED: Readonly<Partial<Record<MachineState, readonly [type: string, text: string]>>> = {
  [STATE.Starting]: ['VmStartingEvent', 'is starting'],
  [STATE.Running]: ['VmPoweredOnEvent', 'is powered on'],
  [STATE.Stopping]: ['VmStoppingEvent', 'is stopping'],
  [STATE.Off]: ['VmPoweredOffEvent', 'is powered off'],
  [STATE.Saving]: ['VmSuspendingEvent', 'is being suspended'],
  [STATE.Saved]: ['VmSuspendedEvent', 'is suspended'],
  [STATE.Resuming]: ['VmResumingEvent', 'is resuming'],
};

interface Seen {
  readonly state: MachineState;
  readonly config: MachineConfig;
}

export class EventLog {
  readonly all: MachineEvent[];
  readonly #file: string;
  readonly #log: (text: string) => void;
  readonly #user = userInfo().username;
  /** Machines as they were at their last event. */
  readonly #seen = new Map<string, Seen>();

  constructor(home: string, machines: Iterable<Machine>, log: (text: string) => void) {
    this.#file = path.join(home, 'events.jsonl');
    this.#log = log;
    this.all = this.#load();
    for (const machine of machines) this.#note(machine);
  }

  /** Notes what no change of state tells. `text` follows the machine's name. */
  note(machine: Machine, type: string, text: string): void {
    this.#add(machine, type, text);
  }

  follow(changes: Changes): void {
    changes.listen(change => this.#on(change));
  }

  #load(): MachineEvent[] {
    if (!existsSync(this.#file)) return [];
    const lines = readFileSync(this.#file, 'utf8').split('\n');
    const oldest = Date.now() - DAYS_KEPT * DAY_MS;
    const kept = lines.flatMap(line => parsed(line)).filter(({time}) => time >= oldest);
    if (kept.length < lines.length - 1)
      writeFileAtomic(this.#file, kept.map(event => `${JSON.stringify(event)}\n`).join(''));
    return kept;
  }

  #on({kind, className, self}: Change): void {
    if (className !== 'Msvm_ComputerSystem' || !(self instanceof Machine)) return;
    if (kind === 'create') this.#add(self, 'VmCreatedEvent', 'was created');
    else if (kind === 'delete') this.#add(self, 'VmRemovedEvent', 'was removed');
    else this.#changed(self);
    if (kind === 'delete') this.#seen.delete(self.id);
    else this.#note(self);
  }

  #note({id, state, config}: Machine): void {
    this.#seen.set(id, {state, config});
  }

  #changed(machine: Machine): void {
    const before = this.#seen.get(machine.id);
    if (before === undefined) return;
    const {state, config} = machine;
    const reached = REACHED[state];
    if (state !== before.state && reached !== undefined) this.#add(machine, ...reached);
    if (config === before.config || config.savedState !== before.config.savedState) return;
    if (config.name !== before.config.name)
      this.#add(machine, 'VmRenamedEvent', `was renamed from ${before.config.name}`);
    else if (config.pool !== before.config.pool)
      this.#add(machine, 'VmResourcePoolMovedEvent', 'was moved to another resource pool');
    else this.#add(machine, 'VmReconfiguredEvent', 'was reconfigured');
  }

  #add({id, name}: Machine, type: string, text: string): void {
    const event: MachineEvent = {
      key: (this.all.at(-1)?.key ?? 0) + 1,
      time: Date.now(),
      type,
      machine: id,
      name,
      user: this.#user,
      message: `${name} ${text}`,
    };
    this.all.push(event);
    try {
      appendFileSync(this.#file, `${JSON.stringify(event)}\n`, {mode: 0o600});
    } catch (error) {
      this.#log(`${this.#file} can not be written: ${String(error)}`);
    }
  }
}

/** The event of a line; none for an empty or broken one. */
function parsed(line: string): MachineEvent[] {
  try {
    const event = JSON.parse(line) as MachineEvent;
    return typeof event.key === 'number' && typeof event.time === 'number' ? [event] : [];
  } catch {
    return [];
  }
}
