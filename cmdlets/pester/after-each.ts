/** AfterEach: what a block does after each of its tests. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineFixture} from './define.ts';

export const afterEach = cmdlet({
  name: 'AfterEach',
  module: 'Pester',
  className: 'Pester.AfterEach',
  synopsis:
    'Defines a series of steps to perform at the end of every It block within the current Context or Describe block.',
  description:
    'The block runs after each test of the block it stands in and of those below, also when the test failed.',
  parameters: {
    Scriptblock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    defineFixture(run, 'AfterEach', p.Scriptblock);
  },
});
