/** BeforeEach: what a block does before each of its tests. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineFixture} from './define.ts';

export const beforeEach = cmdlet({
  name: 'BeforeEach',
  module: 'Pester',
  className: 'Pester.BeforeEach',
  synopsis:
    'Defines a series of steps to perform at the beginning of every It block within the current Context or Describe block.',
  description: 'The block runs before each test of the block it stands in and of those below.',
  parameters: {
    Scriptblock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    defineFixture(run, 'BeforeEach', p.Scriptblock);
  },
});
