/** It: one test. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {codeParameter, definitionParameters} from './definition-parameters.ts';
import {defineTest} from './define.ts';

export const itTest = cmdlet({
  name: 'It',
  module: 'Pester',
  className: 'Pester.It',
  synopsis: 'Validates the results of a test inside of a Describe block.',
  parameters: {...definitionParameters, Test: codeParameter},
  end(run, p) {
    defineTest(run, {...p, Fixture: p.Test});
  },
});
