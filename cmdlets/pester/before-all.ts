/** BeforeAll: what a block does once before its tests. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {defineFixture} from './define.ts';

export const beforeAll = cmdlet({
  name: 'BeforeAll',
  module: 'Pester',
  className: 'Pester.BeforeAll',
  synopsis:
    'Defines a series of steps to perform at the beginning of the current container, Context or Describe block.',
  description:
    'The block runs once, before everything in the block it stands in. What it defines is seen by all tests below.',
  parameters: {
    Scriptblock: {type: 'scriptblock', mandatory: true, position: 0, help: 'The code.'},
  },
  end(run, p) {
    defineFixture(run, 'BeforeAll', p.Scriptblock);
  },
});
