/** Invoke-Expression: runs a text as a script in the caller's scope. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {invokeStatic, requireType} from '../../shell/values/index.ts';

export const invokeExpression = cmdlet({
  name: 'Invoke-Expression',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['iex'],
  className: 'InvokeExpressionCommand',
  synopsis: 'Runs commands or expressions on the local computer.',
  parameters: {
    Command: {
      type: 'string',
      mandatory: true,
      position: 0,
      pipeline: 'value',
      help: 'The command.',
    },
  },
  examples: [{title: 'A text as a script', code: "Invoke-Expression '1 + 1'"}],

  process(run, p) {
    const block = invokeStatic(requireType('scriptblock'), 'Create', [p.Command]) as ScriptBlock;
    for (const value of run.invoke(block)) run.writeObject(value);
  },
});
