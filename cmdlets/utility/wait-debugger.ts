/** Wait-Debugger: stops a script in the debugger before its next statement. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';

export const waitDebugger = cmdlet({
  name: 'Wait-Debugger',
  module: 'Microsoft.PowerShell.Utility',
  className: 'WaitDebuggerCommand',
  synopsis: 'Stops a script in the debugger before running the next statement in the script.',
  parameters: {},
  examples: [{title: 'Stop in a function', code: 'function f { $x = 1; Wait-Debugger; $x }'}],
  end(run) {
    debuggerOf(run.session).waitHere(run.context.frame);
  },
});
