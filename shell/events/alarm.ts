/** Being woken later: the thread that serves the runspace sets the word that safe points look at. */
import {service} from '../cmdlet/services.ts';

/** The times, by performance.now(), for which an alarm is set. */
const set: number[] = [];

/** Asks to be woken at `time`, unless an alarm not later than that is set. */
export function wakeAt(time: number): void {
  const now = performance.now();
  while (set.length > 0 && (set[0] as number) < now) set.shift();
  if (set.length > 0 && (set[0] as number) <= time) return;
  set.unshift(time);
  service('channel').post({kind: 'alarm', afterMs: Math.max(0, Math.ceil(time - now))});
}
