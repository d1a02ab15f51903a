/**
 * The guest's integration components: what each answers, and what they remember together.
 *
 * The frame of all of them is drivers/component.ts. Sources: hyperv-wire.md 6.2 to 6.4.
 */
import {HResult, IcDevice, type IcVersion} from '../root/vsp/ic/protocol.ts';
import {encodeHeartbeat, parseHeartbeat} from '../root/vsp/ic-heartbeat/protocol.ts';
import {parseShutdown, ShutdownFlags} from '../root/vsp/ic-shutdown/protocol.ts';
import {parseTimeSync, TimeFlags, UNIX_EPOCH} from '../root/vsp/ic-timesync/protocol.ts';
import {ComponentDriver, type ComponentReply} from './drivers/component.ts';
import {KvpDaemon, type KvpPools} from './drivers/kvp.ts';
import {type GuestFacts, kvpFacts} from './facts.ts';

/** How the machine ends, once the console has taken its last lines. */
export type Ending = 'off' | 'restart';

/** What components ask of the kernel. */
export interface ComponentHost {
  /** Reference time, 100 ns. */
  time(): number;
  log(text: string): void;
  facts(): GuestFacts;
  end(ending: Ending): void;
}

/** Plain data. */
export interface ComponentsState {
  versions: {name: string; version: IcVersion | undefined}[];
  /** Reference time of 1970-01-01 UTC, once the host has told the time; 100 ns. */
  epoch: number | undefined;
  kvp: KvpPools;
}

export class Components {
  readonly drivers: readonly ComponentDriver[];
  readonly kvp: KvpDaemon;
  readonly #host: ComponentHost;
  #epoch: number | undefined;

  constructor(host: ComponentHost, state?: ComponentsState) {
    this.#host = host;
    this.#epoch = state?.epoch;
    this.kvp = new KvpDaemon(() => kvpFacts(host.facts()), state?.kvp);
    this.drivers = [
      new ComponentDriver('hv_heartbeat', IcDevice.heartbeat, answerHeartbeat),
      new ComponentDriver('hv_shutdown', IcDevice.shutdown, body => this.#onShutdown(body)),
      new ComponentDriver('hv_timesync', IcDevice.timesync, (body, version) =>
        this.#onTime(body, version),
      ),
      new ComponentDriver('hv_kvp', IcDevice.kvp, body => this.kvp.onRequest(body)),
    ];
    for (const {name, version} of state?.versions ?? []) {
      const driver = this.drivers.find(each => each.name === name);
      if (driver) driver.version = version;
    }
  }

  save(): ComponentsState {
    return {
      versions: this.drivers.map(({name, version}) => ({name, version})),
      epoch: this.#epoch,
      kvp: this.kvp.save(),
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
