/** It: one test. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {codeParameter, definitionParameters} from './definition-parameters.ts';
import {defineTest} from './define.ts';

export const itTest = cmdlet({
  name: 'It',
  module: 'Pester',
  className: 'Pester.It',
  synopsis: 'Validates the results of a test inside of a Describe block.',
  description:
    'The block is a test: it fails when it ends by an error, as a failed Should does. It is repeated for each item of -ForEach.',
  parameters: {...definitionParameters, Test: codeParameter},
  end(run, p) {
    defineTest(run, {...p, Fixture: p.Test});
  },
});
