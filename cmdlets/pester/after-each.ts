/** AfterEach: what a block does after each of its tests. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineFixture} from './define.ts';

export const afterEach = cmdlet({
  name: 'AfterEach',
  module: 'Pester',
  className: 'Pester.AfterEach',
  synopsis:
    'Defines a series of steps to perform at the end of every It block within the current Context or Describe block.',
  parameters: {
    Scriptblock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    defineFixture(run, 'AfterEach', p.Scriptblock);
  },
});
