/** Random numbers between bounds and random items of a list: what Get-Random and Get-SecureRandom write. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {convertTo, double, NetException, toText} from '../../shell/values/index.ts';
import type {Random} from './random-source.ts';

/** What both cmdlets declare. */
export const randomDeclaration = {
  defaultParameterSet: 'RandomNumberParameterSet',
  outputTypes: [
    'System.Int32',
    'System.Int64',
    'System.Double',
    'System.Management.Automation.PSObject',
  ],
  synopsis: 'Gets a random number, or selects objects randomly from a collection.',
  parameters: {
    Maximum: {
      type: 'object',
      sets: {RandomNumberParameterSet: {position: 0}},
      help: 'The result is below this value.',
    },
    Minimum: {
      type: 'object',
      sets: {RandomNumberParameterSet: {}},
      help: 'The smallest possible result.',
    },
    Count: {
      type: 'int',
      sets: {RandomNumberParameterSet: {}, RandomListItemParameterSet: {}},
      help: 'How many.',
    },
    InputObject: {
      type: 'object[]',
      sets: {
        RandomListItemParameterSet: {mandatory: true, position: 0, pipeline: 'value'},
        ShuffleParameterSet: {mandatory: true, position: 0, pipeline: 'value'},
      },
      help: 'The objects to work on, usually piped.',
    },
    Shuffle: {
      type: 'switch',
      sets: {ShuffleParameterSet: {}},
      help: 'All objects in random order.',
    },
  },
} as const;

export interface RandomState {
  readonly objects: unknown[];
}

export interface RandomArguments {
  readonly Minimum?: unknown;
  readonly Maximum?: unknown;
  readonly Count?: number | undefined;
  readonly Shuffle: boolean;
}

export function writeNumbers(run: Run<RandomState>, p: RandomArguments, random: Random): void {
  for (let left = p.Count ?? 1; left > 0; left--) run.writeObject(randomNumber(run, p, random));
}

/** Items of the list gathered in `run.state`, each at most once (Fisher-Yates as far as needed). */
export function writeItems(run: Run<RandomState>, p: RandomArguments, random: Random): void {
  const {objects} = run.state;
  const count = p.Shuffle ? objects.length : Math.min(p.Count ?? 1, objects.length);
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (objects.length - at));
    [objects[at], objects[other]] = [objects[other], objects[at]];
    run.writeObject(objects[at]);
  }
}

const INT32_MAX = 2147483647;

/** A real between two reals, an Int64 where a bound is one, else an Int32. The maximum is excluded. */
function randomNumber(
  run: Run<RandomState>,
  p: {Minimum?: unknown; Maximum?: unknown},
  random: Random,
): unknown {
  const low = bound(p.Minimum, 0);
  const high = bound(p.Maximum, INT32_MAX);
  if (typeof low === 'bigint' || typeof high === 'bigint') {
    const [from, to] = [BigInt(low as bigint), BigInt(high as bigint)];
    if (from >= to) notInOrder(run, from, to);
    return from + (BigInt(Math.floor(random() * 2 ** 53)) * (to - from)) / 2n ** 53n;
  }
  const [from, to] = [Number(toText(low)), Number(toText(high))];
  if (!(from < to)) notInOrder(run, low, high);
  const isWhole =
    typeof low === 'number' &&
    typeof high === 'number' &&
    Number.isInteger(low) &&
    Number.isInteger(high);
  return isWhole
    ? from + Math.floor(random() * (to - from))
    : double(from + random() * (to - from));
}

/** Texts are read as numbers. */
function bound(value: unknown, missing: number): unknown {
  if (value === undefined || value === null) return missing;
  return typeof value === 'string'
    ? convertTo(value, value.includes('.') ? 'double' : 'int')
    : value;
}

function notInOrder(run: Run<RandomState>, low: unknown, high: unknown): never {
  run.throwTerminatingError(
    run.error(
      'MinGreaterThanOrEqualMax',
      'InvalidArgument',
      new NetException(
        'System.ArgumentException',
        `The Minimum value (${toText(low)}) cannot be greater than or equal to the Maximum value (${toText(high)}).`,
      ),
    ),
  );
}
