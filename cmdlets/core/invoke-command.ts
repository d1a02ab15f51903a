/** Invoke-Command without a target: runs a block or a script file here, in a scope of its own or not. */
import path from 'node:path';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {scriptCommand} from '../../shell/commands/command-resolver.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {isNull} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {runBlockInto} from './run-block.ts';

export const invokeCommand = cmdlet({
  name: 'Invoke-Command',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['icm'],
  className: 'InvokeCommandCommand',
  synopsis: 'Runs commands in the current session.',
  defaultParameterSet: 'InProcess',
  parameters: {
    ScriptBlock: {
      type: 'scriptblock',
      aliases: ['Command'],
      sets: {InProcess: {mandatory: true, position: 0}},
      help: 'The commands to run.',
    },
    FilePath: {
      type: 'string',
      aliases: ['PSPath'],
      sets: {FilePath: {mandatory: true}},
      help: 'A script file to run instead.',
    },
    NoNewScope: {
      type: 'switch',
      sets: {InProcess: {}},
      help: 'Runs the block in the current scope, as `.` does.',
    },
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      allowNull: true,
      help: 'Objects for $input.',
    },
    ArgumentList: {type: 'object[]', aliases: ['Args'], help: 'Arguments of the block.'},
  },
  state: () => ({input: [] as Value[]}),
  examples: [
    {
      title: 'Pass an argument',
      code: 'Invoke-Command { param($n) $n + 1 } -ArgumentList 41',
      output: ['42'],
    },
  ],

  process(run, p) {
    if (run.expectingInput) run.state.input.push(p.InputObject ?? null);
  },
  end(run, p) {
    const {session} = run;
    const block: ScriptBlock = isNull(p.FilePath)
      ? (p.ScriptBlock as ScriptBlock)
      : scriptCommand(path.resolve(session.location, p.FilePath), session).block;
    runBlockInto(run, block, {
      scope: p.NoNewScope ? 'current' : 'new',
      args: p.ArgumentList ?? [],
      ...(run.expectingInput ? {input: run.state.input} : {}),
    });
  },
});
