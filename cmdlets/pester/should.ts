/** Should: an assertion. Collects what is piped in and lets one operator judge it. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet, type ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import type {InvocationInfo} from '../../shell/errors/invocation-info.ts';
import {locate, Raised} from '../../shell/errors/raise.ts';
import {runtimeError, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {ASSERTION_FAILED, pesterError} from './error-text.ts';
import {because} from './format-nicely.ts';
import {pesterState} from './pester-state.ts';
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
  } else fail(run, verdict.message);
}

function fail(run: Run, message: string): void {
  const where = run.invocation as InvocationInfo;
  const record = pesterError(ASSERTION_FAILED, message, where);
  record.invocationInfo = where;
  locate(record, run.context.frame);
  const state = pesterState(run.session);
  if (goesOn(run) && state !== undefined && state.test !== null) state.failures.push(record);
  else throw new Raised(record, 'script');
}

/** Failures are kept for the end of the test: -ErrorAction Continue, or the option of the run. */
function goesOn(run: Run): boolean {
  const own = run.bound.get('ErrorAction');
  const text =
    own === undefined || own === null
      ? pesterState(run.session)?.configuration.option('Should', 'ErrorAction').text
      : toText(own);
  return text?.toLowerCase() === 'continue';
}
