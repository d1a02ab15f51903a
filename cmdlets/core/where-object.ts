/** Where-Object: passes on the objects that a block or a comparison selects. */
import {cmdlet, type ParameterDeclaration, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {blockStage} from '../../shell/eval/block-stages.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {binaryOperators, match, notMatch} from '../../shell/operators/index.ts';
import {propertyReader, toBool} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

/** Operator switches: parameter name, aliases, set, the operator of the language. */
const OPERATORS = [
  ['EQ', ['IEQ'], 'EqualSet', 'ieq'],
  ['CEQ', [], 'CaseSensitiveEqualSet', 'ceq'],
  ['NE', ['INE'], 'NotEqualSet', 'ine'],
  ['CNE', [], 'CaseSensitiveNotEqualSet', 'cne'],
  ['GT', ['IGT'], 'GreaterThanSet', 'igt'],
  ['CGT', [], 'CaseSensitiveGreaterThanSet', 'cgt'],
  ['LT', ['ILT'], 'LessThanSet', 'ilt'],
  ['CLT', [], 'CaseSensitiveLessThanSet', 'clt'],
  ['GE', ['IGE'], 'GreaterOrEqualSet', 'ige'],
  ['CGE', [], 'CaseSensitiveGreaterOrEqualSet', 'cge'],
  ['LE', ['ILE'], 'LessOrEqualSet', 'ile'],
  ['CLE', [], 'CaseSensitiveLessOrEqualSet', 'cle'],
  ['Like', ['ILike'], 'LikeSet', 'ilike'],
  ['CLike', [], 'CaseSensitiveLikeSet', 'clike'],
  ['NotLike', ['INotLike'], 'NotLikeSet', 'inotlike'],
  ['CNotLike', [], 'CaseSensitiveNotLikeSet', 'cnotlike'],
  ['Match', ['IMatch'], 'MatchSet', 'imatch'],
  ['CMatch', [], 'CaseSensitiveMatchSet', 'cmatch'],
  ['NotMatch', ['INotMatch'], 'NotMatchSet', 'inotmatch'],
  ['CNotMatch', [], 'CaseSensitiveNotMatchSet', 'cnotmatch'],
  ['Contains', ['IContains'], 'ContainsSet', 'icontains'],
  ['CContains', [], 'CaseSensitiveContainsSet', 'ccontains'],
  ['NotContains', ['INotContains'], 'NotContainsSet', 'inotcontains'],
  ['CNotContains', [], 'CaseSensitiveNotContainsSet', 'cnotcontains'],
  ['In', ['IIn'], 'InSet', 'iin'],
  ['CIn', [], 'CaseSensitiveInSet', 'cin'],
  ['NotIn', ['INotIn'], 'NotInSet', 'inotin'],
  ['CNotIn', [], 'CaseSensitiveNotInSet', 'cnotin'],
  ['Is', [], 'IsSet', 'is'],
  ['IsNot', [], 'IsNotSet', 'isnot'],
] as const;

const SETS = OPERATORS.map(([, , set]) => set);

/** One membership for each operator's set. */
function inAllSets(member: {mandatory?: boolean; position: number}, more: readonly string[] = []) {
  return Object.fromEntries([...SETS, ...more].map(set => [set, member]));
}

/** The operator switches; `-EQ` alone may be left out: its set is the default one. */
const operatorParameters: Record<string, ParameterDeclaration> = Object.fromEntries(
  OPERATORS.map(([name, aliases, set]) => [
    name,
    {
      type: 'switch',
      aliases,
      sets: {[set]: {mandatory: name !== 'EQ'}},
      help: `The property is compared by -${name.toLowerCase()}.`,
    },
  ]),
);

interface Filter {
  test: ((value: Value) => boolean) | null;
}

export const whereObject = cmdlet({
  name: 'Where-Object',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['?', 'where'],
  className: 'WhereObjectCommand',
  synopsis: 'Selects objects from a collection based on their property values.',
  defaultParameterSet: 'EqualSet',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      allowNull: true,
      help: 'The objects, usually piped.',
    },
    FilterScript: {
      type: 'scriptblock',
      sets: {ScriptBlockSet: {mandatory: true, position: 0}},
      help: 'Passes on the objects for which it answers true; the object is $_.',
    },
    Property: {
      type: 'string',
      sets: inAllSets({mandatory: true, position: 0}, ['Not']),
      validate: [{notNullOrEmpty: true}],
      help: 'The property to compare; alone: it must be true.',
    },
    Value: {
      type: 'object',
      sets: inAllSets({position: 1}),
      help: 'What the property is compared with.',
    },
    ...operatorParameters,
    Not: {type: 'switch', sets: {Not: {mandatory: true}}, help: 'The property must not be true.'},
  },
  quickStage: (args, context) => blockStage('Where', args, context),
  state: (): Filter => ({test: null}),
  examples: [
    {title: 'Even numbers', code: '1..4 | Where-Object { $_ % 2 -eq 0 }', output: ['2', '4']},
    {title: 'By a property', code: "'a', 'bb' | Where-Object Length -gt 1", output: ['bb']},
  ],

  begin(run, p) {
    const block = p.FilterScript;
    run.state.test = block ? blockTest(run, block) : propertyTest(run, p);
  },
  process(run, p) {
    const value = p.InputObject ?? null;
    if (run.state.test?.(value)) run.writeObject(value);
  },
  each(run) {
    const {test} = run.state;
    return object => {
      if (test?.(object)) run.writeObject(object);
    };
  },
});

function blockTest(run: Run<Filter>, block: ScriptBlock): (value: Value) => boolean {
  return value => {
    const output = run.invoke(block, {underscore: value});
    return toBool(output.length === 1 ? output[0] : output);
  };
}

function propertyTest(
  run: Run<Filter>,
  p: Readonly<Record<string, unknown>>,
): (value: Value) => boolean {
  const name = String(p.Property);
  const property = propertyReader(name);
  const read = (value: Value) => property(value) ?? null;
  if (p.Not === true) return value => !toBool(read(value));
  const chosen = OPERATORS.find(([parameter]) => p[parameter] === true);
  const hasValue = run.bound.has('Value');
  if (chosen === undefined) {
    if (hasValue)
      run.throwTerminatingError(
        run.error(
          'OperatorNotSpecified',
          'InvalidArgument',
          'The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.',
          name,
        ),
      );
    return value => toBool(read(value));
  }
  if (!hasValue)
    run.throwTerminatingError(
      run.error(
        'ValueNotSpecifiedForWhereObject',
        'InvalidArgument',
        'The specified operator requires both the -Property and -Value parameters. Provide values for both parameters, and then try the command again.',
        name,
      ),
    );
  const apply = operatorFunction(chosen[3]);
  const right = p.Value ?? null;
  return value => toBool(apply(read(value), right));
}

function operatorFunction(name: string): (left: Value, right: Value) => Value {
  const ignoreCase = !name.startsWith('c');
  if (/^[ic]match$/.test(name)) return (left, right) => match(left, right, ignoreCase).value;
  if (/^[ic]notmatch$/.test(name)) return (left, right) => notMatch(left, right, ignoreCase).value;
  return binaryOperators[name] as (left: Value, right: Value) => Value;
}
