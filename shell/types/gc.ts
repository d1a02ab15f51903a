/** System.GC: what lives in the heap of this runspace's thread. A collection is always a full one. */
import {setFlagsFromString} from 'node:v8';
import {runInNewContext} from 'node:vm';
import {defineType} from '../values/define-type.ts';

let collector: (() => void) | undefined;

/** V8 shows its collector to contexts made while the flag is set. */
function collect(): void {
  if (collector === undefined) {
    setFlagsFromString('--expose-gc');
    collector = runInNewContext('gc') as () => void;
    setFlagsFromString('--no-expose-gc');
  }
  collector();
}

function totalMemory(afterCollection: boolean): number {
  if (afterCollection) collect();
  return process.memoryUsage().heapUsed;
}

defineType({
  fullName: 'System.GC',
  abstract: true,
  statics: {
    'void Collect()': collect,
    'void Collect(int generation)': collect,
    'void WaitForPendingFinalizers()': () => undefined,
    'int MaxGeneration': () => 2,
    'long GetTotalMemory(bool forceFullCollection)': totalMemory,
  },
});
