/**
 * A virtual switch: ports, what each may send, and the way of a frame to those that get it.
 *
 * Source: hyperv-wire.md 5.5. A port of a machine owns its MAC address; further sources are learned
 * only where spoofing is allowed, and on the uplink. Works on one thread; frames go through within
 * the call of `send`. Devices behind ports (netvsp, user network) are not known here.
 */
import {PortCounters} from './counters.ts';
import {
  BROADCAST,
  ETHERNET_HEADER,
  EtherType,
  etherType,
  type Frame,
  isMulticast,
  macAt,
  UNTAGGED,
  VLAN_ID,
  word16,
} from './frame.ts';
import {isGuarded} from './guards.ts';
import {MacTable} from './mac-table.ts';
import type {PortSettings} from './port-settings.ts';
import {TokenBucket} from './token-bucket.ts';
import {egressId, ingressVlan, mayReach} from './vlan.ts';

/** The device behind a port. False: it had no room, the frame is lost. */
export type Receiver = (frame: Frame) => boolean;

/** Milliseconds on a clock that does not jump. */
export type NowMs = () => number;

export class SwitchPort {
  readonly counters: PortCounters;
  readonly #network: VirtualSwitch;
  readonly #receive: Receiver;
  #settings: PortSettings;
  #bucket: TokenBucket | undefined;
  /** Frames to addresses that nobody is known to have come here too. */
  readonly isUplink: boolean;

  constructor(
    network: VirtualSwitch,
    settings: PortSettings,
    receive: Receiver,
    options: {counters?: PortCounters; isUplink?: boolean} = {},
  ) {
    this.#network = network;
    this.#receive = receive;
    this.counters = options.counters ?? new PortCounters();
    this.isUplink = options.isUplink ?? false;
    this.#settings = settings;
    this.settings = settings;
  }

  get settings(): PortSettings {
    return this.#settings;
  }

  set settings(settings: PortSettings) {
    const limit = settings.maximumBandwidth;
    const isSame = this.#bucket && limit === this.#settings.maximumBandwidth;
    this.#settings = settings;
    if (!isSame) this.#bucket = limit > 0 ? new TokenBucket(limit, this.#network.now()) : undefined;
  }

  get floods(): boolean {
    return this.isUplink || this.#settings.macSpoofing;
  }

  /** Milliseconds until the device may send again; 0: now. */
  waitMs(): number {
    return this.#bucket?.waitMs(this.#network.now()) ?? 0;
  }

  /** A frame of the device. */
  send(frame: Frame): void {
    this.#bucket?.take(frame.bytes.length, this.#network.now());
    const isSent = this.#network.forward(this, frame);
    if (isSent) this.counters.countSent(frame.bytes.length, macAt(frame.bytes, 0) === BROADCAST);
    else this.counters.countDropped('droppedSent');
  }

  /** A frame for the device, tagged as its port wants it. */
  give(frame: Frame): void {
    const isBroadcast = macAt(frame.bytes, 0) === BROADCAST;
    if (this.#receive(frame)) this.counters.countReceived(frame.bytes.length, isBroadcast);
    else this.counters.countDropped('droppedReceived');
  }
}

export class VirtualSwitch {
  readonly now: NowMs;
  readonly #ports = new Set<SwitchPort>();
  /** Ports by the address that they own. */
  readonly #owners = new Map<number, Set<SwitchPort>>();
  readonly #learned = new MacTable<SwitchPort>();

  constructor(now: NowMs) {
    this.now = now;
  }

  addPort(
    settings: PortSettings,
    receive: Receiver,
    options: {counters?: PortCounters; isUplink?: boolean} = {},
  ): SwitchPort {
    const port = new SwitchPort(this, settings, receive, options);
    this.#ports.add(port);
    this.#own(port);
    return port;
  }

  removePort(port: SwitchPort): void {
    this.#ports.delete(port);
    this.#disown(port);
    this.#learned.forget(port);
  }

  setPort(port: SwitchPort, settings: PortSettings): void {
    this.#disown(port);
    this.#learned.forget(port);
    port.settings = settings;
    this.#own(port);
  }

  /** Addresses that were learned, for management. */
  learned(): {vlan: number; mac: number; port: SwitchPort}[] {
    this.#learned.age(this.now());
    return this.#learned.entries();
  }

  /** False: the port may not send this. */
  forward(from: SwitchPort, frame: Frame): boolean {
    const {settings} = from;
    const {bytes} = frame;
    if (bytes.length < ETHERNET_HEADER) return false;
    const inner = untag(frame);
    const vlan = inner && ingressVlan(settings.vlan, inner.tag);
    if (!inner || vlan === undefined) return false;
    const source = macAt(inner.bytes, 6);
    const isOwn = source === settings.mac;
    if (isMulticast(source) || (!isOwn && !from.floods)) return false;
    if (isGuarded(settings, inner.bytes)) return false;
    if (!isOwn) this.#learned.learn(vlan, source, from, this.now());
    this.#deliver(from, inner, vlan);
    if (settings.mirror === 'source') this.#mirror(from, inner);
    return true;
  }

  #deliver(from: SwitchPort, frame: Frame, vlan: number): void {
    const target = macAt(frame.bytes, 0);
    if (isMulticast(target)) {
      for (const port of this.#ports) this.#give(from, port, frame, vlan);
      return;
    }
    const known = this.#find(from, vlan, target);
    if (known) this.#give(from, known, frame, vlan);
    else for (const port of this.#ports) if (port.floods) this.#give(from, port, frame, vlan);
  }

  #find(from: SwitchPort, vlan: number, mac: number): SwitchPort | undefined {
    for (const port of this.#owners.get(mac) ?? [])
      if (port !== from && egressId(port.settings.vlan, vlan) !== undefined) return port;
    return this.#learned.find(vlan, mac, this.now());
  }

  /** Never back to where the frame came from, and only to members of its VLAN. */
  #give(from: SwitchPort, to: SwitchPort, frame: Frame, vlan: number): void {
    if (to === from) return;
    const id = egressId(to.settings.vlan, vlan);
    if (id === undefined || !mayReach(from.settings.vlan, to.settings.vlan)) return;
    const copy = {...frame, tag: egressTag(from.settings, frame.tag, id)};
    to.give(copy);
    if (to.settings.mirror === 'source') this.#mirror(to, copy);
  }

  #mirror(source: SwitchPort, frame: Frame): void {
    for (const port of this.#ports)
      if (port !== source && port.settings.mirror === 'destination') port.give(frame);
  }

  #own(port: SwitchPort): void {
    const {mac} = port.settings;
    const owners = this.#owners.get(mac) ?? new Set();
    this.#owners.set(mac, owners.add(port));
  }

  #disown(port: SwitchPort): void {
    const {mac} = port.settings;
    const owners = this.#owners.get(mac);
    owners?.delete(port);
    if (owners?.size === 0) this.#owners.delete(mac);
  }
}

/**
 * Takes a tag out of the bytes. Undefined: the frame has two tags, by which one VLAN could be
 * reached from another.
 */
function untag(frame: Frame): Frame | undefined {
  const {bytes, tag, segmentSize} = frame;
  const type = etherType(bytes);
  if (type === EtherType.ServiceVlan) return undefined;
  if (type !== EtherType.Vlan) return frame;
  if (tag !== UNTAGGED || bytes.length < ETHERNET_HEADER + 4) return undefined;
  const inner = new Uint8Array(bytes.length - 4);
  inner.set(bytes.subarray(0, 12));
  inner.set(bytes.subarray(16), 12);
  const innerType = etherType(inner);
  if (innerType === EtherType.Vlan || innerType === EtherType.ServiceVlan) return undefined;
  return {bytes: inner, tag: word16(bytes, 14), segmentSize};
}

/** The sender's priority stays if its port allows it, and the id is the VLAN's. */
function egressTag(sender: PortSettings, tag: number, id: number): number {
  const priority = sender.priorityTag && tag !== UNTAGGED ? tag & ~VLAN_ID : 0;
  return id === 0 && priority === 0 ? UNTAGGED : priority | id;
}
