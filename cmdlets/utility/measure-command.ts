/** Measure-Command: how long a block takes; its output is dropped. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {timeSpanOfMs} from './time-values.ts';

export const measureCommand = cmdlet({
  name: 'Measure-Command',
  module: 'Microsoft.PowerShell.Utility',
  className: 'MeasureCommandCommand',
  outputTypes: ['System.TimeSpan'],
  synopsis: 'Measures the time it takes to run script blocks and cmdlets.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Expression: {type: 'scriptblock', mandatory: true, position: 0, help: 'The block to time.'},
  },
  examples: [
    {title: 'How long it takes', code: '(Measure-Command { Get-ChildItem / }).TotalMilliseconds'},
  ],
  state: () => ({elapsedMs: 0}),

  process(run, p) {
    const begin = performance.now();
    run.invoke(p.Expression, run.expectingInput ? {underscore: p.InputObject} : {});
    run.state.elapsedMs += performance.now() - begin;
  },
  end(run) {
    run.writeObject(timeSpanOfMs(run.state.elapsedMs));
  },
});
