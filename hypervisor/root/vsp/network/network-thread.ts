/**
 * The network thread: serves the network channels of all machines, the switches between them, and
 * the user networks behind those.
 *
 * It has an event loop, for the host's sockets, and sleeps in it: a guest's signal ends an
 * `Atomics.waitAsync`. While there is work, channels get their turns between those of the sockets.
 */
import {randomBytes} from 'node:crypto';
import {performance} from 'node:perf_hooks';
import {parentPort, workerData} from 'node:worker_threads';
import {DEFAULT_PORT} from '../../../switch/port-settings.ts';
import {UserNetwork} from '../../../switch/user-network/user-network.ts';
import {VirtualSwitch} from '../../../switch/virtual-switch.ts';
import {attachChannel, type DataChannel} from '../../vmbus/data-channel.ts';
import type {CommandMessage, ThreadMessage} from '../command-link.ts';
import {ServedAdapter} from './served-adapter.ts';
import {NetSession} from './session.ts';
import type {
  AddSwitchCommand,
  LearnedAddress,
  MapPortCommand,
  NetworkCommand,
  NetworkNotice,
  NetworkThreadData,
  ServeCommand,
  SetAdapterCommand,
} from './thread-commands.ts';

/** Packets served for one channel before the next has its turn. */
const TURN = 64;
/** Turns without work before the guests shall signal: some 50 us, which is what a wake-up costs. */
const IDLE_TURNS = 8;

interface Network {
  switch: VirtualSwitch;
  users: UserNetwork | undefined;
}

interface Served {
  channel: DataChannel;
  adapter: ServedAdapter;
  session: NetSession;
  /** Its ring is looked at each turn; the guest need not signal. */
  polled: boolean;
}

const now = (): number => performance.now();

/** Role `network`. The thread ends when it was told to stop and nothing holds it. */
export function main(): void {
  const {doorbell} = workerData as NetworkThreadData;
  new NetworkLoop(new Int32Array(doorbell.buffer), doorbell.index).run();
}

function say(message: ThreadMessage<string, NetworkNotice>): void {
  parentPort?.postMessage(message);
}

class NetworkLoop {
  readonly #bell: Int32Array;
  readonly #index: number;
  readonly #networks = new Map<string, Network>();
  readonly #adapters = new Map<string, ServedAdapter>();
  readonly #served = new Map<string, Served>();
  readonly #dirty = new Set<ServedAdapter>();
  #heard = -1;
  #idleTurns = 0;
  /** A turn is on its way: by `setImmediate`, by the doorbell, or by a timer. */
  #isTurnDue = false;
  #isListening = false;
  #limitTimer: NodeJS.Timeout | undefined;

  constructor(bell: Int32Array, index: number) {
    this.#bell = bell;
    this.#index = index;
  }

  run(): void {
    parentPort?.on('message', (message: CommandMessage<NetworkCommand>) => {
      void this.#answer(message).then(say);
    });
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isTurnDue) return;
    this.#isTurnDue = true;
    setImmediate(() => this.#turn());
  }

  #turn(): void {
    this.#isTurnDue = false;
    this.#heard = Atomics.load(this.#bell, this.#index);
    for (const served of this.#served.values())
      if (served.channel.takeSignal()) served.polled = true;
    const isBusy = this.#serveAll();
    this.#flush();
    this.#idleTurns = isBusy ? 0 : this.#idleTurns + 1;
    if (isBusy || (this.#idleTurns < IDLE_TURNS && this.#isPolling())) return this.#schedule();
    if (this.#restAll()) return this.#schedule();
    this.#listen();
  }

  /** One turn for every channel. True: somebody had something to do. */
  #serveAll(): boolean {
    let isBusy = false;
    for (const served of this.#served.values())
      if (served.polled && served.session.serve(TURN)) isBusy = true;
    return isBusy;
  }

  #isPolling(): boolean {
    for (const served of this.#served.values()) if (served.polled) return true;
    return false;
  }

  /** Guests shall signal from now on. True: somebody has something to do already. */
  #restAll(): boolean {
    let isBusy = false;
    let waitMs = 0;
    for (const served of this.#served.values()) {
      if (!served.polled) continue;
      const limited = served.session.waitMs();
      // Who has sent all that it may is looked at when it may again.
      if (limited > 0) waitMs = waitMs === 0 ? limited : Math.min(waitMs, limited);
      else {
        served.polled = served.session.rest();
        isBusy ||= served.polled;
      }
    }
    if (waitMs > 0 && !isBusy) this.#wakeIn(waitMs);
    return isBusy;
  }

  #wakeIn(waitMs: number): void {
    clearTimeout(this.#limitTimer);
    this.#limitTimer = setTimeout(() => this.#schedule(), waitMs);
  }

  #listen(): void {
    if (this.#isListening) return;
    const wait = Atomics.waitAsync(this.#bell, this.#index, this.#heard);
    if (!wait.async) return this.#schedule();
    this.#isListening = true;
    void wait.value.then(() => {
      this.#isListening = false;
      this.#idleTurns = 0;
      if (!this.#isTurnDue) this.#turn();
    });
  }

  /** Shows guests what they got, once for all that came together. */
  #onDirty(adapter: ServedAdapter): void {
    if (this.#dirty.size === 0) queueMicrotask(() => this.#flush());
    this.#dirty.add(adapter);
  }

  #flush(): void {
    for (const adapter of this.#dirty) adapter.session?.flush();
    this.#dirty.clear();
  }

  async #answer({
    id,
    command,
  }: CommandMessage<NetworkCommand>): Promise<ThreadMessage<string, NetworkNotice>> {
    try {
      return {id, result: await this.#obey(command)};
    } catch (error) {
      return {id, failure: error instanceof Error ? error.message : String(error)};
    }
  }

  #obey(command: NetworkCommand): unknown {
    switch (command.kind) {
      case 'addSwitch':
        return this.#addSwitch(command);
      case 'removeSwitch':
        return this.#removeSwitch(command.switchId);
      case 'setAdapter':
        return this.#setAdapter(command);
      case 'removeAdapter':
        return this.#removeAdapter(command.adapter);
      case 'serve':
        return this.#serve(command);
      case 'release':
        return this.#release(command.adapter, command.relid);
      case 'save':
        return this.#served.get(command.adapter)?.session.save();
      case 'memory': {
        const served = this.#served.get(command.adapter);
        if (served?.channel.relid === command.relid) {
          served.session.sharedMemory(command.gpadl, command.ranges);
          served.polled = true;
        }
        return this.#schedule();
      }
      case 'mapPort':
        return this.#mapPort(command);
      case 'learned':
        return this.#learned(command.switchId);
      case 'stop':
        return this.#stop();
    }
  }

  #addSwitch({switchId, uplink}: AddSwitchCommand): void {
    const network = new VirtualSwitch(now);
    if (!uplink) {
      this.#networks.set(switchId, {switch: network, users: undefined});
      return;
    }
    const users = new UserNetwork({
      ...uplink,
      send: frame => port.send(frame),
      now,
      wallClock: () => Date.now(),
      random: () => randomBytes(4).readUInt32LE(),
    });
    const settings = {...DEFAULT_PORT, mac: uplink.mac};
    const port = network.addPort(settings, frame => users.receive(frame), {isUplink: true});
    users.dhcp.onLease = () =>
      say({notice: {kind: 'leases', switchId, leases: users.dhcp.leases()}});
    this.#networks.set(switchId, {switch: network, users});
  }

  #removeSwitch(switchId: string): void {
    const network = this.#networks.get(switchId);
    this.#networks.delete(switchId);
    network?.users?.close();
    for (const adapter of this.#adapters.values())
      if (network && adapter.isOn(network.switch)) adapter.unplug();
  }

  #setAdapter({adapter: name, settings, counters}: SetAdapterCommand): void {
    const known = this.#adapters.get(name);
    const adapter =
      known ??
      new ServedAdapter(settings, counters, {
        onDirty: dirty => this.#onDirty(dirty),
        onWant: gpadl => this.#want(name, gpadl),
      });
    this.#adapters.set(name, adapter);
    const {switchId} = settings;
    const network = switchId === undefined ? undefined : this.#networks.get(switchId);
    adapter.set(settings, network?.switch);
  }

  #want(adapter: string, gpadl: number): void {
    const relid = this.#served.get(adapter)?.channel.relid;
    if (relid !== undefined) say({notice: {kind: 'want', adapter, relid, gpadl}});
  }

  #removeAdapter(name: string): void {
    this.#adapters.get(name)?.unplug();
    this.#adapters.delete(name);
    this.#served.delete(name);
  }

  #serve({adapter: name, channel: description, state, memory}: ServeCommand): void {
    const adapter = this.#adapters.get(name);
    if (!adapter) throw new Error(`there is no adapter ${name}`);
    const {relid} = description;
    const channel = attachChannel(description, reason =>
      say({notice: {kind: 'fault', adapter: name, relid, reason}}),
    );
    const ranges = new Map(memory);
    const session = new NetSession(channel, adapter, state, gpadl => ranges.get(gpadl));
    adapter.session = session;
    this.#served.set(name, {channel, adapter, session, polled: true});
    if (state?.awaited) this.#want(name, state.awaited.gpadl);
    session.linkChanged();
    this.#schedule();
  }

  #release(name: string, relid: number): void {
    const served = this.#served.get(name);
    if (served?.channel.relid !== relid) return;
    this.#served.delete(name);
    served.adapter.session = undefined;
  }

  async #mapPort({switchId, id, mapping}: MapPortCommand): Promise<void> {
    const users = this.#networks.get(switchId)?.users;
    if (!users) throw new Error('the switch has no user network');
    if (mapping) await users.addMapping(id, mapping);
    else users.removeMapping(id);
  }

  #learned(switchId: string): LearnedAddress[] {
    const learned = this.#networks.get(switchId)?.switch.learned() ?? [];
    return learned.map(({vlan, mac}) => ({vlan, mac}));
  }

  #stop(): void {
    for (const switchId of this.#networks.keys()) this.#removeSwitch(switchId);
    clearTimeout(this.#limitTimer);
    // The answer goes out first.
    setImmediate(() => parentPort?.close());
  }
}
