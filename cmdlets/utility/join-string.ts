/** Join-String: piped objects as one text. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {argumentValue, propertyArgument} from '../../shell/format/property-argument.ts';
import {formatString, toCurrentText, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';

export const joinString = cmdlet({
  name: 'Join-String',
  module: 'Microsoft.PowerShell.Utility',
  className: 'JoinStringCommand',
  defaultParameterSet: 'Default',
  outputTypes: ['System.String'],
  synopsis: 'Combines objects from the pipeline into a single string.',
  parameters: {
    Property: {
      type: 'object',
      position: 0,
      help: 'The property or expression whose values are joined.',
    },
    Separator: {
      type: 'string',
      position: 1,
      allowEmptyCollection: true,
      allowEmptyString: true,
      allowNull: true,
      help: 'Text between the values; the default is $OFS.',
    },
    OutputPrefix: {type: 'string', aliases: ['op'], help: 'Text before the result.'},
    OutputSuffix: {type: 'string', aliases: ['os'], help: 'Text after the result.'},
    UseCulture: {type: 'switch', help: 'Uses the list separator of the culture.'},
    InputObject: {
      type: 'psobject[]',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    SingleQuote: {
      type: 'switch',
      sets: {SingleQuote: {}},
      help: 'Puts each value in single quotes.',
    },
    DoubleQuote: {
      type: 'switch',
      sets: {DoubleQuote: {}},
      help: 'Puts each value in double quotes.',
    },
    FormatString: {type: 'string', sets: {Format: {}}, help: 'A .NET format for each value.'},
  },
  examples: [
    {title: 'With commas', code: "1..3 | Join-String -Separator ', '", output: ['1, 2, 3']},
  ],
  state: () => ({by: null as PropertyArgument | null, texts: [] as string[]}),

  begin(run, p) {
    run.state.by =
      p.Property === undefined ? null : propertyArgument(p.Property, ['expression'], refusal(run));
  },
  process(run, p) {
    for (const object of (p.InputObject as unknown[] | undefined) ?? []) {
      if (object === null || object === undefined) continue;
      const value = run.state.by ? argumentValue(run.state.by, object) : object;
      if (value === null || value === undefined) continue;
      const text =
        p.FormatString === undefined ? toText(value) : formatString(p.FormatString, [value]);
      run.state.texts.push(p.SingleQuote ? `'${text}'` : p.DoubleQuote ? `"${text}"` : text);
    }
  },
  end(run, p) {
    const fieldSeparator = run.session.getVariable('OFS');
    const separator =
      p.Separator ??
      (p.UseCulture ? ',' : fieldSeparator === undefined ? '' : toCurrentText(fieldSeparator));
    run.writeObject(
      (p.OutputPrefix ?? '') + run.state.texts.join(separator) + (p.OutputSuffix ?? ''),
    );
  },
});
