/** Add-ShouldOperator: an operator of Should made of script. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import {namedArguments, runCommand} from '../../shell/cmdlet/run-call.ts';
import {Collector} from '../../shell/eval/output.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {getProperty, toBool, toText} from '../../shell/values/index.ts';
import {type Assertion, verdict, type Verdict} from './should/operator.ts';
import {addOperator} from './should/operators.ts';

export const addShouldOperator = cmdlet({
  name: 'Add-ShouldOperator',
  module: 'Pester',
  className: 'Pester.AddShouldOperator',
  synopsis: 'Register a Should Operator with Pester',
  description:
    'The operator becomes a switch of Should, with the parameters that the script block declares.',
  parameters: {
    Name: {type: 'string', mandatory: true, help: 'The name of the operator.'},
    Test: {
      type: 'scriptblock',
      mandatory: true,
      help: 'Judges ActualValue; gives Succeeded and FailureMessage.',
    },
    Alias: {type: 'string[]', help: 'Other names.'},
    SupportsArrayInput: {type: 'switch', help: 'It judges the whole input at once.'},
  },
  end(run, p) {
    const {Test: test} = p;
    addOperator(run.session, {
      name: p.Name,
      aliases: p.Alias ?? [],
      takesAll: p.SupportsArrayInput,
      help: `The operator ${p.Name}.`,
      parameters: ownParameters(test),
      judge: assertion => judgeBy(test, assertion),
    });
  },
});

/** What every test is given; the rest are the operator's own. */
const COMMON = new Set(['actualvalue', 'negate', 'because', 'callersessionstate']);

function ownParameters(test: ScriptBlock): Record<string, ParameterDeclaration> {
  const own = test.compiled.parameters.filter(each => !COMMON.has(each.lower));
  return Object.fromEntries(
    own.map(({name, isSwitch}, position) => [
      name,
      isSwitch
        ? {type: 'switch', help: 'Of the operator.'}
        : {type: 'object', position, allowNull: true, help: 'Of the operator.'},
    ]),
  );
}

function judgeBy(test: ScriptBlock, {run, actual, negate, p}: Assertion): Verdict {
  const given: Record<string, unknown> = {ActualValue: actual, Negate: negate};
  for (const {name, lower} of test.compiled.parameters) {
    if (lower === 'because') given[name] = p['Because'];
    else if (!COMMON.has(lower) && run.bound.has(name)) given[name] = run.bound.get(name);
  }
  const known = new Set(test.compiled.parameters.map(each => each.lower));
  const args = Object.entries(given).filter(([name]) => known.has(name.toLowerCase()));
  const out = new Collector();
  runCommand(test.command, namedArguments(Object.fromEntries(args)), {
    caller: run.context,
    streams: run.context.streams,
    out,
    name: '&',
  });
  const result = out.toArray().at(-1);
  return verdict(toBool(getProperty(result, 'Succeeded')), () =>
    toText(getProperty(result, 'FailureMessage')),
  );
}
