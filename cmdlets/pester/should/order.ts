/** -BeGreaterThan and its kin. A failure of one under -Not reads like the opposite. */
import {compare} from '../../../shell/values/index.ts';
import {nicely} from '../format-nicely.ts';
import {expected, type Operator, verdict} from './operator.ts';

const RELATIONS = [
  ['BeGreaterThan', 'GT', 'greater than', 'less than or equal to', (sign: number) => sign > 0],
  ['BeLessOrEqual', 'LE', 'less than or equal to', 'greater than', (sign: number) => sign <= 0],
  ['BeLessThan', 'LT', 'less than', 'greater than or equal to', (sign: number) => sign < 0],
  ['BeGreaterOrEqual', 'GE', 'greater than or equal to', 'less than', (sign: number) => sign >= 0],
] as const;

export const order: readonly Operator[] = RELATIONS.map(
  ([name, alias, words, opposite, holds]) => ({
    name,
    aliases: [alias],
    takesAll: false,
    help: `Asserts that a number (or other comparable value) is ${words} an expected value.`,
    parameters: expected(),
    judge({actual, negate, because, p}) {
      const wanted = p['ExpectedValue'];
      return verdict(
        holds(compare(actual, wanted)) !== negate,
        () =>
          `Expected the actual value to be ${negate ? opposite : words} ${nicely(wanted)},${because} but got ${nicely(actual)}.`,
      );
    },
  }),
);
