/**
 * The guest's integration components: what each answers, and what they remember together.
 *
 * The frame of all of them is drivers/component.ts. Sources: hyperv-wire.md 6.2 to 6.4.
 */
import {HResult, IcDevice, type IcVersion} from '../root/vsp/ic/protocol.ts';
import {encodeHeartbeat, parseHeartbeat} from '../root/vsp/ic-heartbeat/protocol.ts';
import {parseShutdown, ShutdownFlags} from '../root/vsp/ic-shutdown/protocol.ts';
import {encodeVss, parseVss, VssFlags, VssOperation} from '../root/vsp/ic-vss/protocol.ts';
import {parseTimeSync, TimeFlags, UNIX_EPOCH} from '../root/vsp/ic-timesync/protocol.ts';
import {ComponentDriver, type ComponentReply, type ComponentState} from './drivers/component.ts';
import {FcopyDaemon} from './drivers/fcopy.ts';
import {KvpDaemon, type KvpPools} from './drivers/kvp.ts';
import {type GuestFacts, kvpFacts} from './facts.ts';
import type {RamFiles} from './ram-files.ts';

/** How the machine ends, once the console has taken its last lines. */
export type Ending = 'off' | 'restart';

/** What components ask of the kernel. */
export interface ComponentHost {
  /** Reference time, 100 ns. */
  time(): number;
  log(text: string): void;
  facts(): GuestFacts;
  readonly files: RamFiles;
  /** Nothing new is written to disks from now on, or again. False: writes are under way still. */
  freeze(isFrozen: boolean): boolean;
  end(ending: Ending): void;
}

/** Plain data. */
export interface ComponentsState {
  drivers: ComponentState[];
  /** Reference time of 1970-01-01 UTC, once the host has told the time; 100 ns. */
  epoch: number | undefined;
  kvp: KvpPools;
  /** The file that the host is copying here. */
  copying: string | undefined;
}

export class Components {
  readonly drivers: readonly ComponentDriver[];
  readonly kvp: KvpDaemon;
  readonly #host: ComponentHost;
  readonly #fcopy: FcopyDaemon;
  #epoch: number | undefined;

  constructor(host: ComponentHost, state?: ComponentsState) {
    this.#host = host;
    this.#epoch = state?.epoch;
    this.kvp = new KvpDaemon(() => kvpFacts(host.facts()), state?.kvp);
    this.#fcopy = new FcopyDaemon(host.files, state?.copying);
    this.drivers = [
      new ComponentDriver('hv_heartbeat', IcDevice.heartbeat, answerHeartbeat),
      new ComponentDriver('hv_shutdown', IcDevice.shutdown, body => this.#onShutdown(body)),
      new ComponentDriver('hv_timesync', IcDevice.timesync, (body, version) =>
        this.#onTime(body, version),
      ),
      new ComponentDriver('hv_kvp', IcDevice.kvp, body => this.kvp.onRequest(body)),
      new ComponentDriver('hv_vss', IcDevice.vss, body => this.#onVss(body)),
      new ComponentDriver('hv_fcopy', IcDevice.fcopy, body => this.#fcopy.onRequest(body)),
    ];
    for (const saved of state?.drivers ?? [])
      this.drivers.find(({name}) => name === saved.name)?.restore(saved);
  }

  save(): ComponentsState {
    return {
      drivers: this.drivers.map(driver => driver.save()),
      epoch: this.#epoch,
      kvp: this.kvp.save(),
      copying: this.#fcopy.save(),
    };
  }

  /** Milliseconds since 1970 UTC; undefined until the host has told the time. */
  wallClock(): number | undefined {
    return this.#epoch === undefined ? undefined : (this.#host.time() - this.#epoch) / 10_000;
  }

  /** Answers first; the machine goes down when the reply and the last lines are out. */
  #onShutdown(body: Uint8Array): ComponentReply {
    const request = parseShutdown(body);
    const action = (request?.flags ?? 0) & ~ShutdownFlags.Force;
    const known = action === 0 || action === ShutdownFlags.Restart;
    if (!request || !known) return {status: HResult.Fail, body};
    this.#host.log(`hv_shutdown: the host asks to ${action === 0 ? 'power off' : 'restart'}`);
    this.#host.end(action === 0 ? 'off' : 'restart');
    return {status: HResult.Ok, body};
  }

  /** Writes that a freeze waits for may be over. */
  onWritten(): void {
    for (const driver of this.drivers) driver.retry();
  }

  #onVss(body: Uint8Array): ComponentReply | undefined {
    const message = parseVss(body);
    if (!message) return {status: HResult.InvalidArgument, body};
    const {operation} = message;
    if (operation === VssOperation.Freeze || operation === VssOperation.Thaw) {
      const isQuiet = this.#host.freeze(operation === VssOperation.Freeze);
      if (operation === VssOperation.Freeze && !isQuiet) return undefined;
      this.#host.log(`hv_vss: disks ${operation === VssOperation.Freeze ? 'frozen' : 'thawed'}`);
    }
    const flags =
      operation === VssOperation.HotBackup ? VssFlags.Supported | VssFlags.NoAutoRecovery : 0;
    return {status: HResult.Ok, body: encodeVss({operation, flags})};
  }

  #onTime(body: Uint8Array, version: IcVersion): ComponentReply {
    const message = parseTimeSync(body, version);
    if (!message) return {status: HResult.InvalidArgument, body};
    const {parentTime, referenceTime, flags} = message;
    if ((flags & TimeFlags.Sync) !== 0) {
      const reference = referenceTime === 0n ? this.#host.time() : Number(referenceTime);
      const isFirst = this.#epoch === undefined;
      this.#epoch = reference - Number(parentTime - UNIX_EPOCH);
      if (isFirst) this.#host.log('hv_timesync: clock set');
    }
    return {status: HResult.Ok, body};
  }
}

function answerHeartbeat(body: Uint8Array): ComponentReply {
  const beat = parseHeartbeat(body);
  if (!beat) return {status: HResult.InvalidArgument, body};
  const answer = body.slice();
  const next = encodeHeartbeat({sequence: beat.sequence + 1n, applicationState: 1});
  answer.set(next.subarray(0, 12));
  return {status: HResult.Ok, body: answer};
}
