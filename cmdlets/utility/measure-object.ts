/** Measure-Object: statistics of numbers, and lines, words and characters of texts. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {
  argumentValue,
  propertyArguments,
  resolveWildcards,
} from '../../shell/format/property-argument.ts';
import {asNumber, convertTo, hasProperty, NetException, toText} from '../../shell/values/index.ts';
import {
  GenericMeasureInfo,
  NumberStatistics,
  TextMeasureInfo,
  TextStatistics,
} from './measure-info.ts';
import {refusal} from './property-refusal.ts';

interface State {
  by: readonly PropertyArgument[];
  numbers: Map<string, NumberStatistics>;
  texts: Map<string, TextStatistics>;
  any: boolean;
}

export const measureObject = cmdlet({
  name: 'Measure-Object',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['measure'],
  className: 'MeasureObjectCommand',
  defaultParameterSet: 'GenericMeasure',
  outputTypes: [
    'Microsoft.PowerShell.Commands.GenericMeasureInfo',
    'Microsoft.PowerShell.Commands.TextMeasureInfo',
  ],
  synopsis:
    'Calculates the numeric properties of objects, and the characters, words, and lines in string objects.',
  parameters: {
    Property: {
      type: 'object[]',
      position: 0,
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    StandardDeviation: {
      type: 'switch',
      sets: {GenericMeasure: {}},
      help: 'Computes the standard deviation.',
    },
    Sum: {type: 'switch', sets: {GenericMeasure: {}}, help: 'Computes the sum.'},
    AllStats: {type: 'switch', sets: {GenericMeasure: {}}, help: 'Computes every statistic.'},
    Average: {type: 'switch', sets: {GenericMeasure: {}}, help: 'Computes the mean.'},
    Maximum: {type: 'switch', sets: {GenericMeasure: {}}, help: 'Finds the greatest value.'},
    Minimum: {type: 'switch', sets: {GenericMeasure: {}}, help: 'Finds the smallest value.'},
    Line: {type: 'switch', sets: {TextMeasure: {}}, help: 'Counts lines.'},
    Word: {type: 'switch', sets: {TextMeasure: {}}, help: 'Counts words.'},
    Character: {type: 'switch', sets: {TextMeasure: {}}, help: 'Counts characters.'},
    IgnoreWhiteSpace: {
      type: 'switch',
      sets: {TextMeasure: {}},
      help: 'Does not count white space.',
    },
  },
  examples: [{title: 'A sum', code: '(1..10 | Measure-Object -Sum).Sum', output: ['55']}],
  state: (): State => ({by: [], numbers: new Map(), texts: new Map(), any: false}),

  begin(run, p) {
    run.state.by = propertyArguments(p.Property ?? [], ['expression'], refusal(run));
    if (run.state.by.length === 0) statistics(run, p, '');
    for (const each of run.state.by)
      if (each.block !== undefined || !/[*?[]/.test(each.name)) statistics(run, p, each.name);
  },
  process(run, p) {
    if (p.InputObject === null || p.InputObject === undefined) return;
    run.state.any = true;
    if (run.state.by.length === 0) {
      take(run, p, '', p.InputObject);
      return;
    }
    for (const each of resolveWildcards(run.state.by, p.InputObject)) {
      if (each.block === undefined && !hasProperty(p.InputObject, each.name)) continue;
      take(run, p, each.name, argumentValue(each, p.InputObject));
    }
  },
  end(run, p) {
    const isText = run.parameterSetName === 'TextMeasure';
    for (const [name, found] of isText ? run.state.texts : run.state.numbers) {
      if (name !== '' && run.state.any && found.count === 0) missing(run, name, isText);
      else if (found instanceof TextStatistics)
        run.writeObject(new TextMeasureInfo(found, p, name));
      else run.writeObject(new GenericMeasureInfo(found, p, name));
    }
  },
});

interface Arguments {
  readonly Sum: boolean;
  readonly AllStats: boolean;
  readonly Average: boolean;
  readonly Maximum: boolean;
  readonly Minimum: boolean;
  readonly StandardDeviation: boolean;
  readonly IgnoreWhiteSpace: boolean;
}

function statistics(
  run: Run<State>,
  p: Arguments,
  name: string,
): NumberStatistics | TextStatistics {
  const isText = run.parameterSetName === 'TextMeasure';
  const known = isText ? run.state.texts.get(name) : run.state.numbers.get(name);
  if (known) return known;
  if (isText) {
    const made = new TextStatistics(p.IgnoreWhiteSpace);
    run.state.texts.set(name, made);
    return made;
  }
  const made = new NumberStatistics(p);
  run.state.numbers.set(name, made);
  return made;
}

function take(run: Run<State>, p: Arguments, name: string, value: unknown) {
  const into = statistics(run, p, name);
  if (into instanceof TextStatistics) return into.add(toText(value));
  if (value === null || value === undefined) return;
  const needsNumber = p.Sum || p.Average || p.StandardDeviation || p.AllStats;
  const number = needsNumber || p.Maximum || p.Minimum ? numberOf(value) : null;
  into.add(value, number);
  if (needsNumber && number === null)
    run.writeError(
      run.error(
        'NonNumericInputObject',
        'InvalidType',
        `Input object "${toText(value)}" is not numeric.`,
        value,
      ),
    );
}

function numberOf(value: unknown): number | null {
  try {
    return typeof value === 'number' ? value : asNumber(convertTo(value, 'double'));
  } catch (error) {
    if (error instanceof NetException) return null;
    throw error;
  }
}

function missing(run: Run<State>, name: string, isText: boolean) {
  const id = isText ? 'TextMeasurePropertyNotFound' : 'GenericMeasurePropertyNotFound';
  run.writeError(
    run.error(
      id,
      'InvalidArgument',
      new NetException(
        'System.Management.Automation.PSArgumentException',
        `The property "${name}" cannot be found in the input for any objects.`,
        {fields: {ParamName: 'Property'}},
      ),
    ),
  );
}
