/**
 * Who gets the host's memory: moves machines with dynamic memory towards what they need, once a
 * second (resources.md 8.6).
 *
 * Need is measured: the demand that the guest reports, and its buffer. What a machine has beyond
 * that is taken slowly, and at once when others lack it; a machine without reports keeps its memory.
 */
import {totalmem} from 'node:os';
import {reservableMemoryBytes} from './host-facts.ts';
import type {Machine} from './machine.ts';
import type {Vmms} from './vmms.ts';

const PERIOD_MS = 1000;
const MIB = 1024 ** 2;
/** Of what it started with, a machine that lacks nothing loses so much in a second. */
const TRIM_PART = 0.025;
/** Surplus that is left alone. */
const SLACK = 1.05;

/** A machine with dynamic memory that runs, in bytes. */
export interface Claim {
  readonly id: string;
  readonly assigned: number;
  readonly demand: number;
  readonly startup: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Percent of the demand that it wants beside it. */
  readonly buffer: number;
  /** 0 to 100. */
  readonly priority: number;
}

/** Demand and buffer, within the machine's bounds. */
export function idealOf({demand, buffer, minimum, maximum}: Claim): number {
  return Math.min(maximum, Math.max(minimum, demand * (1 + buffer / 100)));
}

/** How urgent more memory is: demand per byte, weighed. */
function urgency({demand, assigned, priority}: Claim): number {
  return (demand / Math.max(assigned, 1)) * (0.5 + priority / 100);
}

/** What each should have, when `available` bytes belong to nobody; negative: too much was given. */
export function balance(claims: readonly Claim[], available: number): Map<string, number> {
  const targets = new Map(claims.map(claim => [claim.id, claim.assigned]));
  const lacking = claims
    .filter(claim => claim.assigned < idealOf(claim))
    .toSorted((a, b) => urgency(b) - urgency(a));
  const lack = lacking.reduce((sum, claim) => sum + idealOf(claim) - claim.assigned, 0);
  let free = available + take(claims, targets, Math.max(0, lack - available));
  for (const claim of lacking) {
    const more = Math.min(idealOf(claim) - claim.assigned, Math.max(0, free));
    targets.set(claim.id, claim.assigned + more);
    free -= more;
  }
  return targets;
}

/** Takes from machines above their ideal: all that is needed, and a little of what is not. */
function take(claims: readonly Claim[], targets: Map<string, number>, needed: number): number {
  let taken = 0;
  const spare = claims
    .filter(claim => claim.assigned > idealOf(claim) * SLACK)
    .toSorted((a, b) => urgency(a) - urgency(b));
  for (const claim of spare) {
    const surplus = claim.assigned - idealOf(claim);
    const part = Math.min(surplus, Math.max(needed - taken, claim.startup * TRIM_PART));
    targets.set(claim.id, claim.assigned - part);
    taken += part;
  }
  return taken;
}

export class MemoryBalancer {
  readonly #vmms: Vmms;
  #timer: NodeJS.Timeout | undefined;

  constructor(vmms: Vmms) {
    this.#vmms = vmms;
    vmms.changes.listen(({className}) => {
      if (className === 'Msvm_ComputerSystem') this.#schedule();
    });
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The timer runs only while a machine with dynamic memory is on. */
  #schedule(): void {
    const isNeeded = this.#machines().length > 0;
    if (!isNeeded) this.stop();
    else this.#timer ??= setInterval(() => this.#balance(), PERIOD_MS).unref();
  }

  #machines(): Machine[] {
    const {machines} = this.#vmms;
    return [...machines.values()].filter(machine => machine.worker && machine.hasDynamicMemory);
  }

  #balance(): void {
    const claims = this.#machines().flatMap(machine => claimOf(machine) ?? []);
    const machines = [...this.#vmms.machines.values()].filter(machine => machine.worker);
    const given = machines.reduce((sum, machine) => sum + assignedBytes(machine), 0);
    const targets = balance(claims, reservableMemoryBytes(totalmem()) - given);
    for (const [id, target] of targets) {
      const before = claims.find(claim => claim.id === id)?.assigned;
      if (target !== before) this.#vmms.machine(id)?.worker?.memory.setTarget(target);
    }
  }
}

/** What a machine that is on has of the host's memory. */
export function assignedBytes(machine: Machine): number {
  return machine.worker?.memory.report.assignedBytes ?? 0;
}

function claimOf(machine: Machine): Claim | undefined {
  const {assignedBytes: assigned, demandBytes, canBalloon} = machine.worker?.memory.report ?? {};
  if (!canBalloon || assigned === undefined || demandBytes === undefined) return undefined;
  return {
    id: machine.id,
    assigned,
    demand: demandBytes,
    startup: machine.memoryMB * MIB,
    minimum: machine.minimumMB * MIB,
    maximum: machine.maximumMB * MIB,
    buffer: machine.memoryBuffer,
    priority: machine.memoryPriority,
  };
}
