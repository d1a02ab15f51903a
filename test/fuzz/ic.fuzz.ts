/**
 * Integration components and console: whatever a guest replies, nothing throws, only replies to
 * what was asked count, and a component that is asked for something ends with an outcome.
 */
import type {Vsp} from '../../hypervisor/root/vmbus/vsp.ts';
import {ConsoleVsp} from '../../hypervisor/root/vsp/console/vsp.ts';
import {parseIcMessage} from '../../hypervisor/root/vsp/ic/protocol.ts';
import {HeartbeatVsp} from '../../hypervisor/root/vsp/ic-heartbeat/vsp.ts';
import {ShutdownVsp} from '../../hypervisor/root/vsp/ic-shutdown/vsp.ts';
import {TimeSyncVsp} from '../../hypervisor/root/vsp/ic-timesync/vsp.ts';
import {untrust} from '../../hypervisor/wire/untrusted.ts';
import {GuestSide} from '../fixtures/guest-side.ts';
import {icReplies} from '../fixtures/ic-replies.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const CONSOLE = '5d1a1c54-3a4f-4d62-9a0e-000000000001';

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    try {
      const finding = talk(random);
      if (finding) return {runs, finding: `run ${runs}: ${finding}`};
    } catch (error) {
      return {runs, finding: `run ${runs}: ${error instanceof Error ? error.stack : error}`};
    }
  }
  return {runs};
}

function talk(random: () => number): string | undefined {
  const guest = new GuestSide();
  const {time} = guest;
  const heartbeat = new HeartbeatVsp(time);
  const shutdown = new ShutdownVsp(time);
  const source = {wallClockMs: () => 1.7e12, referenceTime: () => 1n};
  const devices: readonly Vsp[] = [
    heartbeat,
    shutdown,
    new TimeSyncVsp(source, time),
    new ConsoleVsp(CONSOLE),
  ];
  const device = devices[below(random, devices.length)];
  void device?.open(guest.hostChannel());
  let beats = 0;
  for (let i = 0; i < 30; i++) {
    for (const {payload} of guest.receive()) {
      const request = parseIcMessage(untrust(payload));
      if (request?.messageType === 1) beats += 1;
      for (const reply of icReplies(payload, random)) guest.send({payload: reply});
    }
    if (random() < 0.1) guest.send({payload: randomBytes(random, below(random, 64))});
    guest.signal();
    time.advance(below(random, 3_000_000));
    if (device === shutdown && random() < 0.3) {
      const wish = {action: 'powerOff', force: false, reason: 'fuzz', timeoutSeconds: 1} as const;
      void shutdown.initiate(wish);
    }
  }
  guest.close();
  const {answered} = heartbeat.report;
  return answered > beats ? `${answered} answers to ${beats} heartbeats` : undefined;
}
