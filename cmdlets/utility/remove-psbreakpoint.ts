/** Remove-PSBreakpoint: takes breakpoints away. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import {BREAKPOINT_INPUT, forBreakpoints} from './breakpoint-input.ts';

export const removePSBreakpoint = cmdlet({
  name: 'Remove-PSBreakpoint',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['rbp'],
  className: 'RemovePSBreakpointCommand',
  synopsis: 'Deletes breakpoints from the current console.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Breakpoint',
  parameters: BREAKPOINT_INPUT,
  examples: [{title: 'All of them', code: 'Get-PSBreakpoint | Remove-PSBreakpoint'}],
  process(run, p) {
    forBreakpoints(run, p, point => debuggerOf(run.session).remove(point));
  },
});
