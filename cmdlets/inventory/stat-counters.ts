/** Which counters the selectors of Get-Stat mean, and which an entity has. Source: resources.md 15.5. */
import type {Door} from '../../hypervisor/wmi/door.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {textOf} from './cim-fields.ts';

export const SELECTORS = {
  Common: [
    'cpu.usage.average',
    'cpu.usagemhz.average',
    'mem.usage.average',
    'disk.usage.average',
    'net.usage.average',
    'sys.uptime.latest',
  ],
  Cpu: ['cpu.usage.average', 'cpu.usagemhz.average'],
  Memory: [
    'mem.usage.average',
    'mem.vmmemctl.average',
    'mem.active.average',
    'mem.granted.average',
  ],
  Disk: ['disk.usage.average', 'disk.read.average', 'disk.write.average'],
  Network: ['net.usage.average', 'net.transmitted.average', 'net.received.average'],
} as const;

/** Counters measured for an entity (path, GUID or the host's name). */
export function countersOf(door: Door, entity: string): string[] {
  const {Counters: found} = door.invoke('Hvsh_StatService', 'QueryAvailable', {Entity: entity});
  return Array.isArray(found) ? found.map(String) : [];
}

/** Every counter that some entity may have. */
export function allCounters(door: Door): string[] {
  return door.instances('Hvsh_StatCounter').map(counter => textOf(counter, 'Key'));
}

/** Names in request order, wildcards resolved; `missing`: names that are no counter at all. */
export function resolveCounters(
  available: readonly string[],
  known: readonly string[],
  names: readonly string[],
): {found: string[]; missing: string[]} {
  const found = new Set<string>();
  const missing: string[] = [];
  for (const name of names) {
    const matches = wildcard(name);
    for (const counter of available) if (matches(counter)) found.add(counter);
    if (!hasWildcard(name) && !known.some(matches)) missing.push(name);
  }
  return {found: [...found], missing};
}
