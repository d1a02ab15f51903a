/** Should-Invoke: was a mock called? */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {becauseParameter, judging} from './assertion.ts';
import {judgeCalls, judgeVerifiable} from './should/invoke.ts';

export const shouldInvoke = cmdlet({
  name: 'Should-Invoke',
  module: 'Pester',
  className: 'Pester.ShouldInvoke',
  synopsis:
    'Checks if a mocked command has been called a certain number of times and throws an exception if it has not.',
  defaultParameterSet: 'Default',
  parameters: {
    CommandName: {
      type: 'string',
      help: 'The command that is mocked.',
      sets: {
        Default: {mandatory: true, position: 0},
        ExclusiveFilter: {mandatory: true, position: 0},
      },
    },
    Times: {
      type: 'int',
      help: 'How often at least.',
      sets: {Default: {position: 1}, ExclusiveFilter: {position: 1}},
    },
    ParameterFilter: {type: 'scriptblock', help: 'Which calls count.', sets: {Default: {}}},
    ExclusiveFilter: {
      type: 'scriptblock',
      help: 'Which calls count; there may be no others.',
      sets: {ExclusiveFilter: {mandatory: true}},
    },
    ModuleName: {
      type: 'string',
      help: 'The module it is called in.',
      sets: {Default: {}, ExclusiveFilter: {}},
    },
    Scope: {
      type: 'string',
      help: 'The blocks that count: a word, or how many levels up.',
      sets: {Default: {}, ExclusiveFilter: {}},
    },
    Exactly: {
      type: 'switch',
      help: 'Not more often either.',
      sets: {Default: {}, ExclusiveFilter: {}},
    },
    Verifiable: {
      type: 'switch',
      help: 'All mocks that are verifiable.',
      sets: {Verifiable: {mandatory: true}},
    },
    Because: becauseParameter,
  },
  examples: [
    {title: 'In a test', code: "It 'asks' { Mock Get-Date; Get-Date; Should-Invoke Get-Date }"},
  ],
  ...judging('None', (assert, p) => {
    const judge = p['Verifiable'] === true ? judgeVerifiable : judgeCalls;
    assert.take(judge({run: assert.run, actual: null, negate: false, because: assert.reason, p}));
  }),
});
