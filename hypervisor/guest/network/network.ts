/** The network of the guest: its adapter, the stack on it, and connections by the job that opened them. */
import {type DhcpAnswer, type NetworkJob, parseDhcpAnswer} from '../jobs/network-job.ts';
import type {TcpConnection} from '../../switch/user-network/tcp/connection.ts';
import {DHCP_CLIENT_PORT} from '../../switch/user-network/dhcp-message.ts';
import {NetVsc, type NetVscEvents, type NetVscState} from '../drivers/netvsc.ts';
import {NetworkStack, type StackState} from './stack.ts';

export interface NetworkState {
  adapter: NetVscState;
  stack: StackState;
}

/** What it needs of the kernel. */
export interface NetworkHost extends Omit<NetVscEvents, 'onFrame' | 'onLink'> {
  /** Reference time in 100 ns. */
  time(): number;
  /** From 0 to 1. */
  random(): number;
  /** Something came that a job may wait for. */
  onEvent(): void;
}

export class GuestNetwork {
  readonly adapter: NetVsc;
  readonly stack: NetworkStack;
  readonly #host: NetworkHost;
  readonly #connections = new Map<number, TcpConnection>();
  #dhcp: DhcpAnswer | undefined;

  constructor(host: NetworkHost, state?: NetworkState) {
    const onFrame = (bytes: Uint8Array): void => this.stack.receive(bytes);
    const events = {...host, onFrame, onLink: () => host.onEvent()};
    const adapter = new NetVsc(events, state?.adapter);
    const link = {
      ...host,
      get mac() {
        return adapter.mac;
      },
      send: (frame: Uint8Array) => adapter.send(frame),
    };
    this.#host = host;
    this.adapter = adapter;
    this.stack = new NetworkStack(link, state?.stack);
    this.stack.onDatagram = (port, data) => {
      if (port === DHCP_CLIENT_PORT) this.#dhcp = parseDhcpAnswer(data);
    };
  }

  get mac(): number {
    return this.adapter.mac;
  }

  save(): NetworkState {
    return {adapter: this.adapter.save(), stack: structuredClone(this.stack.state)};
  }

  /** A connection wants to be looked at. */
  isDue(): boolean {
    const wake = this.stack.nextWake();
    return wake !== undefined && wake <= this.#host.time();
  }

  /** The last answer of a DHCP server, once. */
  takeDhcp(): DhcpAnswer | undefined {
    const answer = this.#dhcp;
    this.#dhcp = undefined;
    return answer;
  }

  connectionOf(job: number): TcpConnection | undefined {
    return this.#connections.get(job);
  }

  open(job: NetworkJob): void {
    const connection: TcpConnection = this.stack.connect(job.target, job.port, {
      onOpen: () => {
        const request = `GET ${job.path} HTTP/1.0\r\n\r\n`;
        if (job.what === 'fetch') connection.write(Buffer.from(request));
        this.#host.onEvent();
      },
      onData: data => {
        for (const byte of data) job.sum = (job.sum + byte) >>> 0;
        job.done += data.length;
        connection.taken(data.length);
      },
      onEnd: () => connection.end(),
      onRoom: () => this.#host.onEvent(),
      onClose: reset => {
        job.phase = 'over';
        job.failed = reset;
        this.#connections.delete(job.id);
      },
    });
    this.#connections.set(job.id, connection);
  }

  close(job: number): void {
    this.#connections.get(job)?.abort();
    this.#connections.delete(job);
  }
}
