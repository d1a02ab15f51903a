/** A machine's network counters in one sample: of all adapters, and of each by its device key. */
import type {PortCounterName, PortCounterValues} from '../../../switch/counters.ts';
import type {WorkerStatistics} from '../machine-worker.ts';
import type {Values} from './sample-table.ts';

/** vSphere numbers network devices from here; adapters in the order of their settings. */
const FIRST_KEY = 4000;

/** Kilobytes a second; what the guest received, the switch gave it. */
const RATES: readonly (readonly [name: string, ...counters: PortCounterName[]])[] = [
  ['usage', 'bytesReceived', 'bytesSent'],
  ['received', 'bytesReceived'],
  ['transmitted', 'bytesSent'],
  ['bytesRx', 'bytesReceived'],
  ['bytesTx', 'bytesSent'],
];

/** Frames in the sample. */
const SUMS: readonly (readonly [name: string, counter: PortCounterName])[] = [
  ['packetsRx', 'framesReceived'],
  ['packetsTx', 'framesSent'],
  ['broadcastRx', 'broadcastReceived'],
  ['broadcastTx', 'broadcastSent'],
  ['droppedRx', 'droppedReceived'],
  ['droppedTx', 'droppedSent'],
];

export function networkValues(
  values: Values,
  before: WorkerStatistics['adapters'],
  after: WorkerStatistics['adapters'],
  seconds: number,
): void {
  const put = (name: string, instance: number, value: number): void => {
    values.set(name, (values.get(name) ?? 0) + value);
    values.set(`${name}|${instance}`, value);
  };
  for (const [name] of RATES) values.set(`net.${name}.average`, 0);
  for (const [name] of SUMS) values.set(`net.${name}.summation`, 0);
  [...after].forEach(([id, now], index) => {
    const since = grown(now, before.get(id));
    for (const [name, ...counters] of RATES) {
      const bytes = counters.reduce((sum, counter) => sum + since(counter), 0);
      put(`net.${name}.average`, FIRST_KEY + index, Math.round(bytes / 1024 / seconds));
    }
    for (const [name, counter] of SUMS)
      put(`net.${name}.summation`, FIRST_KEY + index, since(counter));
  });
}

/** How much each counter grew; one that is new began at zero. */
function grown(now: PortCounterValues, was: PortCounterValues | undefined) {
  return (name: PortCounterName): number => Math.max(0, now[name] - (was?.[name] ?? 0));
}
