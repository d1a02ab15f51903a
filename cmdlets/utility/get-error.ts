/** Get-Error: everything about an error, inner exceptions included. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {customObject, getProperty} from '../../shell/values/index.ts';

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
  state: () => ({piped: false}),

  process(run, p) {
    if (p.InputObject !== undefined && p.InputObject !== null) {
      run.state.piped = true;
      run.writeObject(extended(p.InputObject));
    }
  },
  end(run, p) {
    if (run.state.piped || run.expectingInput) return;
    for (const error of run.session.errors.items.slice(0, p.Newest ?? 1))
      run.writeObject(extended(error));
  },
});

const FIELDS = [
  'Exception',
  'TargetObject',
  'CategoryInfo',
  'FullyQualifiedErrorId',
  'ErrorDetails',
  'InvocationInfo',
  'ScriptStackTrace',
];

/** The parts of an error under a type name whose view shows all of them. */
function extended(error: unknown): unknown {
  const parts = FIELDS.map(name => [name, getProperty(error, name) ?? null] as const);
  return customObject(parts, 'System.Management.Automation.ErrorRecord#PSExtendedError');
}
