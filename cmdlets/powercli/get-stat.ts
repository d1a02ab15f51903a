/** Get-Stat of PowerCLI: measured values of machines, pools and the host. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import {timeOf} from '../inventory/cim-fields.ts';
import {cimTime} from '../inventory/cim-time.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {type Speaker, vmError} from '../inventory/flavour.ts';
import {type Measured, measuredEntities} from '../inventory/measured.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allCounters, countersOf, resolveCounters, SELECTORS} from '../inventory/stat-counters.ts';
import {querySeries, type Series, type SeriesRequest} from '../inventory/stat-query.ts';
import {StatSample} from '../inventory/stat-sample.ts';

const speaker: Speaker = {flavour: 'PowerCLI', cmdlet: 'Get-Stat', className: 'GetViStats'};

/** The realtime series has a sample each 20 s; without a choice vSphere takes the five-minute one. */
const REALTIME_SECS = 20;
const DEFAULT_SECS = 300;

interface Choice {
  readonly Common: boolean;
  readonly Cpu: boolean;
  readonly Memory: boolean;
  readonly Disk: boolean;
  readonly Network: boolean;
  readonly Stat?: string[] | undefined;
}

/** Counters asked for: those of `-Stat` must exist, those of the groups are taken where they are measured. */
function wantedNames(p: Choice): string[] {
  const names = [...(p.Stat ?? [])];
  for (const [selector, counters] of Object.entries(SELECTORS))
    if (p[selector as keyof typeof SELECTORS]) names.push(...counters);
  return names.length > 0 ? names : [...SELECTORS.Common];
}

interface Window {
  readonly Realtime: boolean;
  readonly IntervalSecs?: number[] | undefined;
  readonly IntervalMins?: number[] | undefined;
  readonly Start?: unknown;
  readonly Finish?: unknown;
  readonly MaxSamples?: number | undefined;
}

/** Series that are kept: each second for five minutes, each 20 seconds for an hour. */
const KEPT_SECS: readonly number[] = [1, REALTIME_SECS];

function intervalsOf(p: Window): number[] {
  if (p.Realtime) return [REALTIME_SECS];
  const asked = [...(p.IntervalSecs ?? []), ...(p.IntervalMins ?? []).map(minutes => minutes * 60)];
  return asked.length > 0 ? asked : [DEFAULT_SECS];
}

function requestOf(
  measured: Measured,
  counters: string[],
  intervalSecs: number,
  p: Window,
): SeriesRequest {
  return {
    entities: [measured.key],
    counters,
    intervalSecs,
    ...(p.Start instanceof DateTime ? {start: cimTime(p.Start)} : {}),
    ...(p.Finish instanceof DateTime ? {finish: cimTime(p.Finish)} : {}),
    ...(p.MaxSamples === undefined ? {} : {maxSamples: p.MaxSamples}),
  };
}

/** Writes the samples of a series, newest first. */
function writeSeries(run: Run, measured: Measured, series: Series): void {
  for (let index = series.values.length - 1; index >= 0; index--) {
    const timestamp = timeOf(series.timestamps[index]);
    if (!timestamp) continue;
    run.writeObject(
      new StatSample({
        entity: measured.entity,
        entityId: measured.id,
        metricId: series.counter,
        timestamp,
        value: series.values[index] ?? 0,
        unit: series.unit,
        instance: series.instance,
        intervalSecs: series.intervalSecs,
      }),
    );
  }
}

export const getStat = cmdlet({
  name: 'Get-Stat',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetViStats',
  synopsis: 'Retrieves measured statistics of machines, resource pools and hosts.',
  description:
    'Every value is measured by the host service: processor time by the scheduler, memory by touched pages, disk by the storage provider.',
  parameters: {
    Entity: {
      type: 'object[]',
      help: 'Machines, pools or hosts; names are taken as machines.',
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    Common: {
      type: 'switch',
      help: 'Processor, memory, disk, network usage and uptime; the default.',
    },
    Cpu: {type: 'switch', help: 'Processor counters.'},
    Memory: {type: 'switch', help: 'Memory counters.'},
    Disk: {type: 'switch', help: 'Disk counters.'},
    Network: {type: 'switch', help: 'Network counters.'},
    Stat: {
      type: 'string[]',
      help: 'Counters by name, such as cpu.ready.summation; wildcards are allowed.',
      wildcards: true,
      complete: (run, word) =>
        allCounters(run.door()).filter(name => name.startsWith(word.toLowerCase())),
    },
    Start: {type: 'datetime', help: 'Samples after this time.'},
    Finish: {type: 'datetime', help: 'Samples up to this time; the default is now.'},
    MaxSamples: {
      type: 'int',
      help: 'The newest samples of each counter.',
      validate: [{rangeKind: 'Positive'}],
    },
    IntervalSecs: {type: 'int[]', help: 'Seconds between samples.'},
    IntervalMins: {type: 'int[]', help: 'Minutes between samples.', aliases: ['Interval']},
    Instance: {
      type: 'string[]',
      help: 'Instances such as a processor number; "" is the whole.',
      allowEmptyString: true,
    },
    Realtime: {type: 'switch', help: 'The series with a sample each 20 seconds.'},
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Stat.FloatSample'],
  examples: [
    {title: 'The newest values of a machine', code: 'Get-Stat web1 -Realtime -MaxSamples 1'},
    {
      title: 'Time spent waiting for a processor',
      code: 'Get-VM | Get-Stat -Stat cpu.ready.summation -Realtime -MaxSamples 3',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (
      p.Start instanceof DateTime &&
      p.Finish instanceof DateTime &&
      p.Start.ticks > p.Finish.ticks
    ) {
      run.throwTerminatingError(
        vmError(
          speaker,
          'BadSetting',
          'InvalidArgument',
          `Start (${toText(p.Start)}) must not be later than Finish (${toText(p.Finish)}).`,
        ),
      );
    }
    const door = run.door();
    for (const measured of p.Entity.flatMap(given => measuredEntities(run, speaker, given))) {
      const {found, missing} = resolveCounters(
        countersOf(door, measured.key),
        allCounters(door),
        wantedNames(p),
      );
      for (const name of missing.filter(one => p.Stat?.includes(one))) {
        run.writeError(
          vmError(
            speaker,
            'ViCore_BaseGetStatCmdlet_InvalidStat',
            'ObjectNotFound',
            `The metric counter "${name}" doesn't exist for entity "${toText(measured.entity)}".`,
            name,
          ),
        );
      }
      if (found.length === 0) continue;
      for (const interval of intervalsOf(p)) {
        if (!KEPT_SECS.includes(interval)) {
          run.writeWarning(
            `Samples of ${interval} seconds are not kept yet. Use -Realtime (20 seconds) or -IntervalSecs 1.`,
          );
          continue;
        }
        const series = querySeries(door, requestOf(measured, found, interval, p));
        const order = (one: Series): number => found.indexOf(one.counter);
        series.sort((a, b) => order(a) - order(b));
        for (const one of series)
          if (!p.Instance || p.Instance.includes(one.instance)) writeSeries(run, measured, one);
      }
    }
  },
});
