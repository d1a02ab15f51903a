/** Context: a group of tests inside of a Describe. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {codeParameter, definitionParameters} from './definition-parameters.ts';
import {defineBlock} from './define.ts';

export const contextBlock = cmdlet({
  name: 'Context',
  module: 'Pester',
  className: 'Pester.Context',
  synopsis: 'Provides logical grouping of It blocks within a single Describe block.',
  description:
    'A group within a Describe. It may have its own setups and teardowns, and is repeated for each item of -ForEach.',
  parameters: {...definitionParameters, Fixture: codeParameter},
  end(run, p) {
    defineBlock(run, p, 'Context');
  },
});
