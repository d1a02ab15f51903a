/** Describe: a group of tests, with its setups and teardowns. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {codeParameter, definitionParameters} from './definition-parameters.ts';
import {defineBlock} from './define.ts';

export const describeBlock = cmdlet({
  name: 'Describe',
  module: 'Pester',
  className: 'Pester.Describe',
  synopsis: 'Creates a logical group of tests.',
  description:
    'A group of tests with its own scope, setups and teardowns. It is repeated for each item of -ForEach.',
  parameters: {...definitionParameters, Fixture: codeParameter},
  end(run, p) {
    defineBlock(run, p, 'Describe');
  },
});
