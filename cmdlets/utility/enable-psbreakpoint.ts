/** Enable-PSBreakpoint: breakpoints stop again. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import {BREAKPOINT_INPUT, forBreakpoints} from './breakpoint-input.ts';

export const enablePSBreakpoint = cmdlet({
  name: 'Enable-PSBreakpoint',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['ebp'],
  className: 'EnablePSBreakpointCommand',
  synopsis: 'Enables the breakpoints in the current console.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Breakpoint',
  parameters: {
    ...BREAKPOINT_INPUT,
    PassThru: {type: 'switch', help: 'Writes the breakpoints.'},
  },
  outputTypes: ['System.Management.Automation.Breakpoint'],
  examples: [{title: 'All of them', code: 'Get-PSBreakpoint | Enable-PSBreakpoint'}],
  process(run, p) {
    forBreakpoints(run, p, point => {
      debuggerOf(run.session).enable(point, true);
      if (p.PassThru) run.writeObject(point);
    });
  },
});
