/** Set-PSBreakpoint: where the debugger stops. */
import {statSync} from 'node:fs';
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {
  type AccessMode,
  CommandBreakpoint,
  LineBreakpoint,
  VariableBreakpoint,
} from '../../shell/debug/breakpoint.ts';
import {debuggerOf} from '../../shell/debug/debugger.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {toText} from '../../shell/values/index.ts';

const SCRIPTS = new Set(['.ps1', '.psm1']);

export const setPSBreakpoint = cmdlet({
  name: 'Set-PSBreakpoint',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['sbp'],
  className: 'SetPSBreakpointCommand',
  synopsis: 'Sets a breakpoint on a line, command, or variable.',
  defaultParameterSet: 'Line',
  parameters: {
    Action: {
      type: 'scriptblock',
      help: 'Runs at each hit instead of a stop; `break` in it stops. $_ is the breakpoint.',
    },
    Column: {
      type: 'int',
      sets: {Line: {position: 2}},
      help: 'Stops at the statement of that column.',
    },
    Command: {
      type: 'string[]',
      aliases: ['C'],
      wildcards: true,
      sets: {Command: {mandatory: true}},
      help: 'Names of commands; stops before they run.',
    },
    Line: {
      type: 'int[]',
      sets: {Line: {mandatory: true, position: 1}},
      help: 'Lines of the script.',
    },
    Mode: {
      type: 'System.Management.Automation.VariableAccessMode',
      sets: {Variable: {}},
      help: 'Which use of the variable stops: Write by default.',
    },
    Script: {
      type: 'string[]',
      position: 0,
      sets: {Line: {mandatory: true, position: 0}, Command: {position: 0}, Variable: {position: 0}},
      help: 'Script files; without them commands and variables stop everywhere.',
    },
    Variable: {
      type: 'string[]',
      aliases: ['V'],
      sets: {Variable: {mandatory: true}},
      help: 'Names of variables, without $.',
    },
  },
  outputTypes: [
    'System.Management.Automation.CommandBreakpoint',
    'System.Management.Automation.LineBreakpoint',
    'System.Management.Automation.VariableBreakpoint',
  ],
  examples: [
    {title: 'Stop at a line', code: 'Set-PSBreakpoint -Script ./sample.ps1 -Line 5'},
    {
      title: 'Count without stopping',
      code: '$global:n = 0; $b = Set-PSBreakpoint -Command Get-Date -Action { $global:n++ }; 1..3 | % { Get-Date } | Out-Null; $b.HitCount; $b | Remove-PSBreakpoint',
      output: ['3'],
    },
  ],
  end(run, p) {
    const watched = debuggerOf(run.session);
    const action = p.Action ?? null;
    const scripts = p.Script === undefined ? [null] : scriptsOf(run, p.Script);
    for (const script of scripts) {
      for (const name of p.Command ?? [])
        run.writeObject(watched.add(id => new CommandBreakpoint(id, script, name, action)));
      for (const name of p.Variable ?? []) {
        const mode = toText(p.Mode ?? 'Write') as AccessMode;
        run.writeObject(watched.add(id => new VariableBreakpoint(id, script, name, mode, action)));
      }
      for (const line of linesOf(run, p.Line ?? []))
        if (script !== null)
          run.writeObject(
            watched.add(id => new LineBreakpoint(id, script, line, p.Column ?? 0, action)),
          );
    }
  },
});

/** Absolute paths of those that are scripts; an error for each that is not. */
function scriptsOf(run: Run, texts: readonly string[]): string[] {
  return texts.flatMap(text => {
    const file = resolvePath(run.session, text).path;
    if (!statSync(file, {throwIfNoEntry: false})) {
      refuse(run, 'NewPSBreakpoint:FileDoesNotExist', `File '${file}' does not exist.`);
      return [];
    }
    if (!SCRIPTS.has(path.extname(file).toLowerCase())) {
      const reason = `Cannot set breakpoint on file '${file}'; only *.ps1 and *.psm1 files are valid.`;
      refuse(run, 'NewPSBreakpoint:WrongExtension', reason);
      return [];
    }
    return [file];
  });
}

function linesOf(run: Run, lines: readonly number[]): number[] {
  return lines.filter(line => {
    if (line < 1) refuse(run, 'SetPSBreakpoint:LineLessThanOne', 'Line cannot be less than 1.');
    return line >= 1;
  });
}

function refuse(run: Run, id: string, text: string): void {
  run.writeError(run.error(id, 'InvalidArgument', text));
}
