/** Hvsh_StatCounter and Hvsh_StatService: measured statistics (resources.md 15). */
import {findCounter, type StatCounter, statCounters} from '../../root/vmms/statistics/counters.ts';
import {HOST_ENTITY, type StatPoint} from '../../root/vmms/statistics/sampler.ts';
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

interface Window {
  readonly afterMs: number;
  readonly untilMs: number;
  readonly now: boolean;
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
  vmms: Vmms,
): Iterable<CimInstance> {
  for (const name of vmms.sampler.names(entity, window.now)) {
    const [key = '', instance = ''] = name.split('|');
    const counter = findCounter(key);
    if (!counter || (wanted && !wanted.has(counter.key))) continue;
    const points = vmms.sampler.points(entity, name, window).slice(-window.most);
    if (points.length > 0)
      yield series(asked, counter, instance, points, vmms.sampler.intervalSecs);
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

export const hvshStatService = serviceClass('Hvsh_StatService', 'Statistics', {
  QueryStats: (_, args, vmms) => {
    const interval = args.number('IntervalSecs') ?? vmms.sampler.intervalSecs;
    if (interval !== vmms.sampler.intervalSecs)
      throw new VmmsError(
        RETURN.InvalidParameter,
        `Samples are kept every ${vmms.sampler.intervalSecs} s only, not every ${interval} s.`,
        {fault: 'BadSetting'},
      );
    const window = windowOf(args);
    const wanted =
      args.value('Counters') === null
        ? undefined
        : new Set(args.texts('Counters').flatMap(key => findCounter(key)?.key ?? []));
    const found = args.texts('Entities').flatMap(asked => {
      const entity = entityOf(asked, args, vmms);
      if (entity === undefined)
        throw new VmmsError(RETURN.InvalidParameter, `There are no statistics of "${asked}".`);
      return [...seriesOf(entity, asked, wanted, window, vmms)];
    });
    return {ReturnValue: 0, Series: found};
  },
  QueryAvailable: (_, args, vmms) => {
    const asked = args.requiredText('Entity');
    const entity = entityOf(asked, args, vmms);
    if (entity === undefined)
      throw new VmmsError(RETURN.InvalidParameter, `There are no statistics of "${asked}".`);
    const keys = vmms.sampler.names(entity, true).map(name => name.split('|')[0] ?? '');
    return {ReturnValue: 0, Counters: [...new Set(keys)]};
  },
});
