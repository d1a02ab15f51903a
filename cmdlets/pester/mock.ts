/** Mock: puts a behaviour of the test's own in the place of a command. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {parseBlock} from '../../shell/eval/parse-block.ts';
import {runtimeError} from '../../shell/values/index.ts';
import {MockCommand} from './mock-command.ts';
import {mockTarget} from './mock-target.ts';
import {requireState} from './pester-state.ts';

export const mock = cmdlet({
  name: 'Mock',
  module: 'Pester',
  className: 'Pester.Mock',
  synopsis: 'Mocks the behavior of an existing command with an alternate implementation.',
  description:
    'Calls of the command run the mock instead: from the tests of the block it stands in, or from inside a module. Its calls are counted for Should -Invoke.',
  parameters: {
    CommandName: {type: 'string', position: 0, help: 'The command to mock.'},
    MockWith: {type: 'scriptblock', position: 1, help: 'What it does instead; nothing if absent.'},
    Verifiable: {type: 'switch', help: 'Should -InvokeVerifiable asks for it.'},
    ParameterFilter: {type: 'scriptblock', help: 'Says for which calls.'},
    ModuleName: {type: 'string', help: 'The module whose calls are mocked.'},
    RemoveParameterType: {type: 'string[]', help: 'Parameters that take any type.'},
    RemoveParameterValidation: {type: 'string[]', help: 'Parameters that are not checked.'},
  },
  end(run, p) {
    const state = requireState(run.session, 'Mock');
    const {scope} = state;
    if (scope === null)
      throw runtimeError('RuntimeException', 'Mock cannot be used during Discovery.');
    const target = mockTarget(run, p.CommandName ?? '', p.ModuleName);
    const {moduleName} = target.state;
    const body = p.MockWith ?? parseBlock('', run.session, run.context.frame.state);
    const owner = state.test ?? state.block;
    const {name} = target.original;
    const hook = new MockCommand(
      {
        original: target.original,
        moduleName,
        untyped: p.RemoveParameterType ?? [],
        unchecked: p.RemoveParameterValidation ?? [],
      },
      body,
    );
    const place = moduleName === '' ? scope.for(target.state) : target.state.scope;
    state.mocks.hooked(owner, place, name, place.define().functions.get(name.toLowerCase()));
    run.session.setFunction(name, hook, place);
    state.mocks.add({
      commandName: name,
      moduleName,
      body,
      filter: p.ParameterFilter ?? null,
      verifiable: p.Verifiable,
      owner,
      invoked: false,
    });
  },
});
