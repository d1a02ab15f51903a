/** Should: an assertion. Collects what is piped in and lets one operator judge it. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet, type ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import {runtimeError} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {assertionFailed} from './assertion-failed.ts';
import {because} from './format-nicely.ts';
import type {Operator} from './should/operator.ts';
import {addedOperators, allOperators, OPERATORS} from './should/operators.ts';
import {operatorParameters} from './should/parameters.ts';

/** Objects from the pipe. */
type State = {readonly piped: Value[]};

const parameters: ParameterDeclarations = {
  ActualValue: {
    type: 'object',
    pipeline: 'value',
    allowNull: true,
    allowEmptyString: true,
    allowEmptyCollection: true,
    help: 'The value to judge.',
  },
  Not: {type: 'switch', help: 'The opposite is expected.'},
  ...operatorParameters(OPERATORS),
};

export const should = cmdlet<ParameterDeclarations, State>({
  name: 'Should',
  module: 'Pester',
  className: 'Pester.Should',
  synopsis: 'Should is a keyword that is used to define an assertion inside an It block.',
  description:
    'One operator judges the value from the pipe. A failed assertion ends the test, or is kept for its end under -ErrorAction Continue.',
  parameters,
  dynamicParameters: run => {
    const own = addedOperators(run.session);
    if (own.length === 0) return {};
    const known = new Set(Object.keys(parameters));
    return Object.fromEntries(
      Object.entries(operatorParameters(own)).filter(([name]) => !known.has(name)),
    );
  },
  state: () => ({piped: []}),
  process(run, p) {
    if (run.expectingInput) run.state.piped.push(p['ActualValue']);
  },
  end(run, p) {
    const operator = chosen(run, p);
    const {piped} = run.state;
    if (!run.expectingInput) assert(run, p, operator, p['ActualValue'] ?? null);
    else if (operator.takesAll) assert(run, p, operator, piped.length === 0 ? null : piped);
    else if (piped.length === 0) assert(run, p, operator, null);
    else for (const value of piped) assert(run, p, operator, value);
  },
});

type Arguments = Readonly<Record<string, unknown>>;

function chosen(run: Run, p: Arguments): Operator {
  const found = allOperators(run.session).find(each => p[each.name] === true);
  if (found !== undefined) return found;
  throw runtimeError('RuntimeException', 'No operator was given to Should.');
}

function assert(run: Run, p: Arguments, operator: Operator, actual: Value): void {
  const verdict = operator.judge({
    run,
    actual,
    negate: p['Not'] === true,
    because: because(p['Because']),
    p,
  });
  if (verdict.succeeded) {
    if (verdict.output !== undefined) run.writeObject(verdict.output);
  } else assertionFailed(run, verdict.message);
}
