/** Hvsh_StatCounter and Hvsh_StatService: measured statistics (resources.md 15). */
import {findCounter, type StatCounter, statCounters} from '../../root/vmms/statistics/counters.ts';
import type {StatPoint} from '../../root/vmms/statistics/sample-table.ts';
import {HOST_ENTITY, type Period, type Sampler} from '../../root/vmms/statistics/sampler.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import type {CimInstance} from '../cim.ts';
import {wmiClass} from '../class-definition.ts';
import {cimTime} from '../date-time.ts';
import {hostName} from '../object-path.ts';
import {hvshResourcePool} from './hvsh-resource-pool.ts';
import {HOST, msvmComputerSystem} from './msvm-computer-system.ts';
import {serviceClass} from './services.ts';

export const hvshStatCounter = wmiClass<StatCounter>('Hvsh_StatCounter', {
  list: () => statCounters,
  properties: {
    Key: counter => counter.key,
    Group: counter => counter.key.split('.')[0] ?? '',
    Name: counter => counter.key.split('.')[1] ?? '',
    Rollup: counter => counter.key.split('.')[2] ?? '',
    ElementName: counter => counter.key,
    Description: counter => counter.meaning,
    Unit: counter => counter.unit,
    StatsType: counter => counter.statsType,
    Level: counter => counter.level,
    DeviceLevel: counter => counter.deviceLevel,
    Entities: counter => counter.entities,
  },
});

/** The series' name of what a path, a GUID or a host name says; undefined when there is no such thing. */
function entityOf(text: string, args: Arguments, vmms: Vmms): string | undefined {
  const machine = vmms.machine(text);
  if (machine) return machine.id;
  if (text.toUpperCase() === hostName || text.toLowerCase() === HOST_ENTITY) return HOST_ENTITY;
  const object = args.find(text);
  const system = object && msvmComputerSystem.from(object);
  if (system !== undefined) return system === HOST ? HOST_ENTITY : system.id;
  return object && hvshResourcePool.from(object);
}

interface Window extends Period {
  /** The newest so many samples of each counter. */
  readonly most: number;
}

function windowOf(args: Arguments): Window {
  const afterMs = args.time('Start') ?? 0;
  const untilMs = args.time('Finish') ?? Number.POSITIVE_INFINITY;
  if (afterMs > untilMs)
    throw new VmmsError(RETURN.InvalidParameter, 'Start must not be after Finish.', {
      fault: 'BadSetting',
    });
  return {
    afterMs,
    untilMs,
    now: args.boolean('Now') ?? false,
    most: args.number('MaxSamples') ?? Number.POSITIVE_INFINITY,
  };
}

function* seriesOf(
  entity: string,
  asked: string,
  wanted: ReadonlySet<string> | undefined,
  window: Window,
  sampler: Sampler,
): Iterable<CimInstance> {
  for (const name of sampler.names(entity, window.now)) {
    const [key = '', instance = ''] = name.split('|');
    const counter = findCounter(key);
    if (!counter || (wanted && !wanted.has(counter.key))) continue;
    const points = sampler.points(entity, name, window).slice(-window.most);
    if (points.length > 0) yield series(asked, counter, instance, points, sampler.intervalSecs);
  }
}

function series(
  entity: string,
  counter: StatCounter,
  instance: string,
  points: readonly StatPoint[],
  intervalSecs: number,
): CimInstance {
  return {
    className: 'Hvsh_StatSeries',
    path: '',
    properties: {
      Entity: entity,
      Counter: counter.key,
      Instance: instance,
      Unit: counter.unit,
      IntervalSecs: intervalSecs,
      Timestamps: points.map(point => cimTime(point.endMs)),
      Values: points.map(point => point.value),
    },
  };
}

function samplerOf(asked: number | undefined, vmms: Vmms): Sampler {
  const {realtime, live} = vmms.statistics;
  const found = asked === undefined ? realtime : vmms.statistics.series(asked);
  if (found) return found;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `Samples are kept every ${live.intervalSecs} s and every ${realtime.intervalSecs} s, not every ${asked} s.`,
    {fault: 'BadSetting'},
  );
}

export const hvshStatService = serviceClass('Hvsh_StatService', 'Statistics', {
  QueryStats: (_, args, vmms) => {
    const sampler = samplerOf(args.number('IntervalSecs'), vmms);
    const window = windowOf(args);
    const wanted =
      args.value('Counters') === null
        ? undefined
        : new Set(args.texts('Counters').flatMap(key => findCounter(key)?.key ?? []));
    const found = args.texts('Entities').flatMap(asked => {
      const entity = entityOf(asked, args, vmms);
      if (entity === undefined)
        throw new VmmsError(RETURN.InvalidParameter, `There are no statistics of "${asked}".`);
      return [...seriesOf(entity, asked, wanted, window, sampler)];
    });
    return {ReturnValue: 0, Series: found};
  },
  QueryAvailable: (_, args, vmms) => {
    const asked = args.requiredText('Entity');
    const entity = entityOf(asked, args, vmms);
    if (entity === undefined)
      throw new VmmsError(RETURN.InvalidParameter, `There are no statistics of "${asked}".`);
    const {realtime, live} = vmms.statistics;
    const names = [...realtime.names(entity, true), ...live.names(entity, false)];
    const keys = names.map(name => name.split('|')[0] ?? '');
    return {ReturnValue: 0, Counters: [...new Set(keys)]};
  },
});
