/** -Invoke and -InvokeVerifiable: were mocks called as they should be? */
import {isNull, runtimeError} from '../../../shell/values/index.ts';
import type {ScriptBlock} from '../../../shell/eval/script-block.ts';
import type {Run} from '../../../shell/cmdlet/cmdlet.ts';
import {filterFits} from '../mock-command.ts';
import type {MockCall} from '../mock-table.ts';
import {mockTarget} from '../mock-target.ts';
import {type PesterState, requireState} from '../pester-state.ts';
import type {Block} from '../test-tree.ts';
import {type Assertion, type Operator, PASSED, type Verdict, verdict} from './operator.ts';

export const invoke: readonly Operator[] = [
  {
    name: 'Invoke',
    aliases: [],
    takesAll: true,
    help: 'Checks if a Mocked command has been called a certain number of times and throws an exception if it has not.',
    parameters: {
      CommandName: {type: 'string', position: 0, help: 'The mocked command.'},
      Times: {type: 'int', position: 1, defaultText: '1', help: 'How often it must be called.'},
      ParameterFilter: {
        type: 'scriptblock',
        position: 2,
        help: 'Counts only calls it says yes to.',
      },
      ModuleName: {type: 'string', position: 3, help: 'The module it is called in.'},
      Scope: {
        type: 'string',
        position: 4,
        help: 'It, Describe, Context, or a number of levels up.',
      },
      ExclusiveFilter: {type: 'scriptblock', help: 'As ParameterFilter, and no other calls.'},
      Exactly: {type: 'switch', help: 'Not more often either.'},
    },
    judge: judgeCalls,
  },
  {
    name: 'InvokeVerifiable',
    aliases: [],
    takesAll: true,
    help: 'Checks if any Verifiable Mock has not been invoked. If so, this will throw an exception.',
    parameters: {},
    judge: judgeVerifiable,
  },
];

/** Have all verifiable mocks been called? */
export function judgeVerifiable({run, negate, because}: Assertion): Verdict {
  const state = requireState(run.session, 'Should -InvokeVerifiable');
  const wrong = state.mocks.verifiable.filter(each => each.invoked === negate);
  const lines = wrong.map(each => {
    const module = each.moduleName === '' ? '' : `from inside module ${each.moduleName} `;
    const filter = each.filter === null ? '' : `with { ${each.filter.text.trim()} }`;
    return `\n Command ${each.commandName} ${module}${filter}`;
  });
  const words = negate ? 'no verifiable mocks to be called' : 'all verifiable mocks to be called';
  return verdict(
    wrong.length === 0,
    () => `\nExpected ${words},${because} but these were${negate ? '' : ' not'}:${lines.join('')}`,
  );
}

/** Was a mock called so often? */
export function judgeCalls({run, actual, negate, because, p}: Assertion): Verdict {
  const state = requireState(run.session, 'Should -Invoke');
  if (!isNull(actual))
    throw runtimeError(
      'RuntimeException',
      'Should -Invoke does not take pipeline input or ActualValue.',
    );
  if (negate && p['ExclusiveFilter'] !== undefined)
    throw runtimeError(
      'RuntimeException',
      'Cannot use -ExclusiveFilter when -Not is specified. Use -ParameterFilter instead.',
    );
  const name = String(p['CommandName'] ?? '');
  const moduleName = p['ModuleName'] as string | undefined;
  const {original, state: module} = mockTarget(run, name, moduleName);
  if (!state.mocks.knows(original.name, module.moduleName)) throw noMock(name, module.moduleName);
  const within = module.moduleName === '' ? '' : ` in module ${module.moduleName}`;
  const what = `${original.name}${within}`;
  const calls = callsIn(state, p['Scope'] as string | undefined).filter(
    call => call.commandName === original.name && call.moduleName === module.moduleName,
  );
  const {fitting, others} = sort(calls, p, run);
  const times = (p['Times'] as number | undefined) ?? 1;
  const exactly = p['Exactly'] === true || (times === 0 && !negate);
  const failure = negate
    ? unwanted(fitting.length, {times, exactly: p['Exactly'] === true, what, because})
    : missing(fitting.length, {times, exactly, what, because});
  if (failure !== null) return {succeeded: false, message: failure};
  if (p['ExclusiveFilter'] !== undefined && others.length > 0)
    return {
      succeeded: false,
      message: `Expected ${what} to only be called with with parameters matching the specified filter,${because} but ${others.length} non-matching calls were made`,
    };
  return PASSED;
}

interface Expectation {
  readonly times: number;
  readonly exactly: boolean;
  readonly what: string;
  readonly because: string;
}

function missing(count: number, {times, exactly, what, because}: Expectation): string | null {
  if (exactly && count !== times)
    return `Expected ${what} to be called ${times} times exactly,${because} but was called ${count} times`;
  if (count < times)
    return `Expected ${what} to be called at least ${times} times,${because} but was called ${count} times`;
  return null;
}

function unwanted(count: number, {times, exactly, what, because}: Expectation): string | null {
  if (exactly)
    return count === times
      ? `Expected ${what} not to be called exactly ${times} times,${because} but it was`
      : null;
  return count >= times
    ? `Expected ${what} to be called less than ${times} times,${because} but was called ${count} times`
    : null;
}

function sort(calls: readonly MockCall[], p: Assertion['p'], run: Run) {
  const filter = (p['ExclusiveFilter'] ?? p['ParameterFilter']) as ScriptBlock | undefined;
  const fits = (call: MockCall) => filter === undefined || filterFits(filter, call, run.context);
  const fitting = calls.filter(fits);
  return {fitting, others: calls.filter(call => !fitting.includes(call))};
}

/** Calls made within the scope asked for: that of the test, or of a block and all below it. */
function callsIn(state: PesterState, scope: string | undefined): MockCall[] {
  const {test, mocks} = state;
  const word = (scope ?? (test === null ? '0' : 'It')).toLowerCase();
  if (word === 'it' || (word === '0' && test !== null)) {
    if (test === null) throw outside('It');
    return mocks.calls.filter(call => call.test === test);
  }
  const block = blockOf(state, word);
  return mocks.calls.filter(call => isWithin(call.block, block));
}

function blockOf({block, test}: PesterState, word: string): Block {
  if (!/^(?:describe|context|\d+)$/.test(word))
    throw runtimeError(
      'RuntimeException',
      "Parameter Scope must be one of 'Describe', 'Context', 'It' or a non-negative number.",
    );
  const levels = Number(word) - (test === null ? 0 : 1);
  let found: Block | null = block;
  if (Number.isNaN(levels))
    while (found !== null && found.command.toLowerCase() !== word) found = found.parent;
  else for (let up = 0; up < levels && found !== null; up++) found = found.parent;
  if (found !== null) return found;
  throw outside(word === 'describe' ? 'Describe' : word === 'context' ? 'Context' : word);
}

function outside(scope: string): Error {
  const place = scope === 'It' ? 'placed outside of an' : 'not placed directly nor nested inside a';
  return runtimeError(
    'RuntimeException',
    `Assertion is ${place} ${scope} block, but -Scope ${scope} is specified.`,
  );
}

function isWithin(inner: Block, outer: Block): boolean {
  for (let block: Block | null = inner; block !== null; block = block.parent)
    if (block === outer) return true;
  return false;
}

function noMock(name: string, moduleName: string): Error {
  const place = moduleName === '' ? 'script scope' : `module ${moduleName}`;
  return runtimeError(
    'RuntimeException',
    `Could not find Mock for command ${name} in ${place}. Was the mock defined? Did you use the same -ModuleName as on the Mock? When using InModuleScope are InModuleScope, Mock and Should -Invoke using the same -ModuleName?`,
  );
}
