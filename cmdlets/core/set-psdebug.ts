/** Set-PSDebug: shows what scripts do, line by line, and steps through them. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {debuggerOf, type TraceLevel} from '../../shell/debug/debugger.ts';

export const setPSDebug = cmdlet({
  name: 'Set-PSDebug',
  module: 'Microsoft.PowerShell.Core',
  className: 'SetPSDebugCommand',
  synopsis:
    'Turns script debugging features on and off, sets the trace level, and toggles strict mode.',
  defaultParameterSet: 'on',
  parameters: {
    Off: {type: 'switch', sets: {off: {}}, help: 'No tracing, no stepping, no strict mode.'},
    Step: {type: 'switch', sets: {on: {}}, help: 'Stops before each statement.'},
    Strict: {
      type: 'switch',
      sets: {on: {}},
      help: 'Variables must be assigned before they are read.',
    },
    Trace: {
      type: 'int',
      sets: {on: {}},
      validate: [{range: [0, 2]}],
      help: '0: nothing; 1: each line; 2: also assignments and calls.',
    },
  },
  examples: [{title: 'Show each line', code: 'Set-PSDebug -Trace 1'}],
  end(run, p) {
    const watched = debuggerOf(run.session);
    if (p.Off) {
      watched.off();
      run.session.globalScope.strict = 0;
      return;
    }
    if (p.Trace !== undefined) watched.trace = p.Trace as TraceLevel;
    if (p.Step) watched.stepFromNow();
    if (p.Strict) run.session.globalScope.strict = 1;
  },
});
