/** Asks the door for measured series. Units and names of counters: resources.md 15. */
import type {CimInstance, CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {listOf, numberOf, textOf} from './cim-fields.ts';

/** One counter of one entity and instance; newest last. */
export interface Series {
  readonly entity: string;
  readonly counter: string;
  readonly instance: string;
  readonly unit: string;
  readonly intervalSecs: number;
  readonly timestamps: readonly CimValue[];
  readonly values: readonly number[];
}

export interface SeriesRequest {
  readonly entities: readonly string[]; // paths, GUIDs, or the host's name
  readonly counters?: readonly string[];
  readonly intervalSecs?: number;
  readonly start?: CimValue;
  readonly finish?: CimValue;
  readonly maxSamples?: number;
  /** Takes a sample at once instead of the stored ones. */
  readonly now?: boolean;
}

export function querySeries(door: Door, request: SeriesRequest): Series[] {
  const params: Record<string, CimValue> = {Entities: request.entities};
  if (request.counters) params.Counters = request.counters;
  if (request.intervalSecs !== undefined) params.IntervalSecs = request.intervalSecs;
  if (request.start !== undefined) params.Start = request.start;
  if (request.finish !== undefined) params.Finish = request.finish;
  if (request.maxSamples !== undefined) params.MaxSamples = request.maxSamples;
  if (request.now) params.Now = true;
  const {Series: found} = door.invoke('Hvsh_StatService', 'QueryStats', params);
  return (Array.isArray(found) ? (found as CimInstance[]) : []).map(seriesOf);
}

function seriesOf(instance: CimInstance): Series {
  return {
    entity: textOf(instance, 'Entity'),
    counter: textOf(instance, 'Counter'),
    instance: textOf(instance, 'Instance'),
    unit: textOf(instance, 'Unit'),
    intervalSecs: numberOf(instance, 'IntervalSecs'),
    timestamps: listOf(instance, 'Timestamps'),
    values: listOf(instance, 'Values').map(Number),
  };
}

/** The value of a counter measured now, over all instances; 0 when it is not measured for that entity. */
export function latestOf(door: Door, entity: string, counter: string): number {
  const found = querySeries(door, {entities: [entity], counters: [counter], now: true});
  return found.find(series => series.instance === '')?.values.at(-1) ?? 0;
}
