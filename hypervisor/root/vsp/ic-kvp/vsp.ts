/**
 * The key-value exchange: facts of the guest to the host, texts of either side to the other.
 *
 * The guest's kernel answers the negotiation only when its daemon has registered, which may be
 * never: there is no time-out for it. From then on the host writes what it has to tell and reads
 * the guest's pools again and again, less often the longer they stay the same.
 * Source: hyperv-wire.md 6.3.
 */
import {OfferFlags} from '../../vmbus/protocol.ts';
import type {HostChannel, Vsp, VspOffer} from '../../vmbus/vsp.ts';
import {HResult, IcDevice} from '../ic/protocol.ts';
import {IcTransactions} from '../ic/transactions.ts';
import {systemTimers, type Timers} from '../timers.ts';
import {
  encodeIpInfo,
  encodeKvpDelete,
  encodeKvpEnumerate,
  encodeKvpSet,
  type IpInfo,
  type KvpItem,
  KvpOperation,
  KvpPool,
  parseIpInfo,
  parseKvpEnumerated,
} from './protocol.ts';
import type {KvpState} from './saved-state.ts';
import type {HostItems, KvpReport, KvpStatus} from './settings.ts';

/** Between two readings of the guest's pools: at first, and at most. */
const FIRST_PAUSE_MS = 2000;
const LONGEST_PAUSE_MS = 60_000;
/** Items of one pool that are looked at. */
const MOST_ITEMS = 1024;

const NOTHING: HostItems = {facts: [], items: []};
const SILENT: KvpReport = {status: 'noContact', intrinsic: [], guest: [], adapters: {}};

export class KvpVsp implements Vsp {
  readonly offer: VspOffer = {
    interfaceId: IcDevice.kvp.interfaceId,
    instanceId: IcDevice.kvp.instanceId,
    name: 'Data Exchange',
    flags: OfferFlags.NamedPipe,
  };
  readonly #timers: Timers;
  readonly #listeners = new Set<() => void>();
  #transactions: IcTransactions | undefined;
  #restored: KvpState | undefined;
  #report = SILENT;
  #adapters: readonly string[] = [];
  #wanted = NOTHING;
  /** What the guest was given on this connection. */
  #told = NOTHING;
  #pauseMs = FIRST_PAUSE_MS;
  #stop: () => void = () => {};
  #isExchanging = false;

  constructor(timers: Timers = systemTimers) {
    this.#timers = timers;
  }

  get report(): KvpReport {
    return this.#report;
  }

  /** Calls `listener` after each change of the report; the answer ends that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  open(channel: HostChannel): void {
    const state = this.#restored;
    this.#restored = undefined;
    this.#told = NOTHING;
    if (state) this.#report = state.report;
    const options = {timers: this.#timers, onReady: () => this.#onReady()};
    const transactions = new IcTransactions(channel, IcDevice.kvp, options, state?.session);
    this.#transactions = transactions;
    channel.onClose(() => this.#onClose(transactions));
    transactions.drain();
    if (state && transactions.version) this.exchange();
  }

  save(): KvpState | undefined {
    const session = this.#transactions?.save();
    return session && {session, report: this.#report};
  }

  /** The next `open` goes on with this state. */
  restore(state: KvpState | undefined): void {
    this.#restored = state;
  }

  /** What the guest is to know from now on; it is told at once, or when it is there. */
  setHostItems(wanted: HostItems): void {
    this.#wanted = wanted;
    this.exchange();
  }

  /** MAC addresses (`00:15:5D:00:00:01`) of the adapters whose addresses are asked for. */
  setAdapters(macAddresses: readonly string[]): void {
    this.#adapters = macAddresses;
    this.exchange();
  }

  /** Tells and reads now instead of at the end of the pause. */
  exchange(): void {
    const transactions = this.#transactions;
    if (!transactions?.version || this.#isExchanging) return;
    this.#isExchanging = true;
    this.#stop();
    void this.#exchange(transactions).finally(() => {
      this.#isExchanging = false;
      if (this.#transactions === transactions) this.#rest();
      else this.exchange();
    });
  }

  /** Gives an adapter its addresses; the guest's status, undefined without an answer. */
  async setIpInfo(info: IpInfo): Promise<number | undefined> {
    const reply = await this.#transactions?.ask(encodeIpInfo(KvpOperation.SetIpInfo, info));
    this.exchange();
    return reply?.status;
  }

  async #readAdapters(transactions: IcTransactions): Promise<KvpReport['adapters']> {
    const found: Record<string, IpInfo> = {};
    for (const adapterId of this.#adapters) {
      const nothing = {addresses: '', subnets: '', gateways: '', dnsServers: ''};
      const question = {adapterId, family: 0, dhcp: false, ...nothing};
      const reply = await transactions.ask(encodeIpInfo(KvpOperation.GetIpInfo, question));
      const info = reply?.status === HResult.Ok ? parseIpInfo(reply.body) : undefined;
      if (info) found[adapterId] = info;
    }
    return found;
  }

  #onReady(): void {
    if (this.#transactions?.version) this.#change({...this.#report, status: 'ok'});
    this.exchange();
  }

  async #exchange(transactions: IcTransactions): Promise<void> {
    await this.#tell(transactions);
    const intrinsic = await this.#read(transactions, KvpPool.Auto);
    const guest = await this.#read(transactions, KvpPool.Guest);
    const adapters = await this.#readAdapters(transactions);
    if (this.#transactions !== transactions) return;
    const status: KvpStatus = intrinsic ? 'ok' : 'lostContact';
    this.#change({
      status,
      intrinsic: intrinsic ?? this.#report.intrinsic,
      guest: guest ?? this.#report.guest,
      adapters,
    });
  }

  /** Brings the pools that the host writes from what was told to what is wanted. */
  async #tell(transactions: IcTransactions): Promise<void> {
    const {facts, items} = this.#wanted;
    const told = {
      facts: await this.#update(transactions, KvpPool.AutoExternal, this.#told.facts, facts),
      items: await this.#update(transactions, KvpPool.External, this.#told.items, items),
    };
    if (this.#transactions === transactions) this.#told = told;
  }

  /** The items that the guest has now. One that it refuses is not offered again as it is. */
  async #update(
    transactions: IcTransactions,
    pool: number,
    before: readonly KvpItem[],
    after: readonly KvpItem[],
  ): Promise<readonly KvpItem[]> {
    const now = new Map(before.map(item => [item.name, item.data]));
    const wanted = new Map(after.map(item => [item.name, item.data]));
    for (const name of [...now.keys()].filter(known => !wanted.has(known))) {
      if (!(await transactions.ask(encodeKvpDelete(pool, name)))) return entriesOf(now);
      now.delete(name);
    }
    for (const [name, data] of wanted) {
      if (now.get(name) === data) continue;
      if (!(await transactions.ask(encodeKvpSet(pool, {name, data})))) return entriesOf(now);
      now.set(name, data);
    }
    return entriesOf(now);
  }

  /** All items of a pool; undefined when the guest stopped answering. */
  async #read(transactions: IcTransactions, pool: number): Promise<KvpItem[] | undefined> {
    const items: KvpItem[] = [];
    for (let index = 0; index < MOST_ITEMS; index++) {
      const reply = await transactions.ask(encodeKvpEnumerate(pool, index));
      if (!reply) return undefined;
      if (reply.status !== HResult.Ok) break;
      const item = parseKvpEnumerated(reply.body);
      if (item) items.push(item);
    }
    return items;
  }

  #rest(): void {
    if (this.#wantsMore()) this.#pauseMs = FIRST_PAUSE_MS;
    this.#stop = this.#timers.after(this.#pauseMs, () => this.exchange());
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }

  /** What is to be told changed while the guest was being told. */
  #wantsMore(): boolean {
    return JSON.stringify(this.#wanted) !== JSON.stringify(this.#told);
  }

  #onClose(transactions: IcTransactions): void {
    transactions.end();
    if (this.#transactions !== transactions) return;
    this.#stop();
    this.#transactions = undefined;
    this.#pauseMs = FIRST_PAUSE_MS;
    this.#change(SILENT);
  }

  #change(report: KvpReport): void {
    if (JSON.stringify(report) === JSON.stringify(this.#report)) return;
    this.#report = report;
    this.#pauseMs = FIRST_PAUSE_MS;
    for (const listener of this.#listeners) listener();
  }
}

function entriesOf(items: ReadonlyMap<string, string>): KvpItem[] {
  return [...items].map(([name, data]) => ({name, data}));
}
