/** Get-PSBreakpoint: the breakpoints of this session. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  type Breakpoint,
  CommandBreakpoint,
  LineBreakpoint,
  VariableBreakpoint,
} from '../../shell/debug/breakpoint.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {noBreakpoint} from './breakpoint-input.ts';

const TYPES = {
  Line: LineBreakpoint,
  Command: CommandBreakpoint,
  Variable: VariableBreakpoint,
} as const;

export const getPSBreakpoint = cmdlet({
  name: 'Get-PSBreakpoint',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['gbp'],
  className: 'GetPSBreakpointCommand',
  synopsis: 'Gets the breakpoints that are set in the current session.',
  defaultParameterSet: 'Line',
  parameters: {
    Command: {
      type: 'string[]',
      sets: {Command: {mandatory: true}},
      help: 'Breakpoints on these commands.',
    },
    Id: {
      type: 'int[]',
      sets: {Id: {mandatory: true, position: 0, pipeline: 'value'}},
      help: 'Numbers of breakpoints.',
    },
    Script: {
      type: 'string[]',
      sets: {
        Line: {position: 0, pipeline: 'value'},
        Command: {},
        Variable: {},
        Type: {},
      },
      help: 'Breakpoints in these scripts.',
    },
    Type: {
      type: 'string[]',
      sets: {Type: {mandatory: true, position: 0, pipeline: 'value'}},
      validate: [{set: ['Line', 'Variable', 'Command']}],
      help: 'Breakpoints of these kinds.',
    },
    Variable: {
      type: 'string[]',
      sets: {Variable: {mandatory: true}},
      help: 'Breakpoints on these variables.',
    },
  },
  outputTypes: ['System.Management.Automation.Breakpoint'],
  examples: [{title: 'All breakpoints', code: 'Get-PSBreakpoint'}],
  process(run, p) {
    const watched = debuggerOf(run.session);
    if (p.Id !== undefined) {
      for (const id of p.Id) {
        const found = watched.find(id);
        if (found) run.writeObject(found);
        else noBreakpoint(run, id);
      }
      return;
    }
    const files = p.Script?.map(text => resolvePath(run.session, text).path);
    for (const point of watched.breakpoints) {
      if (files && !files.includes(point.script ?? '')) continue;
      if (p.Type && !p.Type.some(type => point instanceof TYPES[type as keyof typeof TYPES]))
        continue;
      if (p.Command && !named(point, p.Command)) continue;
      if (p.Variable && !named(point, p.Variable)) continue;
      run.writeObject(point);
    }
  },
});

function named(point: Breakpoint, names: readonly string[]): boolean {
  const own =
    point instanceof CommandBreakpoint
      ? point.command
      : point instanceof VariableBreakpoint
        ? point.variable
        : undefined;
  return names.some(name => name.toLowerCase() === own?.toLowerCase());
}
