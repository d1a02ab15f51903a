/** Disable-PSBreakpoint: breakpoints stop no more, and stay. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import {BREAKPOINT_INPUT, forBreakpoints} from './breakpoint-input.ts';

export const disablePSBreakpoint = cmdlet({
  name: 'Disable-PSBreakpoint',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['dbp'],
  className: 'DisablePSBreakpointCommand',
  synopsis: 'Disables the breakpoints in the current console.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Breakpoint',
  parameters: {
    ...BREAKPOINT_INPUT,
    PassThru: {type: 'switch', help: 'Writes the breakpoints.'},
  },
  outputTypes: ['System.Management.Automation.Breakpoint'],
  examples: [{title: 'All of them', code: 'Get-PSBreakpoint | Disable-PSBreakpoint'}],
  process(run, p) {
    forBreakpoints(run, p, point => {
      debuggerOf(run.session).enable(point, false);
      if (p.PassThru) run.writeObject(point);
    });
  },
});
