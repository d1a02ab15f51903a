/**
 * The integration components of a machine: those that its settings enable are offered, also when the
 * settings change while it runs. What each does is its provider's (root/vsp/ic-*).
 */
import {hostname} from 'node:os';
import type {Offer} from '../../vmbus/channel-table.ts';
import type {VmbusServer} from '../../vmbus/server.ts';
import type {Vsp} from '../../vmbus/vsp.ts';
import {HeartbeatVsp} from '../../vsp/ic-heartbeat/vsp.ts';
import type {KvpItem} from '../../vsp/ic-kvp/protocol.ts';
import {FcopyVsp} from '../../vsp/ic-fcopy/vsp.ts';
import {KvpVsp} from '../../vsp/ic-kvp/vsp.ts';
import type {ShutdownResult} from '../../vsp/ic-shutdown/settings.ts';
import {ShutdownVsp} from '../../vsp/ic-shutdown/vsp.ts';
import {TimeSyncVsp} from '../../vsp/ic-timesync/vsp.ts';
import {VssVsp} from '../../vsp/ic-vss/vsp.ts';
import {settingOf} from '../device-kinds.ts';
import {hostItems} from '../kvp-items.ts';
import type {Machine} from '../machine.ts';
import {HEARTBEAT, type ShutdownWish} from '../machine-worker.ts';
import {RETURN} from '../vmms-error.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

const SHUTDOWN_ANSWER_SECONDS = 10;
const DISABLED = 3;

export function offerComponents({machine, vid}: DevicePlace): Components {
  const {partition, vmbus} = vid;
  const components = new Components(machine, vmbus, () => BigInt(partition.time.now()));
  void components.applySettings();
  return components;
}

/** Each takes back what it saved; the file of a saved machine is trusted. */
interface ComponentVsp extends Vsp {
  save(): unknown;
  restore(state: unknown): void;
}

export class Components implements MachineDevice {
  readonly kvp = new KvpVsp();
  readonly vss = new VssVsp();
  readonly fcopy = new FcopyVsp();
  private readonly heartbeatVsp = new HeartbeatVsp();
  private readonly shutdownVsp = new ShutdownVsp();
  private readonly timeSyncVsp: TimeSyncVsp;
  private readonly machine: Machine;
  private readonly vmbus: VmbusServer;
  /** By the kind of their setting (device-kinds.ts). */
  private readonly providers: ReadonlyMap<string, ComponentVsp>;
  private readonly offers = new Map<string, Offer>();

  constructor(machine: Machine, vmbus: VmbusServer, referenceTime: () => bigint) {
    this.machine = machine;
    this.vmbus = vmbus;
    this.timeSyncVsp = new TimeSyncVsp({wallClockMs: () => Date.now(), referenceTime});
    this.providers = new Map<string, ComponentVsp>([
      ['heartbeat', this.heartbeatVsp],
      ['shutdown', this.shutdownVsp],
      ['time-sync', this.timeSyncVsp],
      ['kvp', this.kvp],
      ['vss', this.vss],
      ['guest-service', this.fcopy],
    ]);
  }

  /** Offers what the settings enable, takes away what they disable; ends when the guest has let go of it. */
  async applySettings(): Promise<void> {
    const {machine, offers, vmbus} = this;
    this.kvp.setHostItems({facts: factsOf(machine), items: hostItems(machine)});
    const rescinded: Promise<void>[] = [];
    for (const [kind, provider] of this.providers) {
      const isWanted = settingOf(machine.only(kind), 'EnabledState') !== DISABLED;
      const offer = offers.get(kind);
      if (isWanted && !offer) offers.set(kind, vmbus.offer(provider));
      else if (!isWanted && offer) {
        offers.delete(kind);
        rescinded.push(offer.rescind());
      }
    }
    await Promise.all(rescinded);
  }

  /** The guest runs again after a pause: its clock is set, what it left unanswered is asked once more. */
  onResume(): void {
    this.timeSyncVsp.sync();
    this.kvp.exchange();
  }

  /** One of HEARTBEAT. */
  heartbeat(): number {
    const {status} = this.heartbeatVsp.report;
    if (status === 'ok') return HEARTBEAT.Ok;
    return status === 'noContact' ? HEARTBEAT.NoContact : HEARTBEAT.Lost;
  }

  /** Asks the guest to go down; the answer is a return code of InitiateShutdown. */
  async shutdown({force, reason, reboot}: ShutdownWish): Promise<number> {
    const action = reboot ? 'restart' : 'powerOff';
    const wish = {action, force, reason, timeoutSeconds: SHUTDOWN_ANSWER_SECONDS} as const;
    return SHUTDOWN_CODES[(await this.shutdownVsp.initiate(wish)).outcome];
  }

  /** By kind. */
  save(): Map<string, unknown> {
    return new Map([...this.providers].map(([kind, provider]) => [kind, provider.save()]));
  }

  restore(state: unknown): void {
    const saved = state as ReadonlyMap<string, unknown> | undefined;
    for (const [kind, provider] of this.providers) provider.restore(saved?.get(kind));
  }
}

/** What the guest is told of its host, with the names of Hyper-V. */
function factsOf(machine: Machine): KvpItem[] {
  const name = hostname();
  return Object.entries({
    HostName: name,
    PhysicalHostName: name,
    PhysicalHostNameFullyQualified: name,
    VirtualMachineId: machine.id,
    VirtualMachineName: machine.name,
  }).map(([key, data]) => ({name: key, data}));
}

const SHUTDOWN_CODES: Readonly<Record<ShutdownResult['outcome'], number>> = {
  accepted: RETURN.Completed,
  refused: RETURN.Locked,
  noContact: RETURN.NotReady,
  busy: RETURN.ShutdownInProgress,
  timeout: RETURN.Timeout,
};
