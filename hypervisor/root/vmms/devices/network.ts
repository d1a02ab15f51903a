/**
 * The network adapters of a machine: offered as its settings say, also when they change while it
 * runs. Frames are the network thread's business.
 */
import type {PortCounterValues} from '../../../switch/counters.ts';
import type {Offer} from '../../vmbus/channel-table.ts';
import type {VmbusServer} from '../../vmbus/server.ts';
import type {NetworkService} from '../../vsp/network/network-service.ts';
import type {AdapterSettings} from '../../vsp/network/settings.ts';
import {NetVsp} from '../../vsp/network/vsp.ts';
import type {Machine} from '../machine.ts';
import {adapterSettings, adaptersOf} from '../networks/machine-adapters.ts';
import type {Switches} from '../networks/switches.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

export function offerNetwork({machine, vid, switches}: DevicePlace): Network {
  const network = new Network(machine, vid.vmbus, switches);
  void network.applySettings();
  return network;
}

interface Adapter {
  readonly vsp: NetVsp;
  readonly offer: Offer;
}

export class Network implements MachineDevice {
  readonly #machine: Machine;
  readonly #vmbus: VmbusServer;
  readonly #switches: Switches;
  /** By the id of their settings. */
  readonly #adapters = new Map<string, Adapter>();

  constructor(machine: Machine, vmbus: VmbusServer, switches: Switches) {
    this.#machine = machine;
    this.#vmbus = vmbus;
    this.#switches = switches;
  }

  /** Offers, changes and takes away; ends when the guest has let go of what is gone. */
  async applySettings(): Promise<void> {
    const {config} = this.#machine;
    const wanted = adaptersOf(config);
    const ids = new Set(wanted.map(({id}) => id));
    const done: Promise<unknown>[] = [];
    for (const [id, adapter] of this.#adapters)
      if (!ids.has(id)) done.push(this.#remove(id, adapter));
    for (const resource of wanted) {
      const settings = adapterSettings(config, resource);
      const known = this.#adapters.get(resource.id);
      if (!known) this.#add(resource.id, settings);
      else if (!isSame(known.vsp.settings, settings)) done.push(known.vsp.set(settings));
    }
    await Promise.all(done);
  }

  /** A switch was made anew: what was on it goes back. */
  async replug(switchId: string): Promise<void> {
    const adapters = [...this.#adapters.values()].map(({vsp}) => vsp);
    const on = adapters.filter(({settings}) => settings.switchId === switchId);
    await Promise.all(on.map(vsp => vsp.set(vsp.settings)));
  }

  /** Counters by the id of the adapter's settings. */
  statistics(): Map<string, PortCounterValues> {
    return new Map([...this.#adapters].map(([id, {vsp}]) => [id, vsp.counters()]));
  }

  async save(): Promise<SavedAdapters> {
    const states = [...this.#adapters].map(async ([id, {vsp}]) => [id, await vsp.save()] as const);
    return new Map(await Promise.all(states));
  }

  restore(state: unknown): void {
    const saved = state as SavedAdapters | undefined;
    for (const [id, {vsp}] of this.#adapters) vsp.restore(saved?.get(id));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#adapters.values()].map(({vsp}) => vsp.close()));
    this.#adapters.clear();
  }

  /** What the guest sends is served after this: commands to the thread keep their order. */
  #add(id: string, settings: AdapterSettings): void {
    const service: NetworkService = this.#switches.service();
    const vsp = new NetVsp(settings, service);
    void vsp.begin();
    this.#adapters.set(id, {vsp, offer: this.#vmbus.offer(vsp)});
  }

  async #remove(id: string, {vsp, offer}: Adapter): Promise<void> {
    this.#adapters.delete(id);
    await offer.rescind();
    await vsp.close();
  }
}

/** By the id of the adapter's settings. */
type SavedAdapters = ReadonlyMap<string, Awaited<ReturnType<NetVsp['save']>>>;

function isSame(a: AdapterSettings, b: AdapterSettings): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
