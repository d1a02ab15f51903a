/**
 * The loop around an engine: commands of the root, interrupts, the scheduler, sleep.
 *
 * Runs on the thread of the virtual processor and blocks it; every pause is a wait on the one
 * doorbell. Knows no instruction set and no guest.
 */
import {VpCommand, VpWord} from '../hv/partition-block.ts';
import type {ProcessorExit, RootLink} from '../hv/root-link.ts';
import type {Dispatch} from '../hv/scheduler/dispatch.ts';
import type {SynicState} from '../hv/synic.ts';
import type {ProcessorRequest, VirtualProcessor} from '../hv/virtual-processor.ts';
import type {Engine} from './engine.ts';
import {IdleSlack} from './idle-slack.ts';

/** How long an engine with an event loop may keep it waiting. */
const EVENT_LOOP_TURN_MICROS = 20_000;

/** What a processor is saved as, beside memory and the partition's block. */
export interface SavedProcessor {
  engine: unknown;
  synic: SynicState;
  halted: boolean;
}

export class ProcessorLoop {
  private readonly vp: VirtualProcessor;
  private readonly engine: Engine;
  private readonly dispatch: Dispatch;
  private readonly link: RootLink;
  /** The guest waits for an interrupt. */
  private halted = false;
  private suspended = false;
  private readonly slack = new IdleSlack();

  constructor(vp: VirtualProcessor, engine: Engine, dispatch: Dispatch, link: RootLink) {
    this.vp = vp;
    this.engine = engine;
    this.dispatch = dispatch;
    this.link = link;
    vp.isWanted = () => dispatch.attention();
  }

  /** Until the processor ends. Gives the event loop a turn only to engines that need it. */
  async run(): Promise<ProcessorExit> {
    const {clock} = this.vp;
    for (;;) {
      const turnEnds = this.engine.needsEventLoop
        ? clock.micros() + EVENT_LOOP_TURN_MICROS
        : Infinity;
      do {
        const exit = this.turn();
        if (exit) {
          this.dispatch.rest();
          return exit;
        }
      } while (clock.micros() < turnEnds);
      await new Promise(resume => setImmediate(resume));
    }
  }

  /** One look around and one piece of guest time; an exit ends the processor. */
  turn(): ProcessorExit | undefined {
    const {vp, dispatch, engine} = this;
    if (dispatch.look()) this.slack.disturb(vp.clock.micros());
    const command = vp.block.vp(vp.vpIndex, VpWord.command);
    if (command === VpCommand.terminate) return {reason: 'terminated'};
    vp.service();
    const request = vp.takeRequest();
    if (request) return this.serve(request);
    if (command === VpCommand.suspend) return this.stand();
    this.goOn();
    if (vp.deliverInterrupts(vector => engine.interrupt(vector))) this.halted = false;
    if (this.halted && engine.untilTimer?.() === 0) this.halted = false;
    if (this.halted) return this.sleep();
    if (!dispatch.isRunning) {
      dispatch.acquire(() => this.hasCommand());
      return undefined;
    }
    return this.execute();
  }

  restore(state: SavedProcessor): void {
    this.halted = state.halted;
    this.vp.restore(state.synic);
  }

  private execute(): ProcessorExit | undefined {
    const {vp, dispatch, engine} = this;
    const exit = engine.run(Math.max(0, Math.min(dispatch.quantumLeft(), vp.untilTimer())));
    if (exit === 'halt' || vp.takeHalt()) this.halted = true;
    else if (exit !== 'quantum') {
      const request = vp.takeRequest();
      if (request && request.kind !== 'save') return this.serve(request);
      return exit === 'fault' ? this.fault() : {reason: exit};
    }
    if (this.halted) return undefined;
    this.slack.disturb(vp.clock.micros());
    dispatch.keepRunning();
    return undefined;
  }

  private fault(): ProcessorExit {
    const detail = this.engine.faultDetail?.();
    return {reason: 'fault', ...(detail !== undefined && {detail})};
  }

  private hasCommand(): boolean {
    return this.vp.block.vp(this.vp.vpIndex, VpWord.command) !== VpCommand.run;
  }

  private sleep(): undefined {
    if (this.dispatch.isRunning && this.dispatch.spin()) return;
    this.dispatch.rest();
    const {vp, engine} = this;
    const slack = engine.allowsSlack ? this.slack.micros(vp.clock.micros()) : 0;
    const micros = Math.min(vp.untilTimer() + slack, engine.untilTimer?.() ?? Infinity);
    if (micros > 0) this.dispatch.sleep(micros);
  }

  /** Stands still by order of the root, which is told once. */
  private stand(): undefined {
    this.dispatch.rest();
    if (!this.suspended) {
      this.suspended = true;
      this.link.send({kind: 'suspended'});
    }
    this.dispatch.sleep(Infinity);
  }

  private goOn(): void {
    if (!this.suspended) return;
    this.suspended = false;
    this.vp.renewTime();
  }

  private serve(request: ProcessorRequest): ProcessorExit | undefined {
    if (request.kind === 'reset') return {reason: 'reset'};
    if (request.kind === 'crash') return {reason: 'crash', crash: request.report};
    const state: SavedProcessor = {
      engine: this.engine.save(),
      synic: this.vp.save(),
      halted: this.halted,
    };
    this.link.send({kind: 'saved', state});
    return undefined;
  }
}
