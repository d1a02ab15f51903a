/**
 * Changes of state: every RequestStateChange, guest shutdown, and what happens when a worker ends by
 * itself (wmi.md 11). Each change is a job; one change a machine at a time.
 */
import {existsSync, rmSync} from 'node:fs';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {bootPlan, guestName} from './boot-source.ts';
import {availableMemoryBytes} from './host-facts.ts';
import {
  giveBackState,
  identityScript,
  type ImageState,
  imageStateOf,
  keepState,
  takeState,
} from './image-states.ts';
import {Job} from './jobs.ts';
import type {Machine} from './machine.ts';
import {discEjected} from './machine-settings.ts';
import type {MachineWorker, ShutdownWish, WorkerEnd} from './machine-worker.ts';
import {assignAddresses} from './networks/assign-addresses.ts';
import {
  isKnownRequest,
  REQUEST,
  REQUEST_ALIASES,
  STATE,
  stateName,
  TRANSITION_JOBS,
  type Transition,
  transition,
} from './states.ts';
import {RECOVERY, SHUTDOWN, STARTUP, systemSetting} from './system-settings.ts';
import type {Vmms} from './vmms.ts';
import {RETURN, refusalOf, VmmsError} from './vmms-error.ts';

const OWNER = 'Msvm_VirtualSystemManagementService';
const HOST_DOWN: ShutdownWish = {force: true, reason: 'The host is shutting down.', reboot: false};
const SAVED_STATE = 'saved-state.bin';
/** A guest counts as idle when it used less than this part of a processor for so long. */
const IDLE_PART = 0.1;
const IDLE_LOOK_MS = 1000;
const IDLE_WITHIN_MS = 180_000;
const IDENTITY_MS = 10_000;

export class LifeCycle {
  private readonly vmms: Vmms;
  private isHostStopping = false;

  constructor(vmms: Vmms) {
    this.vmms = vmms;
  }

  /** Msvm_ComputerSystem.RequestStateChange. */
  request(machine: Machine, asked: number): Job {
    const requested = REQUEST_ALIASES[asked] ?? asked;
    if (!isKnownRequest(requested))
      throw new VmmsError(RETURN.InvalidParameter, `RequestedState ${asked} is not known.`);
    const what = transition(machine.state, requested);
    if (!what)
      throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is ${stateName(machine.state)}.`);
    return this.begin(machine, requested, what, () => this.transitions[what](machine));
  }

  /** Starts a machine that is off from the state that its image keeps; makes the state where there is none. */
  startFromImage(machine: Machine): Job {
    if (transition(machine.state, REQUEST.Start) !== 'start')
      throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is ${stateName(machine.state)}.`);
    const state = imageStateOf(this.vmms.store.home, machine);
    return this.begin(machine, REQUEST.Start, 'start', () => this.startFrom(machine, state));
  }

  private async startFrom(machine: Machine, state: ImageState): Promise<void> {
    if (!state.isKept) {
      await this.start(machine, undefined);
      const worker = this.workerOf(machine);
      await untilIdle(worker);
      await keepState(state, machine.hardwareId, (file, whilePaused) =>
        worker.keepState(file, whilePaused),
      );
      return;
    }
    this.vmms.keep(machine, {...machine.config, hardwareId: takeState(state)});
    try {
      await this.start(machine, state.stateFile, true);
    } catch (error) {
      giveBackState(state);
      throw error;
    }
    const worker = this.workerOf(machine);
    const script = {text: identityScript(guestName(machine.name))};
    await worker.guest.runScript(script, {contactMs: IDENTITY_MS});
    showPrompt(worker);
  }

  private begin(
    machine: Machine,
    requested: number,
    what: Transition,
    change: () => Promise<void>,
  ): Job {
    const [type, name] = TRANSITION_JOBS[what];
    const job = new Job({type, name, owner: OWNER});
    job.affected.push({className: 'Msvm_ComputerSystem', self: machine});
    machine.job = job;
    machine.requestedState = requested;
    return this.vmms.jobs.run(job, () => this.carry(machine, job, change));
  }

  private async carry(machine: Machine, job: Job, change: () => Promise<void>): Promise<void> {
    try {
      await change();
    } finally {
      if (machine.job === job) {
        machine.job = undefined;
        machine.requestedState = 12;
        this.tell(machine);
      }
    }
  }

  private readonly transitions: Readonly<Record<Transition, (machine: Machine) => Promise<void>>> =
    {
      start: machine => this.start(machine, undefined),
      restore: machine => this.start(machine, this.savedStateFile(machine)),
      resume: async machine => {
        this.enter(machine, STATE.Resuming);
        await this.workerOf(machine).resume();
        this.enter(machine, STATE.Running);
      },
      'turn-off': machine => this.turnOff(machine),
      'cancel-start': machine => this.turnOff(machine),
      'drop-saved-state': async machine => {
        this.dropSavedState(machine);
        this.enter(machine, STATE.Off);
      },
      save: machine => this.save(machine),
      pause: async machine => {
        this.enter(machine, STATE.Pausing);
        await this.workerOf(machine).pause();
        this.enter(machine, STATE.Paused);
      },
      reset: machine => this.reset(machine),
    };

  /** With `isCopy`, the saved state is that of another machine. */
  private async start(
    machine: Machine,
    savedState: string | undefined,
    isCopy = false,
  ): Promise<void> {
    const before = machine.state;
    this.enter(machine, STATE.Starting);
    try {
      this.checkStart(machine, before);
      assignAddresses(this.vmms, machine);
      const worker = await this.vmms.options.startWorker({
        machine,
        switches: this.vmms.switches,
        folder: this.vmms.store.machineFolder(machine.id),
        disks: machine.disks(),
        boot: bootPlan(machine, this.vmms.store.home),
        savedState,
        isCopy,
        processorMHz: this.vmms.facts.processorMHz,
        onEnd: end => this.onWorkerEnd(machine, end),
        onEject: drive => discEjected(this.vmms, machine, drive),
      });
      // A turn-off during the start has already made the machine Off.
      if (machine.state !== STATE.Starting) return await worker.turnOff();
      machine.worker = worker;
    } catch (error) {
      if (machine.state === STATE.Starting) this.enter(machine, before);
      throw startRefusal(machine, error);
    }
    machine.restartClock();
    this.enter(machine, STATE.Running);
    if (savedState !== undefined) this.dropSavedState(machine);
    this.noteRunning(machine, true);
    this.vmms.statistics.begin(machine);
    this.vmms.division.update();
  }

  /** Everything that can be known before a worker is made (resources.md 4.2.3). */
  private checkStart(machine: Machine, before: number): void {
    for (const disk of machine.disks())
      if (disk.path !== '' && !existsSync(disk.path))
        throw new VmmsError(
          RETURN.FileNotFound,
          `'${machine.name}' could not start: the disk "${disk.path}" does not exist.`,
        );
    const size = this.vmms.facts.processorMHz * machine.processors;
    if (machine.config.cpu.reservation > size)
      throw new VmmsError(
        RETURN.InvalidParameter,
        `The CPU reservation of '${machine.name}' (${machine.config.cpu.reservation} MHz) is above its size (${size} MHz).`,
        {fault: 'BadSetting'},
      );
    // The machine counts as on while Starting; for the test it must not count twice.
    const state = machine.state;
    machine.state = before as Machine['state'];
    try {
      this.vmms.pools.checkPowerOn(machine);
    } finally {
      machine.state = state;
    }
    const free = availableMemoryBytes();
    if (machine.memoryMB * 1024 ** 2 > free)
      throw new VmmsError(
        RETURN.OutOfMemory,
        `Not enough memory in the system to start the virtual machine ${machine.name}: ${machine.memoryMB} MB are needed and ${Math.floor(free / 1024 ** 2)} MB available.`,
        {fault: 'HostMemoryShortage'},
      );
  }

  private async turnOff(machine: Machine): Promise<void> {
    this.enter(machine, STATE.Stopping);
    const {worker} = machine;
    this.vmms.metering.leave(machine);
    machine.worker = undefined;
    await worker?.turnOff();
    this.off(machine);
  }

  private async save(machine: Machine): Promise<void> {
    const before = machine.state;
    const worker = this.workerOf(machine);
    const file = path.join(this.vmms.store.machineFolder(machine.id), SAVED_STATE);
    this.enter(machine, STATE.Saving);
    this.vmms.metering.leave(machine);
    try {
      await worker.save(file);
    } catch (error) {
      rmSync(file, {force: true});
      if (machine.worker === worker) this.enter(machine, before);
      throw error;
    }
    machine.worker = undefined;
    this.vmms.keep(machine, {...machine.config, savedState: SAVED_STATE});
    this.noteRunning(machine, false);
    this.enter(machine, STATE.Saved);
    this.vmms.division.update();
  }

  private async reset(machine: Machine): Promise<void> {
    await this.workerOf(machine).reset();
    machine.restartClock();
    this.enter(machine, STATE.Running);
  }

  /** Asks the guest; a return code of InitiateShutdown. The machine ends later, or never. */
  async shutdownGuest(machine: Machine, wish: ShutdownWish): Promise<number> {
    if (machine.state !== STATE.Running || !machine.worker) return RETURN.InvalidState;
    return machine.worker.shutdown(wish);
  }

  destroy(machine: Machine): Job {
    if ((machine.state !== STATE.Off && machine.state !== STATE.Saved) || machine.job)
      throw new VmmsError(
        RETURN.InvalidState,
        `'${machine.name}' is ${stateName(machine.state)} and can be removed only when it is off or saved.`,
      );
    const job = new Job({type: 3, name: 'Deleting Virtual Machine', owner: OWNER});
    machine.job = job;
    return this.vmms.jobs.run(job, () => {
      machine.job = undefined;
      this.vmms.forget(machine);
    });
  }

  private onWorkerEnd(machine: Machine, {reason, detail}: WorkerEnd): void {
    if (!machine.worker) return;
    this.vmms.options.log(
      `${machine.name} (${machine.id}) ended: ${reason}${detail ? `, ${detail}` : ''}`,
    );
    if (reason === 'crash')
      this.vmms.events.note(
        machine,
        'VmGuestOSCrashedEvent',
        `has crashed: ${detail ?? 'its guest said nothing'}`,
      );
    if (reason === 'reset') {
      this.vmms.events.note(machine, 'VmGuestRebootEvent', 'was restarted by its guest');
      machine.restartClock();
      this.enter(machine, STATE.Running);
      return;
    }
    this.vmms.metering.ended(machine);
    machine.worker = undefined;
    if (reason === 'shutdown') this.enter(machine, STATE.Stopping);
    this.off(machine);
    if (
      reason === 'crash' &&
      !this.isHostStopping &&
      systemSetting(machine.config, 'AutomaticRecoveryAction') === RECOVERY.Restart
    )
      this.request(machine, REQUEST.Start);
  }

  private off(machine: Machine): void {
    this.enter(machine, STATE.Off);
    this.noteRunning(machine, false);
    this.vmms.division.update();
  }

  /** Notes on disk whether it runs, for the automatic start. What ends because the host does, ran. */
  private noteRunning(machine: Machine, isRunning: boolean): void {
    if (this.isHostStopping) return;
    try {
      this.vmms.store.noteRunning(machine.id, isRunning);
    } catch (error) {
      this.vmms.options.log(`${machine.name}: ${refusalOf(error).message}`);
    }
  }

  private dropSavedState(machine: Machine): void {
    const {savedState, ...config} = machine.config;
    if (savedState === undefined) return;
    this.vmms.keep(machine, config);
    rmSync(path.join(this.vmms.store.machineFolder(machine.id), savedState), {force: true});
  }

  private savedStateFile(machine: Machine): string {
    return path.join(
      this.vmms.store.machineFolder(machine.id),
      machine.config.savedState ?? SAVED_STATE,
    );
  }

  private enter(machine: Machine, state: Machine['state']): void {
    machine.enter(state);
    this.tell(machine);
  }

  private tell(machine: Machine): void {
    this.vmms.changes.tell('modify', 'Msvm_ComputerSystem', machine);
  }

  private workerOf(machine: Machine): MachineWorker {
    if (machine.worker) return machine.worker;
    throw new VmmsError(RETURN.InvalidState, `'${machine.name}' is not running.`);
  }

  startAutomatically(): void {
    const order = [...this.vmms.machines.values()]
      .map(machine => ({
        machine,
        number: Number(systemSetting(machine.config, 'AutomaticStartupActionSequenceNumber')),
      }))
      .sort((a, b) => a.number - b.number);
    for (const {machine} of order) {
      const action = systemSetting(machine.config, 'AutomaticStartupAction');
      const wanted =
        action === STARTUP.Always ||
        (action === STARTUP.IfRunning && this.vmms.store.wasRunning(machine.id));
      if (!wanted) {
        this.noteRunning(machine, false);
        continue;
      }
      const delayMs = Number(systemSetting(machine.config, 'AutomaticStartupActionDelay')) * 1000;
      setTimeout(() => {
        if (this.isHostStopping || !transition(machine.state, REQUEST.Start)) return;
        this.request(machine, REQUEST.Start);
      }, delayMs).unref();
    }
  }

  /**
   * The host goes down: what is under way ends first, then each machine goes as its
   * AutomaticShutdownAction says; whatever is left is turned off.
   */
  async stopAll(timeoutMs: number): Promise<void> {
    this.isHostStopping = true;
    const machines = [...this.vmms.machines.values()];
    await Promise.all(machines.map(machine => this.stopForHost(machine, timeoutMs)));
  }

  private async stopForHost(machine: Machine, timeoutMs: number): Promise<void> {
    await machine.job?.done;
    if (!machine.worker) return;
    const action = systemSetting(machine.config, 'AutomaticShutdownAction');
    if (action === SHUTDOWN.Save && transition(machine.state, REQUEST.Save)) {
      const job = this.request(machine, REQUEST.Save);
      await job.done;
      if (!job.error) return;
    }
    if (
      action !== SHUTDOWN.TurnOff &&
      (await this.shutdownGuest(machine, HOST_DOWN)) === RETURN.Completed
    )
      await machine.reached(STATE.Off, timeoutMs);
    await machine.worker?.turnOff();
    // Its folder still says that it ran: that is what the automatic start goes by.
    machine.worker = undefined;
    machine.enter(STATE.Off);
  }
}

/** The console of a copy is empty: an empty line makes the guest show its prompt with the new name. */
function showPrompt(worker: MachineWorker): void {
  const nothing = (): void => {};
  const port = worker.openConsole(nothing, nothing, false);
  port.write(Buffer.from('\n'));
  port.close();
}

/** Waits until the guest's agent is there and the guest has nothing to do. Rejects with VmmsError. */
async function untilIdle(worker: MachineWorker): Promise<void> {
  const deadline = Date.now() + IDLE_WITHIN_MS;
  const used = (): number =>
    worker.statistics().processors.reduce((sum, vp) => sum + vp.usedMicros, 0);
  while (Date.now() < deadline) {
    const before = used();
    await sleep(IDLE_LOOK_MS);
    if (worker.guest.isReady && used() - before < IDLE_LOOK_MS * 1000 * IDLE_PART) return;
  }
  throw new VmmsError(
    RETURN.Timeout,
    'The machine runs, but its image keeps no state: its guest was not idle at a prompt in time.',
  );
}

function startRefusal(machine: Machine, error: unknown): VmmsError {
  const {returnCode, message, fault} = refusalOf(error);
  return new VmmsError(
    returnCode,
    message.includes(machine.name) ? message : `'${machine.name}' failed to start. ${message}`,
    {...(fault ? {fault} : {}), cause: error},
  );
}
