/** Should-Any: does an item pass a filter? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull, toArray} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';
import {boundBlock} from './bound-block.ts';
import {throughFilter} from './item-filter.ts';

export const shouldAny = cmdlet({
  name: 'Should-Any',
  module: 'Pester',
  className: 'Pester.ShouldAny',
  synopsis:
    'Compares all items in a collection to a filter script. If the filter returns true for any of the items in the collection, the assertion passes.',
  parameters: {
    Actual: actualAt(1),
    FilterScript: {
      type: 'scriptblock',
      position: 0,
      mandatory: true,
      help: 'Judges an item, which is $_; $false means no.',
    },
    Because: becauseParameter,
  },
  examples: [{title: 'Numbers', code: '1, 2 | Should-Any { $_ -gt 1 }'}],
  ...judging('CollectionItems', (assert, p) => {
    const filter = boundBlock(p['FilterScript']);
    const items = isNull(assert.actual) ? [] : toArray(assert.actual);
    if (items.length === 0)
      return assert.fail(
        'Expected at least one item in collection to pass filter <expected>, but <actualType> <actual> contains no items to compare.',
        {Expected: filter},
      );
    const {passed, reasons} = throughFilter(assert, items, filter);
    assert.unless(
      passed.length > 0,
      `Expected at least one item in collection <actual> to pass filter <expected>, but none of the items passed the filter.${reasons}`,
      {Expected: filter},
    );
  }),
});
