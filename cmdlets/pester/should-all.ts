/** Should-All: do all items pass a filter? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isNull, toArray} from '../../shell/values/index.ts';
import {actualAt, becauseParameter, judging} from './assertion.ts';
import {boundBlock} from './bound-block.ts';
import {single} from './format-nicely.ts';
import {throughFilter} from './item-filter.ts';

export const shouldAll = cmdlet({
  name: 'Should-All',
  module: 'Pester',
  className: 'Pester.ShouldAll',
  synopsis:
    'Compares all items in a collection to a filter script. If the filter returns true, or does not throw for all the items in the collection, the assertion passes.',
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
  examples: [{title: 'Numbers', code: '1, 2 | Should-All { $_ -gt 0 }'}],
  ...judging('CollectionItems', (assert, p) => {
    const filter = boundBlock(p['FilterScript']);
    const items = isNull(assert.actual) ? [] : toArray(assert.actual);
    if (items.length === 0)
      return assert.fail(
        'Expected all items in collection to pass filter <expected>, but <actualType> <actual> contains no items to compare.',
        {Expected: filter},
      );
    const {failed, reasons} = throughFilter(assert, items, filter);
    assert.unless(
      failed.length === 0,
      `Expected all items in collection <actual> to pass filter <expected>, but <actualFilteredCount> of them <actualFiltered> did not pass the filter.${reasons}`,
      {Expected: filter, actualFilteredCount: failed.length, actualFiltered: single(failed)},
    );
  }),
});
