/** DateTime to CIM's text form. */
import type {CimDateTime, CimInstance} from '../../hypervisor/wmi/cim.ts';
import {millisOfDateTime} from '../../hypervisor/wmi/date-time.ts';
import type {DateTime} from '../../shell/types/date-time.ts';
import {EPOCH_TICKS} from './cim-fields.ts';

const TICKS_PER_MS = 10_000n;

/** `yyyymmddHHMMSS.mmmmmm+000`, in UTC. */
export function cimTime(time: DateTime): CimDateTime {
  const ticks = time.toUniversalTime().ticks - EPOCH_TICKS;
  const text = new Date(Number(ticks / TICKS_PER_MS)).toISOString();
  const micros = String((ticks / 10n) % 1_000_000n).padStart(6, '0');
  return {datetime: `${text.slice(0, 19).replaceAll(/[-:T]/g, '')}.${micros}+000`};
}

/** Milliseconds of a property that is an interval; 0 without one. */
export function millisOfInterval(instance: CimInstance | undefined, name: string): number {
  const value = instance?.properties[name];
  const isTime = typeof value === 'object' && value !== null && 'datetime' in value;
  return isTime ? (millisOfDateTime(value.datetime) ?? 0) : 0;
}
