/** Register-ArgumentCompleter: a block that offers values at Tab. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  registerForParameter,
  registerForProgram,
} from '../../shell/commands/argument-completers.ts';

export const registerArgumentCompleter = cmdlet({
  name: 'Register-ArgumentCompleter',
  module: 'Microsoft.PowerShell.Core',
  className: 'RegisterArgumentCompleterCommand',
  defaultParameterSet: 'NativeSet',
  synopsis: 'Registers a custom argument completer.',
  parameters: {
    CommandName: {
      type: 'string[]',
      sets: {NativeSet: {mandatory: true}, PowerShellSet: {}},
      help: 'The commands; without this, every command with such a parameter.',
    },
    ParameterName: {
      type: 'string',
      sets: {PowerShellSet: {mandatory: true}},
      help: 'The parameter whose values are offered.',
    },
    ScriptBlock: {
      type: 'scriptblock',
      mandatory: true,
      allowNull: true,
      help: 'Gets command, parameter, word, tree and bound parameters; for programs word, tree and cursor.',
    },
    Native: {type: 'switch', sets: {NativeSet: {}}, help: 'The commands are programs.'},
    NativeFallback: {
      type: 'switch',
      sets: {NativeFallbackSet: {}},
      help: 'For programs that have no completer.',
    },
  },
  examples: [
    {
      title: 'Values of a parameter',
      code: "function go($To) {}; Register-ArgumentCompleter -CommandName go -ParameterName To -ScriptBlock { 'left', 'right' }; (TabExpansion2 'go -To ' 7).CompletionMatches.CompletionText",
      output: ['left', 'right'],
    },
  ],

  end(run, p) {
    const {session} = run;
    const block = p.ScriptBlock ?? null;
    if (p.NativeFallback) return registerForProgram(session, null, block);
    const {ParameterName: parameter} = p;
    if (parameter !== undefined)
      for (const name of p.CommandName ?? [''])
        registerForParameter(session, name, parameter, block);
    else for (const name of p.CommandName ?? []) registerForProgram(session, name, block);
  },
});
