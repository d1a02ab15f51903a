/** Get-Error: everything about an error, inner exceptions included. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {extendedError} from '../../shell/errors/extended-error.ts';

export const getError = cmdlet({
  name: 'Get-Error',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gerr'],
  className: 'GetErrorCommand',
  defaultParameterSet: 'Newest',
  outputTypes: ['System.Management.Automation.ErrorRecord#PSExtendedError'],
  synopsis: 'Gets and displays the most recent error messages from the current session.',
  parameters: {
    Newest: {
      type: 'int',
      sets: {Newest: {position: 0}},
      aliases: ['Last'],
      help: 'How many errors to show.',
    },
    InputObject: {
      type: 'psobject',
      sets: {Error: {pipeline: 'value'}},
      help: 'The objects to work on, usually piped.',
    },
  },
  examples: [{title: 'The last one, whole', code: 'Get-Error'}],
  state: () => ({piped: false}),

  process(run, p) {
    if (p.InputObject !== undefined && p.InputObject !== null) {
      run.state.piped = true;
      run.writeObject(extendedError(p.InputObject));
    }
  },
  end(run, p) {
    if (run.state.piped || run.expectingInput) return;
    for (const error of run.session.errors.items.slice(0, p.Newest ?? 1))
      run.writeObject(extendedError(error));
  },
});
