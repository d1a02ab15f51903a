/** Which calls of a mock Should-Invoke and Should-NotInvoke count. */
import {becauseParameter} from './assertion.ts';

export const mockCallParameters = {
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
} as const;
