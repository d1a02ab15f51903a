/** AfterAll: what a block does once after its tests. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineFixture} from './define.ts';

export const afterAll = cmdlet({
  name: 'AfterAll',
  module: 'Pester',
  className: 'Pester.AfterAll',
  synopsis:
    'Defines a series of steps to perform at the end of the current container, Context or Describe block.',
  description:
    'The block runs once, after everything in the block it stands in, also when something there failed.',
  parameters: {
    Scriptblock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    defineFixture(run, 'AfterAll', p.Scriptblock);
  },
});
