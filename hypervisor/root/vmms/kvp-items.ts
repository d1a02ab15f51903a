/**
 * Key-value pairs that a person set for a machine's guest, or keeps with the machine for the host
 * alone: part of the settings of its exchange component (wmi.md 16.4, 16.5).
 */
import {KVP_DATA_MAX, KVP_NAME_MAX, type KvpItem} from '../vsp/ic-kvp/protocol.ts';
import {settingOf} from './device-kinds.ts';
import type {Machine} from './machine.ts';
import type {Vmms} from './vmms.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

/** Msvm_KvpExchangeDataItem.Source. */
export const KVP_SOURCE = {Host: 0, Guest: 1, Intrinsic: 2, HostOnly: 4} as const;

const MOST_ITEMS_A_CALL = 128;

export interface SourcedItem extends KvpItem {
  readonly source: number;
}

export type KvpChange = 'add' | 'modify' | 'remove';

/** Pairs for the guest. */
export function hostItems(machine: Machine): KvpItem[] {
  return kept(machine, 'HostExchangeItems');
}

/** Pairs that the guest never sees. */
export function hostOnlyItems(machine: Machine): KvpItem[] {
  return kept(machine, 'HostOnlyItems');
}

function kept(machine: Machine, property: string): KvpItem[] {
  const rows = settingOf(machine.only('kvp'), property) as readonly (readonly string[])[];
  return rows.map(([name = '', data = '']) => ({name, data}));
}

/** All or none of the items. */
export function changeKvpItems(
  vmms: Vmms,
  machine: Machine,
  how: KvpChange,
  items: readonly SourcedItem[],
): void {
  if (items.length > MOST_ITEMS_A_CALL)
    invalid(`A call takes ${MOST_ITEMS_A_CALL} items, not ${items.length}.`);
  const pushed = new Map(hostItems(machine).map(item => [item.name, item.data]));
  const hostOnly = new Map(hostOnlyItems(machine).map(item => [item.name, item.data]));
  for (const item of items) {
    if (item.source === KVP_SOURCE.Host) change(pushed, how, item);
    else if (item.source === KVP_SOURCE.HostOnly) change(hostOnly, how, item);
    else invalid(`Items of the source ${item.source} are not set by the host.`);
  }
  const properties = {HostExchangeItems: [...pushed], HostOnlyItems: [...hostOnly]};
  const resources = machine.config.resources.map(resource =>
    resource.kind === 'kvp'
      ? {...resource, properties: {...resource.properties, ...properties}}
      : resource,
  );
  vmms.keep(machine, {...machine.config, resources});
}

function change(list: Map<string, string>, how: KvpChange, {name, data}: KvpItem): void {
  if (name === '' || name.length > KVP_NAME_MAX)
    invalid(`The name of an item has 1 to ${KVP_NAME_MAX} signs, but has ${name.length}.`);
  if (data.length > KVP_DATA_MAX)
    invalid(`The data of an item has up to ${KVP_DATA_MAX} signs, but has ${data.length}.`);
  if (how === 'add' && list.has(name)) invalid(`There is an item "${name}" already.`);
  if (how !== 'add' && !list.has(name)) invalid(`There is no item "${name}".`);
  if (how === 'remove') list.delete(name);
  else list.set(name, data);
}

function invalid(text: string): never {
  throw new VmmsError(RETURN.InvalidParameter, text);
}
