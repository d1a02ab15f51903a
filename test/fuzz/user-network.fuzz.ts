/**
 * Frames of a guest into the user network: it never throws, answers are well-formed frames to the
 * guest, and only the host's loopback by the gateway's address is ever asked for a connection.
 */
import {type Frame, macAt, plainFrame} from '../../hypervisor/switch/frame.ts';
import {parseAddress} from '../../hypervisor/switch/user-network/address.ts';
import {ArpOperation, arpFrame, parseArp} from '../../hypervisor/switch/user-network/arp.ts';
import {encodeDhcp} from '../../hypervisor/switch/user-network/dhcp-message.ts';
import {echoRequest} from '../../hypervisor/switch/user-network/icmp.ts';
import {IPV4_PAYLOAD, ipv4Frame, parseIpv4} from '../../hypervisor/switch/user-network/ipv4.ts';
import {segmentFrame} from '../../hypervisor/switch/user-network/tcp/segment.ts';
import {datagramFrame} from '../../hypervisor/switch/user-network/udp.ts';
import {UserNetwork} from '../../hypervisor/switch/user-network/user-network.ts';
import {checksum, sumOf} from '../../hypervisor/switch/checksum.ts';
import {putWord16} from '../../hypervisor/switch/frame.ts';
import {below, randomBytes, seededRandom} from '../fixtures/random.ts';

const GATEWAY = parseAddress('192.168.137.1') ?? 0;
const GUEST = parseAddress('192.168.137.50') ?? 0;
const GATEWAY_MAC = 0x00155d000001;
const GUEST_MAC = 0x00155d0a0001;
/** Nobody listens there: connections are refused at once. */
const CLOSED_PORT = 1;

export async function fuzz(
  seed: number,
  deadline: number,
): Promise<{runs: number; finding?: string}> {
  const random = seededRandom(seed);
  let runs = 0;
  for (; Date.now() < deadline; runs++) {
    const finding = await session(random);
    if (finding) return {runs, finding: `run ${runs}: ${finding}`};
  }
  return {runs};
}

async function session(random: () => number): Promise<string | undefined> {
  let finding: string | undefined;
  const network = new UserNetwork({
    subnet: {gateway: GATEWAY, prefixLength: 24},
    mac: GATEWAY_MAC,
    reach: 'host',
    resolver: `127.0.0.1:${CLOSED_PORT}`,
    send: frame => {
      finding ??= faultOf(frame);
    },
    now: () => performance.now(),
    wallClock: () => 1e12,
    random: () => below(random, 2 ** 32),
  });
  for (let step = 0; step < 100 && !finding; step++) {
    const bytes = bent(random, frameOf(random));
    const segmentSize = random() < 0.1 ? 1460 : 0;
    try {
      network.receive({...plainFrame(bytes), segmentSize});
    } catch (error) {
      finding = `${String(error)} for ${Buffer.from(bytes).toString('hex')}`;
    }
  }
  if (random() < 0.2) await new Promise(resolve => setTimeout(resolve, 5));
  network.close();
  return finding;
}

function faultOf({bytes}: Frame): string | undefined {
  if (bytes.length < 14 || macAt(bytes, 6) !== GATEWAY_MAC) return 'a frame of somebody else';
  const packet = parseIpv4(bytes) ?? parseArp(bytes);
  return packet ? undefined : `a frame that is malformed: ${Buffer.from(bytes).toString('hex')}`;
}

function frameOf(random: () => number): Uint8Array {
  const destination = random() < 0.8 ? GATEWAY : below(random, 2 ** 32);
  const source = random() < 0.9 ? GUEST + below(random, 3) : below(random, 2 ** 32);
  const route = {sourceMac: GUEST_MAC, destinationMac: GATEWAY_MAC, source, destination};
  const data = randomBytes(random, below(random, 600));
  switch (below(random, 5)) {
    case 0:
      return arpFrame(ArpOperation.Request, {mac: GUEST_MAC, address: source}, destination);
    case 1: {
      const ping = echoRequest(1, 1, data);
      const frame = ipv4Frame(route, 1, ping.length);
      frame.set(ping, IPV4_PAYLOAD);
      return frame;
    }
    case 2: {
      const base = {transaction: 1, clientMac: GUEST_MAC, isBroadcast: random() < 0.5};
      const type = below(random, 10);
      const bytes = encodeDhcp({...base, type}, false, {client: source}, [
        [50, source],
        [below(random, 255), below(random, 2 ** 32)],
      ]);
      return datagramFrame({...route, source: random() < 0.5 ? 0 : source}, 68, 67, bytes);
    }
    case 3:
      return datagramFrame(route, below(random, 65_536), random() < 0.5 ? 53 : CLOSED_PORT, data);
    default: {
      const ports = {source: 1 + below(random, 4), destination: CLOSED_PORT};
      const segment = {
        sequence: below(random, 2 ** 32),
        acknowledgment: random() < 0.5 ? 0 : below(random, 2 ** 32),
        flags: random() < 0.5 ? 2 : below(random, 256),
        window: below(random, 65_536),
        data,
      };
      return segmentFrame(route, ports, segment, false);
    }
  }
}

/** Now and then some bytes are others; half of these times the IP header's sum is right again. */
function bent(random: () => number, bytes: Uint8Array): Uint8Array {
  if (random() < 0.4) return bytes;
  const copy = bytes.slice(0, random() < 0.9 ? bytes.length : below(random, bytes.length));
  if (copy.length === 0) return copy;
  for (let count = below(random, 4); count >= 0; count--)
    copy[below(random, Math.min(copy.length, random() < 0.8 ? 60 : copy.length))] = below(
      random,
      256,
    );
  if (random() < 0.5 || copy.length < 34) return copy;
  putWord16(copy, 24, 0);
  putWord16(
    copy,
    24,
    checksum(sumOf(copy, 14, Math.min(copy.length, 14 + ((copy[14] ?? 0) & 15) * 4))),
  );
  return copy;
}
