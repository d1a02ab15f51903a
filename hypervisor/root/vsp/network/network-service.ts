/**
 * The main thread's side of the network thread: starts it with the first switch, talks to it.
 */
import {startThread} from '../../../thread.ts';
import type {Lease} from '../../../switch/user-network/dhcp-server.ts';
import type {ServiceDoorbell} from '../../vmbus/vsp.ts';
import {CommandLink} from '../command-link.ts';
import type {CommandResults, NetworkCommand, NetworkNotice} from './thread-commands.ts';

/** Who hears what the thread says of an adapter. */
export interface AdapterListener {
  onFault(relid: number, reason: string): void;
  onWant(relid: number, gpadl: number): void;
}

/** Room for the heap of a thread that buffers many connections. */
const LIMITS = {maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32};

/** One for the whole service. */
export class NetworkService {
  readonly doorbell: ServiceDoorbell = {buffer: new SharedArrayBuffer(64), index: 0};
  /** Told when the DHCP leases of a switch have changed. */
  onLeases: ((switchId: string, leases: readonly Lease[]) => void) | undefined;
  readonly #link: CommandLink<NetworkCommand, CommandResults, string, NetworkNotice>;
  readonly #listeners = new Map<string, AdapterListener>();

  constructor() {
    const worker = startThread('network', {doorbell: this.doorbell}, LIMITS);
    this.#link = new CommandLink(worker, 'network', {
      onNotice: notice => this.#onNotice(notice),
      errorOf: text => new Error(text),
    });
  }

  call<Command extends NetworkCommand>(command: Command): Promise<CommandResults[Command['kind']]> {
    return this.#link.call(command);
  }

  listen(adapter: string, listener: AdapterListener | undefined): void {
    if (listener) this.#listeners.set(adapter, listener);
    else this.#listeners.delete(adapter);
  }

  stop(): Promise<void> {
    return this.#link.stop({kind: 'stop'});
  }

  #onNotice(notice: NetworkNotice): void {
    if (notice.kind === 'leases') {
      this.onLeases?.(notice.switchId, notice.leases);
      return;
    }
    const listener = this.#listeners.get(notice.adapter);
    if (notice.kind === 'fault') listener?.onFault(notice.relid, notice.reason);
    else listener?.onWant(notice.relid, notice.gpadl);
  }
}
