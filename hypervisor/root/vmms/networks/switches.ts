/**
 * The virtual switches of the host: kept in switches.json, made on the network thread when the
 * first machine needs one.
 *
 * DHCP leases are kept in leases.json, so that machines find their addresses again.
 */
import {createHash, randomUUID} from 'node:crypto';
import path from 'node:path';
import {parseAddress} from '../../../switch/user-network/address.ts';
import type {Lease} from '../../../switch/user-network/dhcp-server.ts';
import type {PortMapping} from '../../../switch/user-network/port-forwarding.ts';
import {NetworkService} from '../../vsp/network/network-service.ts';
import type {LearnedAddress, UplinkSettings} from '../../vsp/network/thread-commands.ts';
import {readJson, writeFileAtomic} from '../atomic-file.ts';
import {RETURN, VmmsError} from '../vmms-error.ts';
import {
  checkedSwitchName,
  DEFAULT_SWITCH_ID,
  DEFAULT_SWITCH_NAME,
  FIRST_NETWORK,
  freeNetwork,
  isDefault,
  isTranslated,
  type StaticMapping,
  subnetOf,
  type SwitchConfig,
  type SwitchKind,
} from './switch-config.ts';

/** Locally administered, so that no adapter has it: then three bytes of the switch's own. */
const GATEWAY_MAC = 0x02155d_000000;

const DEFAULT_SWITCH: SwitchConfig = {
  id: DEFAULT_SWITCH_ID,
  name: DEFAULT_SWITCH_NAME,
  notes:
    "The Default Network switch automatically gives virtual machines access to the computer's network using NAT (network address translation).",
  kind: 'internal',
  network: FIRST_NETWORK,
  created: '2020-01-01T00:00:00.000Z',
  mappings: [],
};

export interface SwitchWish {
  readonly id?: string;
  readonly name: string;
  readonly notes?: string;
  readonly kind: SwitchKind;
  readonly netAdapter?: string;
}

export class Switches {
  readonly #home: string;
  readonly #log: (text: string) => void;
  readonly #switches = new Map<string, SwitchConfig>();
  readonly #leases = new Map<string, readonly Lease[]>();
  #service: NetworkService | undefined;

  constructor(home: string, log: (text: string) => void) {
    this.#home = home;
    this.#log = log;
    for (const config of this.#read<SwitchConfig[]>('switches.json') ?? [])
      this.#switches.set(config.id, config);
    if (!this.#switches.has(DEFAULT_SWITCH_ID))
      this.#switches.set(DEFAULT_SWITCH_ID, DEFAULT_SWITCH);
    const leases = this.#read<Record<string, readonly Lease[]>>('leases.json') ?? {};
    for (const [id, rows] of Object.entries(leases)) this.#leases.set(id, rows);
  }

  all(): SwitchConfig[] {
    return [...this.#switches.values()];
  }

  get(id: string): SwitchConfig | undefined {
    return this.#switches.get(id.replace(/^\{|\}$/g, '').toUpperCase());
  }

  leases(id: string): readonly Lease[] {
    return this.#leases.get(id) ?? [];
  }

  /** The network thread, with all switches; begins now if it has not. */
  service(): NetworkService {
    if (this.#service) return this.#service;
    const service = new NetworkService();
    this.#service = service;
    service.onLeases = (switchId, leases) => this.#keepLeases(switchId, leases);
    for (const config of this.#switches.values()) this.#make(service, config);
    return service;
  }

  /** Ports of the host that lead to machines listen from the start. */
  startMappings(): void {
    if (this.all().some(({mappings}) => mappings.length > 0)) this.service();
  }

  define(wish: SwitchWish): SwitchConfig {
    const id = wish.id ?? randomUUID().toUpperCase();
    if (this.#switches.has(id))
      throw new VmmsError(
        RETURN.ObjectExists,
        `There is a switch with the identifier ${id} already.`,
      );
    this.#checkExternal(wish.kind, wish.netAdapter);
    const config: SwitchConfig = {
      id,
      name: checkedSwitchName(wish.name),
      notes: wish.notes ?? '',
      kind: wish.kind,
      ...(wish.netAdapter === undefined ? {} : {netAdapter: wish.netAdapter}),
      network: freeNetwork(this.#switches.values()),
      created: new Date().toISOString(),
      mappings: [],
    };
    this.#keep(config);
    if (this.#service) this.#make(this.#service, config);
    return config;
  }

  /** Resolves when the machines' adapters are on the changed switch. */
  async modify(
    config: SwitchConfig,
    change: Partial<Pick<SwitchConfig, 'name' | 'notes' | 'kind' | 'netAdapter'>>,
  ): Promise<SwitchConfig> {
    const isOther = change.kind !== undefined && change.kind !== config.kind;
    if (isDefault(config)) this.#refuseDefault();
    const {netAdapter: before, ...rest} = config;
    const {netAdapter: asked, ...others} = change;
    const kind = change.kind ?? config.kind;
    const netAdapter = kind === 'external' ? (asked ?? before) : undefined;
    if (isOther || asked !== undefined) this.#checkExternal(kind, netAdapter, config.id);
    const next: SwitchConfig = {
      ...rest,
      ...others,
      name: checkedSwitchName(change.name ?? config.name),
      kind,
      mappings: kind === 'private' ? [] : config.mappings,
      ...(netAdapter === undefined ? {} : {netAdapter}),
    };
    this.#keep(next);
    if (isOther) {
      await this.#service?.call({kind: 'removeSwitch', switchId: config.id});
      if (this.#service) this.#make(this.#service, next);
    }
    return next;
  }

  async remove(config: SwitchConfig): Promise<void> {
    if (isDefault(config)) this.#refuseDefault();
    this.#switches.delete(config.id);
    this.#leases.delete(config.id);
    this.#save();
    await this.#service?.call({kind: 'removeSwitch', switchId: config.id});
  }

  /** Rejects when the host's port is taken or may not be used. */
  async addMapping(config: SwitchConfig, wish: Omit<StaticMapping, 'id'>): Promise<StaticMapping> {
    if (config.kind === 'private')
      throw new VmmsError(RETURN.Failed, `'${config.name}' is private: the host is not on it.`);
    const taken = new Set(this.all().flatMap(({mappings}) => mappings.map(({id}) => id)));
    let id = 0;
    while (taken.has(id)) id += 1;
    const mapping: StaticMapping = {id, ...wish};
    const command = {switchId: config.id, id: String(id), mapping: portMapping(mapping)};
    try {
      await this.service().call({kind: 'mapPort', ...command});
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new VmmsError(RETURN.Failed, reason, {cause: error});
    }
    this.#keep({...config, mappings: [...config.mappings, mapping]});
    return mapping;
  }

  async removeMapping(config: SwitchConfig, id: number): Promise<void> {
    const mappings = config.mappings.filter(mapping => mapping.id !== id);
    this.#keep({...config, mappings});
    const command = {switchId: config.id, id: String(id), mapping: undefined};
    await this.#service?.call({kind: 'mapPort', ...command});
  }

  /** Addresses that the switch has learned; none while no machine was started. */
  async learned(id: string): Promise<readonly LearnedAddress[]> {
    return (await this.#service?.call({kind: 'learned', switchId: id})) ?? [];
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = undefined;
  }

  #refuseDefault(): never {
    throw new VmmsError(
      RETURN.InvalidParameter,
      `'${DEFAULT_SWITCH_NAME}' is the host's own and can not be changed or removed.`,
    );
  }

  /** An adapter of the host is in one switch. */
  #checkExternal(kind: SwitchKind, netAdapter: string | undefined, own?: string): void {
    if (kind !== 'external') return;
    const other = this.all().find(row => row.netAdapter === netAdapter && row.id !== own);
    if (netAdapter !== undefined && other)
      throw new VmmsError(
        RETURN.Failed,
        `The network adapter '${netAdapter}' is bound to the switch '${other.name}' already.`,
      );
  }

  #make(service: NetworkService, config: SwitchConfig): void {
    const {id: switchId} = config;
    const fail = (error: unknown): void => this.#log(`switch ${config.name}: ${String(error)}`);
    service.call({kind: 'addSwitch', switchId, uplink: this.#uplink(config)}).catch(fail);
    for (const mapping of config.mappings) {
      const command = {switchId, id: String(mapping.id), mapping: portMapping(mapping)};
      service.call({kind: 'mapPort', ...command}).catch(fail);
    }
  }

  #uplink(config: SwitchConfig): UplinkSettings | undefined {
    if (config.kind === 'private') return undefined;
    const own = createHash('sha256').update(config.id).digest().readUIntBE(0, 3);
    return {
      subnet: subnetOf(config),
      mac: GATEWAY_MAC + own,
      reach: isTranslated(config) ? 'anywhere' : 'host',
      leases: this.leases(config.id),
    };
  }

  #keepLeases(switchId: string, leases: readonly Lease[]): void {
    this.#leases.set(switchId, leases);
    this.#write('leases.json', Object.fromEntries(this.#leases));
  }

  #keep(config: SwitchConfig): void {
    this.#switches.set(config.id, config);
    this.#save();
  }

  #save(): void {
    this.#write('switches.json', this.all());
  }

  #write(name: string, value: unknown): void {
    writeFileAtomic(path.join(this.#home, name), JSON.stringify(value, undefined, 1));
  }

  #read<T>(name: string): T | undefined {
    try {
      return readJson(path.join(this.#home, name)) as T | undefined;
    } catch (error) {
      this.#log(`${name} can not be read: ${String(error)}`);
      return undefined;
    }
  }
}

function portMapping(mapping: StaticMapping): PortMapping {
  const {protocol, externalAddress, externalPort, internalAddress, internalPort} = mapping;
  const address = parseAddress(internalAddress);
  if (address === undefined)
    throw new VmmsError(RETURN.InvalidParameter, `"${internalAddress}" is no IPv4 address.`);
  return {protocol, externalAddress, externalPort, internal: {address, port: internalPort}};
}
