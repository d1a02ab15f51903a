/**
 * What a client may send to the host service: frames of valid, mutated and senseless bytes, through
 * the real connection on an in-memory socket.
 *
 * Must hold: nothing throws out of the connection; every request with an id that was framed rightly is
 * answered, or the connection is ended; machines can not be made out of nothing.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Duplex} from 'node:stream';
import {Vmms} from '../../hypervisor/root/vmms/vmms.ts';
import {encodeFrame} from '../../hypervisor/wmi/frames.ts';
import {Provider} from '../../hypervisor/wmi/provider.ts';
import {DoorConnection} from '../../hypervisor/wmi/server.ts';
import {type Random, seededRandom} from './random.ts';

const NAMESPACE = 'root/virtualization/v2';
const REQUESTS: readonly Record<string, unknown>[] = [
  {op: 'hello', version: 1},
  {op: 'query', wql: 'SELECT * FROM Msvm_ComputerSystem', namespace: NAMESPACE},
  {op: 'get', path: 'Hvsh_Host', namespace: NAMESPACE},
  {op: 'class', name: 'Msvm_ComputerSystem', namespace: NAMESPACE},
  {
    op: 'invoke',
    path: 'Hvsh_StatService',
    method: 'QueryStats',
    params: {Entities: ['host'], Now: true},
    namespace: NAMESPACE,
  },
  {
    op: 'invoke',
    path: 'Hvsh_ResourceService',
    method: 'CreatePool',
    params: {ElementName: ''},
    namespace: NAMESPACE,
  },
  {op: 'follow', wql: 'SELECT * FROM __InstanceModificationEvent WITHIN 1', namespace: NAMESPACE},
  {op: 'console', vmId: 'none'},
  {op: 'write', stream: 1},
  {op: 'end', stream: 1},
  {op: 'cancel', target: 1},
];
const VALUES: readonly unknown[] = [
  null,
  0,
  -1,
  1e300,
  '',
  'x',
  '__proto__',
  [],
  {},
  {int: '5'},
  {ref: 5},
  {className: 'X'},
  true,
  'constructor',
];

/** A socket without a wire: what the service writes is dropped. */
function nullSocket(): Duplex {
  return new Duplex({read() {}, write: (_chunk, _encoding, done) => done()});
}

function nearlyValid(random: Random, id: number): Buffer {
  const request: Record<string, unknown> = {id, ...random.pick(REQUESTS)};
  for (let round = random.below(3); round > 0; round--)
    request[random.pick([...Object.keys(request), 'op', 'params'])] = random.pick(VALUES);
  const frame = encodeFrame(
    request,
    random.below(4) === 0 ? random.bytes(random.below(50)) : undefined,
  );
  if (random.below(5) === 0) frame[random.below(frame.length)] = random.below(256);
  return frame;
}

export function fuzz(seed: number, deadline: number): {runs: number; finding?: string} {
  const home = mkdtempSync(path.join(tmpdir(), 'hvsh-fuzz-'));
  const startWorker = () => Promise.reject(new Error('no machine is started here'));
  const vmms = new Vmms({
    home,
    startWorker,
    log: () => {},
    statIntervalSecs: 20,
    logicalProcessors: 1,
    onProcessors: () => {},
  });
  const provider = new Provider(vmms);
  const random = seededRandom(seed);
  let runs = 0;
  try {
    for (; Date.now() < deadline; runs++) {
      const socket = nullSocket();
      // The connection uses of a socket what every duplex stream has.
      void new DoorConnection(socket as Socket, provider, () => {});
      for (let id = 1; id < 20 && !socket.destroyed; id++)
        socket.emit(
          'data',
          random.below(10) === 0 ? random.bytes(random.below(40)) : nearlyValid(random, id),
        );
      socket.destroy();
      if (vmms.machines.size > 0) return {runs, finding: 'a machine came out of nothing'};
    }
    return {runs};
  } catch (error) {
    return {runs, finding: String((error as Error).stack)};
  } finally {
    void vmms.stop(0);
    rmSync(home, {recursive: true});
  }
}
