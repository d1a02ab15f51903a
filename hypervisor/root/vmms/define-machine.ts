/** A new machine's configuration from the settings it is defined with (wmi.md 5.2, 9.4). */
import {randomUUID} from 'node:crypto';
import {checkBootSource} from './boot-source.ts';
import {deviceKinds} from './device-kinds.ts';
import type {MachineConfig, ResourceConfig} from './machine-config.ts';
import type {AskedSettings} from './asked-settings.ts';
import {addResource} from './resource-settings.ts';
import {DEFAULT_ALLOCATION} from './resources/allocation.ts';
import {ROOT_POOL} from './resources/pool-config.ts';
import {changedSystem} from './system-settings.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

const NAME_MAX = 100;

export interface DefineRequest {
  /** Properties of the Msvm_VirtualSystemSettingData text; none is needed. */
  readonly system: Readonly<Record<string, unknown>>;
  readonly resources: readonly AskedSettings[];
  readonly processorMHz: number;
}

export function newMachine({system, resources, processorMHz}: DefineRequest): MachineConfig {
  const generation = generationOf(system.VirtualSystemSubType);
  const config = withFixedDevices({
    format: 1,
    id: identifier(system.VirtualSystemIdentifier),
    name: checkedName(system.ElementName ?? 'New Virtual Machine'),
    generation,
    created: new Date().toISOString(),
    system: changedSystem({}, system),
    resources: initialResources(generation),
    pool: ROOT_POOL,
    cpu: DEFAULT_ALLOCATION,
    memory: DEFAULT_ALLOCATION,
  });
  const whole = resources.reduce(
    (sofar, asked) => addResource(sofar, asked, processorMHz).config,
    config,
  );
  checkBootSource(whole);
  return whole;
}

export function checkedName(value: unknown): string {
  const name = String(value ?? '');
  if (name !== '' && name.length <= NAME_MAX && !/[\p{Cc}]/u.test(name)) return name;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `The name of a machine must have 1 to ${NAME_MAX} characters, none of them a control character.`,
  );
}

/** What every machine has; one that was defined before there was such a kind gets it now. */
export function withFixedDevices(config: MachineConfig): MachineConfig {
  const has = new Set(config.resources.map(resource => resource.kind));
  const missing = deviceKinds
    .filter(kind => kind.always && !has.has(kind.name))
    .map(kind => ({id: kind.fixedId ?? '', kind: kind.name, properties: {}}));
  return missing.length === 0 ? config : {...config, resources: [...config.resources, ...missing]};
}

/** Generation 1 has two IDE controllers, generation 2 no controller at all. */
function initialResources(generation: number): ResourceConfig[] {
  if (generation === 2) return [];
  const ide = [0, 1].map(number => ({
    id: `83F8638B-8DCA-4152-9EDA-2CA8B33039B4\\${number}`,
    kind: 'ide-controller',
    properties: {Address: String(number), ElementName: `IDE Controller ${number}`},
  }));
  return ide;
}

function generationOf(subType: unknown): number {
  const text = String(subType ?? 'Microsoft:Hyper-V:SubType:1');
  const found = /^Microsoft:Hyper-V:SubType:([12])$/i.exec(text);
  if (found) return Number(found[1]);
  throw new VmmsError(
    RETURN.InvalidParameter,
    `VirtualSystemSubType must end in 1 or 2, but is "${text}".`,
  );
}

function identifier(value: unknown): string {
  if (value === undefined || value === null || value === '') return randomUUID().toUpperCase();
  const text = String(value)
    .replace(/^\{|\}$/g, '')
    .toUpperCase();
  if (/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/.test(text)) return text;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `VirtualSystemIdentifier must be a GUID, but is "${String(value)}".`,
  );
}
