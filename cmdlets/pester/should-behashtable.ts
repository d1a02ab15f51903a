/** Should-BeHashtable: is it a hashtable, with these keys? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Hashtable, OrderedDictionary, toArray, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {actualAt, becauseParameter, isDictionary, judging} from './assertion.ts';
import {describe} from './describe-value.ts';
import {isSubsequence} from './item-match.ts';

const listed = (keys: readonly Value[]): string => keys.map(key => describe(key)).join(', ');

export const shouldBeHashtable = cmdlet({
  name: 'Should-BeHashtable',
  module: 'Pester',
  className: 'Pester.ShouldBeHashtable',
  synopsis:
    'Asserts that the actual value is a hashtable, optionally with the expected number of entries or keys.',
  parameters: {
    Actual: actualAt(0),
    Count: {type: 'int', help: 'The number of entries it has.'},
    Key: {type: 'string[]', help: 'Keys it has.'},
    Ordered: {type: 'switch', help: 'It keeps an order, and the keys are in it.'},
    Because: becauseParameter,
  },
  examples: [{title: 'A key', code: '@{a = 1} | Should-BeHashtable -Key a'}],
  ...judging('Scalar', (assert, p) => {
    const table = unwrap(assert.actual);
    if (!isDictionary(table) || !(table instanceof Hashtable))
      return assert.fail('Expected a hashtable,<because> but got <actualType> <actual>.');
    const ordered = p['Ordered'] === true;
    if (ordered && !(table instanceof OrderedDictionary))
      return assert.fail(
        'Expected an ordered hashtable ([ordered]@{}),<because> but got unordered <actualType> <actual>.',
      );
    const keys = table.keys();
    if (p['Count'] !== undefined && p['Count'] !== keys.length)
      return assert.fail(
        'Expected <expected> entries in hashtable <actual>,<because> but it has <actualCount> entries.',
        {Expected: p['Count'], actualCount: keys.length},
      );
    const wanted = toArray(p['Key'] ?? []);
    const missing = wanted.filter(key => !table.has(key));
    if (missing.length > 0)
      return assert.fail(
        `Expected hashtable <actual> to contain ${missing.length === 1 ? 'key' : 'keys'} ${listed(missing)},<because> but it does not.`,
      );
    assert.unless(
      !ordered || isSubsequence(wanted, keys),
      `Expected keys ${listed(wanted)} to appear in this order in hashtable <actual>,<because> but the actual key order is ${listed(keys)}.`,
    );
  }),
});
