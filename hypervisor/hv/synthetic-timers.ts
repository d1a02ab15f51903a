/**
 * The four synthetic timers of a virtual processor, on its own thread.
 *
 * Nothing ticks: the processor's loop asks when the next one is due and calls `expire` when it
 * comes by. Source: hyperv-wire.md 2.6. Units are 100 ns of reference time.
 */
import {type InterruptTarget, pendInterrupt} from './interrupts.ts';
import {TIMERS, VpRegister} from './partition-block.ts';
import type {Synic} from './synic.ts';
import {HypervisorMessage, TimerMessage} from './synic-message.ts';

const Config = {
  enabled: 1n,
  periodic: 2n,
  lazy: 4n,
  autoEnable: 8n,
  direct: 0x1000n,
} as const;
const CONFIG_BITS = 0xf1fffn;

/** A period below this is served at this pace: a guest can not keep its thread busy with timers. */
const MIN_PERIOD_UNITS = 2500; // 250 microseconds
/** Periods that were missed and are made up for; more are skipped. */
const MAX_CATCH_UP = 4;
/** A lazy timer may wait this long for company. */
const LAZY_SLACK_UNITS = 10_000;

const vectorOf = (config: bigint): number => Number((config >> 4n) & 0xffn);
const sintOf = (config: bigint): number => Number((config >> 16n) & 0xfn);

export class SyntheticTimers {
  private readonly target: InterruptTarget;
  private readonly vp: number;
  private readonly synic: Synic;
  /** When each is due; Infinity when it is not running. */
  private readonly due: number[] = Array.from({length: TIMERS}, () => Infinity);
  private earliest = Infinity;

  constructor(target: InterruptTarget, vp: number, synic: Synic) {
    this.target = target;
    this.vp = vp;
    this.synic = synic;
  }

  config(timer: number): bigint {
    return this.target.block.vpRegister(this.vp, VpRegister.timers + timer * 2);
  }

  count(timer: number): bigint {
    return this.target.block.vpRegister(this.vp, VpRegister.timers + timer * 2 + 1);
  }

  setConfig(timer: number, value: bigint, now: number): void {
    let config = value & CONFIG_BITS;
    const usable = (config & Config.direct) !== 0n || sintOf(config) !== 0;
    if (!usable || this.count(timer) === 0n) config &= ~Config.enabled;
    this.storeConfig(timer, config);
    this.arm(timer, now);
  }

  setCount(timer: number, value: bigint, now: number): void {
    this.target.block.setVpRegister(this.vp, VpRegister.timers + timer * 2 + 1, value);
    let config = this.config(timer);
    if (value === 0n) config &= ~Config.enabled;
    else if ((config & Config.autoEnable) !== 0n) config |= Config.enabled;
    this.storeConfig(timer, config);
    this.arm(timer, now);
  }

  /** When the next timer is due; Infinity if none runs. */
  nextDue(): number {
    return this.earliest;
  }

  /** Fires what is due. */
  expire(now: number): void {
    if (now < this.earliest) return;
    for (let timer = 0; timer < TIMERS; timer++)
      if (now >= (this.due[timer] ?? Infinity)) this.fire(timer, now);
    this.findEarliest();
  }

  /** Timers go on from their registers: after a restore. */
  rearm(now: number): void {
    for (let timer = 0; timer < TIMERS; timer++) this.arm(timer, now);
  }

  private storeConfig(timer: number, config: bigint): void {
    this.target.block.setVpRegister(this.vp, VpRegister.timers + timer * 2, config);
  }

  private arm(timer: number, now: number): void {
    const config = this.config(timer);
    const count = Number(this.count(timer));
    const slack = (config & Config.lazy) !== 0n ? LAZY_SLACK_UNITS : 0;
    if ((config & Config.enabled) === 0n) this.due[timer] = Infinity;
    else if ((config & Config.periodic) !== 0n)
      this.due[timer] = now + Math.max(count, MIN_PERIOD_UNITS) + slack;
    else this.due[timer] = count + slack;
    this.findEarliest();
  }

  private findEarliest(): void {
    this.earliest = Math.min(...this.due);
  }

  private fire(timer: number, now: number): void {
    const config = this.config(timer);
    const due = this.due[timer] ?? now;
    if ((config & Config.periodic) === 0n) {
      this.due[timer] = Infinity;
      this.storeConfig(timer, config & ~Config.enabled);
    } else {
      const period = Math.max(Number(this.count(timer)), MIN_PERIOD_UNITS);
      const missed = Math.floor((now - due) / period);
      this.due[timer] = due + period * (missed > MAX_CATCH_UP ? missed + 1 : 1);
    }
    if ((config & Config.direct) !== 0n) pendInterrupt(this.target, this.vp, vectorOf(config));
    else this.postExpired(timer, sintOf(config), due, now);
  }

  /** One message of a timer at a time: a guest that does not take it gets no second one. */
  private postExpired(timer: number, sint: number, due: number, now: number): void {
    if (this.synic.queueLength(sint) >= TIMERS) return;
    this.synic.post(sint, {
      messageType: HypervisorMessage.TimerExpired,
      sender: 0n,
      payload: TimerMessage.encode({
        timerIndex: timer,
        expirationTime: BigInt(due),
        deliveryTime: BigInt(now),
      }),
    });
  }
}
