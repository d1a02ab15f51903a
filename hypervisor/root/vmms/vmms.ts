/**
 * VMMS, virtual machine management: the one owner of configuration, inventory, pools and jobs.
 *
 * Single-threaded (the service's main thread). A change is first written, then true, then told.
 * The parts: machine-settings.ts changes configurations, life-cycle.ts changes states,
 * cpu-division.ts hands out entitlements, statistics/ measures.
 */
import {EventLog} from './event-log.ts';
import {Changes} from './events.ts';
import type {AskedSettings} from './asked-settings.ts';
import {ConfigStore} from './config-store.ts';
import {CpuDivision} from './cpu-division.ts';
import {newMachine, withFixedDevices} from './define-machine.ts';
import {type HostFacts, readHostFacts, reservableMemoryBytes} from './host-facts.ts';
import type {HostSettings} from './host-settings.ts';
import {Inventory} from './inventory/inventory.ts';
import {folderOf, hasFolder, MACHINE_FOLDER, withoutFolder} from './inventory/folders.ts';
import type {EntityKey} from './inventory/inventory-config.ts';
import {type Job, Jobs} from './jobs.ts';
import {LifeCycle} from './life-cycle.ts';
import {Machine} from './machine.ts';
import type {MachineConfig} from './machine-config.ts';
import type {WorkerFactory} from './machine-worker.ts';
import {switchIdOf} from './networks/machine-adapters.ts';
import type {SwitchConfig} from './networks/switch-config.ts';
import {Switches} from './networks/switches.ts';
import {MemoryBalancer} from './memory-balancer.ts';
import {PoolTree} from './resources/pool-tree.ts';
import {ROOT_POOL} from './resources/pool-config.ts';
import {Metering} from './metering/metering.ts';
import {Statistics} from './statistics/statistics.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

export interface VmmsOptions {
  readonly home: string;
  readonly startWorker: WorkerFactory;
  /** One line for the log. */
  readonly log: (text: string) => void;
  /** Seconds between samples of the realtime series; 20 unless the service was told otherwise. */
  readonly statIntervalSecs: number;
  /** Overrides the kept setting: HVSH_LOGICAL_PROCESSORS. */
  readonly logicalProcessors: number | undefined;
  /** Told when the number of usable logical processors or the speed is settled or changed. */
  readonly onProcessors: (count: number, processorMHz: number) => void;
}

export class Vmms {
  readonly options: VmmsOptions;
  readonly store: ConfigStore;
  readonly facts: HostFacts = readHostFacts();
  readonly machines = new Map<string, Machine>();
  readonly changes = new Changes();
  readonly jobs: Jobs;
  readonly pools: PoolTree;
  readonly lifeCycle: LifeCycle;
  readonly division: CpuDivision;
  readonly memory: MemoryBalancer;
  readonly statistics: Statistics;
  readonly metering: Metering;
  readonly events: EventLog;
  readonly switches: Switches;
  readonly inventory: Inventory;
  readonly started = Date.now();
  private settings: HostSettings;

  constructor(options: VmmsOptions) {
    this.options = options;
    this.store = new ConfigStore(options.home);
    const {machines, pools, host, problems} = this.store.load();
    for (const problem of problems) options.log(problem);
    this.settings = host;
    for (const config of machines)
      this.machines.set(config.id, new Machine(withFixedDevices(config)));
    this.events = new EventLog(options.home, this.machines.values(), options.log);
    this.events.follow(this.changes);
    this.switches = new Switches(options.home, options.log);
    this.jobs = new Jobs((job, kind) => this.changes.tell(kind, job.className, job));
    this.pools = new PoolTree(
      pools,
      () => this.machines.values(),
      () => this.capacity,
    );
    this.inventory = new Inventory(options.home, entity => this.hasEntity(entity), options.log);
    this.adoptStrays();
    this.division = new CpuDivision(this);
    this.lifeCycle = new LifeCycle(this);
    this.memory = new MemoryBalancer(this);
    this.statistics = new Statistics(this, options.statIntervalSecs);
    this.metering = new Metering(this);
    options.onProcessors(this.logicalProcessors, this.facts.processorMHz);
  }

  get hostSettings(): HostSettings {
    return this.settings;
  }

  get logicalProcessors(): number {
    const wanted =
      this.options.logicalProcessors ??
      this.settings.logicalProcessors ??
      this.facts.logicalProcessors;
    return Math.min(this.facts.logicalProcessors, Math.max(1, wanted));
  }

  /** What machines may have: MHz of the usable logical processors, and KB of reservable memory. */
  get capacity(): {cpu: number; memory: number} {
    return {
      cpu: this.logicalProcessors * this.facts.processorMHz,
      memory: Math.floor(reservableMemoryBytes(this.facts.memoryBytes) / 1024),
    };
  }

  machine(id: string): Machine | undefined {
    return this.machines.get(id.replace(/^\{|\}$/g, '').toUpperCase());
  }

  define(system: Readonly<Record<string, unknown>>, resources: readonly AskedSettings[]): Machine {
    const config = newMachine({system, resources, processorMHz: this.facts.processorMHz});
    if (this.machines.has(config.id))
      throw new VmmsError(
        RETURN.ObjectExists,
        `There is a machine with the identifier ${config.id} already.`,
      );
    this.store.saveMachine(config);
    const machine = new Machine(config);
    this.machines.set(machine.id, machine);
    this.changes.tell('create', 'Msvm_ComputerSystem', machine);
    this.changes.tell('create', 'Msvm_VirtualSystemSettingData', machine);
    return machine;
  }

  /** Writes a machine's new configuration and makes it true. */
  keep(machine: Machine, config: MachineConfig): void {
    if (config === machine.config) return;
    this.store.saveMachine(config);
    machine.config = config;
    machine.configChanged = Date.now();
    void machine.worker?.applySettings();
    this.changes.tell('modify', 'Msvm_ComputerSystem', machine);
    this.changes.tell('modify', 'Msvm_VirtualSystemSettingData', machine);
  }

  /** A switch was made anew: adapters of machines that run go back into it. */
  async replug(switchId: string): Promise<void> {
    await Promise.all([...this.machines.values()].map(({worker}) => worker?.replug(switchId)));
  }

  /** A switch is gone: the machines' connections to it lead nowhere, and remember its name. */
  unplug({id, name}: SwitchConfig): void {
    for (const machine of this.machines.values()) {
      const resources = machine.config.resources.map(resource => {
        if (resource.kind !== 'network-connection' || switchIdOf(resource) !== id) return resource;
        const gone = {HostResource: [], LastKnownSwitchName: name};
        return {...resource, properties: {...resource.properties, ...gone}};
      });
      if (resources.some((resource, index) => resource !== machine.config.resources[index]))
        this.keep(machine, {...machine.config, resources});
    }
  }

  destroy(machine: Machine): Job {
    return this.lifeCycle.destroy(machine);
  }

  /** The machine's folder is gone: forget it. */
  forget(machine: Machine): void {
    this.store.removeMachine(machine.id);
    this.machines.delete(machine.id);
    this.statistics.forget(machine.id);
    this.metering.forget(machine);
    this.inventory.forget(`VirtualMachine:${machine.id}`);
    this.changes.tell('delete', 'Msvm_VirtualSystemSettingData', machine);
    this.changes.tell('delete', 'Msvm_ComputerSystem', machine);
  }

  /** Runs a change of the pools, writes them, and divides anew. */
  changePools<T>(change: (pools: PoolTree) => T): T {
    const before = this.pools.all();
    const result = change(this.pools);
    try {
      this.store.savePools(this.pools.all());
    } catch (error) {
      this.pools.restore(before);
      throw error;
    }
    this.division.update();
    return result;
  }

  removePool(id: string): void {
    const {parent} = this.changePools(pools => pools.remove(id));
    this.statistics.forget(id);
    this.inventory.forget(`ResourcePool:${id}`);
    for (const machine of this.machines.values())
      if (machine.config.pool === id) this.keep(machine, {...machine.config, pool: parent});
    this.division.update();
  }

  moveMachine(machine: Machine, pool: string): void {
    if (!this.pools.has(pool))
      throw new VmmsError(RETURN.ObjectNotFound, 'The pool does not exist.');
    const old = machine.config;
    const next = {...old, pool};
    const set = (config: MachineConfig) => (): void => {
      machine.config = config;
    };
    if (machine.isOn) this.pools.tryMove(set(next), set(old), machine.name, pool);
    machine.config = old;
    this.keep(machine, next);
    this.division.update();
  }

  /** Puts a machine into a folder of machines. */
  placeMachine(machine: Machine, folder: string): void {
    if (folderOf(machine) !== folder) this.keep(machine, {...machine.config, folder});
  }

  /** Removes a folder and those below it; machines inside go to the folder it was in. */
  removeFolder(id: string): void {
    const {config, gone, parent} = withoutFolder(this.inventory.config, id);
    for (const machine of this.machines.values())
      if (gone.has(folderOf(machine))) this.placeMachine(machine, parent);
    this.inventory.keep(config);
  }

  changeHost(change: Partial<HostSettings>): void {
    const {logicalProcessors} = change;
    const most = this.facts.logicalProcessors;
    if (
      logicalProcessors !== undefined &&
      logicalProcessors !== null &&
      !(Number.isInteger(logicalProcessors) && logicalProcessors >= 1 && logicalProcessors <= most)
    )
      throw new VmmsError(
        RETURN.InvalidParameter,
        `LogicalProcessors must be 1 to ${most}, but is ${logicalProcessors}.`,
      );
    const next = {...this.settings, ...change};
    this.store.saveHost(next);
    this.settings = next;
    this.options.onProcessors(this.logicalProcessors, this.facts.processorMHz);
    this.division.update();
  }

  /** Machines that started by themselves when the host did: those that were on or always start. */
  startAutomatically(): void {
    this.switches.startMappings();
    this.lifeCycle.startAutomatically();
  }

  /** Ends everything: machines as their AutomaticShutdownAction says, within the time. */
  async stop(timeoutMs: number): Promise<void> {
    this.statistics.stop();
    this.metering.stop();
    await this.lifeCycle.stopAll(timeoutMs);
    await this.switches.stop();
    this.division.stop();
    this.memory.stop();
  }

  /** Whether a machine or pool is there still; all else always is. */
  private hasEntity(entity: EntityKey): boolean {
    const [type, id = ''] = entity.split(':');
    if (type === 'VirtualMachine') return this.machines.has(id);
    return type !== 'ResourcePool' || this.pools.has(id);
  }

  /** Machines whose pool or folder is gone (interrupted removal) belong to the root. */
  private adoptStrays(): void {
    for (const machine of this.machines.values()) {
      if (!this.pools.has(machine.config.pool))
        machine.config = {...machine.config, pool: ROOT_POOL};
      if (!hasFolder(this.inventory.config, folderOf(machine)))
        machine.config = {...machine.config, folder: MACHINE_FOLDER};
    }
  }
}
