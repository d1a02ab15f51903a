/** The integration components of a machine: heartbeat, shutdown, time. Those that are disabled are not offered. */
import {HeartbeatVsp} from '../../vsp/ic-heartbeat/vsp.ts';
import type {ShutdownResult} from '../../vsp/ic-shutdown/settings.ts';
import {ShutdownVsp} from '../../vsp/ic-shutdown/vsp.ts';
import {TimeSyncVsp} from '../../vsp/ic-timesync/vsp.ts';
import {settingOf} from '../device-kinds.ts';
import {HEARTBEAT, type ShutdownWish} from '../machine-worker.ts';
import {RETURN} from '../vmms-error.ts';
import type {DevicePlace, MachineDevice} from './device.ts';

const SHUTDOWN_ANSWER_SECONDS = 10;
const DISABLED = 3;

export function offerComponents({machine, vid}: DevicePlace): Components {
  const {partition, vmbus} = vid;
  const components = new Components(() => BigInt(partition.time.now()));
  for (const [kind, vsp] of components.offers)
    if (settingOf(machine.only(kind), 'EnabledState') !== DISABLED) vmbus.offer(vsp);
  return components;
}

export class Components implements MachineDevice {
  private readonly heartbeatVsp = new HeartbeatVsp();
  private readonly shutdownVsp = new ShutdownVsp();
  private readonly timeSyncVsp: TimeSyncVsp;
  /** By the kind of their setting (device-kinds.ts). */
  readonly offers: readonly (readonly [string, HeartbeatVsp | ShutdownVsp | TimeSyncVsp])[];

  constructor(referenceTime: () => bigint) {
    this.timeSyncVsp = new TimeSyncVsp({wallClockMs: () => Date.now(), referenceTime});
    this.offers = [
      ['heartbeat', this.heartbeatVsp],
      ['shutdown', this.shutdownVsp],
      ['time-sync', this.timeSyncVsp],
    ];
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

  save(): SavedComponents {
    return {
      heartbeat: this.heartbeatVsp.save(),
      shutdown: this.shutdownVsp.save(),
      timeSync: this.timeSyncVsp.save(),
    };
  }

  restore(state: unknown): void {
    const saved = state as SavedComponents | undefined;
    if (!saved) return;
    this.heartbeatVsp.restore(saved.heartbeat);
    this.shutdownVsp.restore(saved.shutdown);
    this.timeSyncVsp.restore(saved.timeSync);
  }
}

interface SavedComponents {
  readonly heartbeat: ReturnType<HeartbeatVsp['save']>;
  readonly shutdown: ReturnType<ShutdownVsp['save']>;
  readonly timeSync: ReturnType<TimeSyncVsp['save']>;
}

const SHUTDOWN_CODES: Readonly<Record<ShutdownResult['outcome'], number>> = {
  accepted: RETURN.Completed,
  refused: RETURN.Locked,
  noContact: RETURN.NotReady,
  busy: RETURN.ShutdownInProgress,
  timeout: RETURN.Timeout,
};
