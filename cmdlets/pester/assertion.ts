/**
 * What the Should-* assertions have in common: the value from the pipe or from -Actual, and the failure with
 * its text. A template names values in angle brackets: <expected>, <actual>, their types, <because>, any data.
 */
import type {ParameterDeclaration, Run} from '../../shell/cmdlet/cmdlet.ts';
import {isType} from '../../shell/operators/index.ts';
import {isEnumerable, NetException, requireType, toText, unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {assertionFailed} from './assertion-failed.ts';
import {describe, shortType} from './describe-value.ts';
import {because} from './format-nicely.ts';
import {pesterState} from './pester-state.ts';
import type {Verdict} from './should/operator.ts';

/** What an assertion expects to be given: it decides how piped objects are put together again. */
export type Expecting = 'Scalar' | 'ExactType' | 'Collection' | 'CollectionItems' | 'None';

export type Buffer = {readonly piped: Value[]};
export type Arguments = Readonly<Record<string, unknown>>;

/** -Actual at a position, from the pipe too. */
export const actualAt = (position: number) =>
  ({
    type: 'object',
    position,
    pipeline: 'value',
    allowNull: true,
    allowEmptyString: true,
    allowEmptyCollection: true,
    help: 'The value to judge.',
  }) as const satisfies ParameterDeclaration;

export const expectedParameter = {
  type: 'object',
  position: 0,
  mandatory: true,
  allowNull: true,
  allowEmptyString: true,
  allowEmptyCollection: true,
  help: 'What is expected.',
} as const satisfies ParameterDeclaration;

export const becauseParameter = {
  type: 'string',
  allowEmptyString: true,
  allowNull: true,
  help: 'The reason, for the text of a failure.',
} as const satisfies ParameterDeclaration;

/** How what is given becomes the value that is judged, for help. */
const TAKES: Readonly<Record<Expecting, string>> = {
  Scalar: 'The value is -Actual or what is piped in; a single piped object is the value itself.',
  ExactType:
    'The value is -Actual or what is piped in. The pipe takes collections apart: give the type of a collection to -Actual.',
  Collection: 'The collection is -Actual or all that is piped in.',
  CollectionItems: 'The items are those of -Actual or all that is piped in.',
  None: 'It judges the calls of mocks, and takes nothing from the pipe.',
};

/** The phases of an assertion: collects what is piped in, and judges at the end. */
export function judging(expecting: Expecting, judge: (assert: Assertion, p: Arguments) => void) {
  return {
    description: `${TAKES[expecting]} A failed assertion ends the test, or is kept for its end under -ErrorAction Continue.`,
    state: (): Buffer => ({piped: []}),
    process(run: Run<Buffer>, p: Arguments): void {
      if (run.expectingInput) run.state.piped.push('Actual' in p ? p['Actual'] : p['ScriptBlock']);
    },
    end(run: Run<Buffer>, p: Arguments): void {
      const {piped} = run.state;
      const actual = run.expectingInput ? collected(piped, expecting) : (p['Actual'] ?? null);
      judge(
        new Assertion(run, {actual, piped: run.expectingInput, expecting, because: p['Because']}),
        p,
      );
    },
  };
}

/** Collections stay collections; elsewhere a single object is itself, and none is null. */
export function collected(piped: readonly Value[], expecting: Expecting): Value {
  if (expecting === 'Collection' || expecting === 'CollectionItems') return [...piped];
  return piped.length === 0 ? null : piped.length === 1 ? piped[0] : [...piped];
}

interface Facts {
  readonly actual: Value;
  readonly piped: boolean;
  readonly expecting: Expecting;
  readonly because: Value;
}

type Data = Readonly<Record<string, Value>>;

export class Assertion {
  readonly run: Run;
  readonly facts: Facts;

  constructor(run: Run, facts: Facts) {
    this.run = run;
    this.facts = facts;
    if (pesterState(run.session)?.inParameterFilter) run.writeObject(true);
  }

  get actual(): Value {
    return this.facts.actual;
  }

  /** Fails with a template; `Expected` and `Actual` of the data replace what is known. */
  fail(template: string, data: Data = {}, pretty = false): void {
    const text = filled(
      template,
      {Actual: this.actual, Because: this.facts.because, ...data},
      pretty,
    );
    const hint = this.hint;
    assertionFailed(this.run, hint === '' ? text : `${text}\n\nHint: ${hint}`);
  }

  /** ` because ...,` or ''. */
  get reason(): string {
    return because(this.facts.because);
  }

  /** Takes over the verdict of an operator of Should. */
  take({succeeded, message}: Verdict): void {
    if (!succeeded) assertionFailed(this.run, message);
  }

  /** Fails where it does not hold. */
  unless(holds: boolean, template: string, data: Data = {}): void {
    if (!holds) this.fail(template, data);
  }

  /** What was probably meant, when a collection was expected and something else was given; '' for nothing. */
  get hint(): string {
    const {actual, piped, expecting} = this.facts;
    const value = unwrap(actual);
    if (piped || isEnumerable(value)) return '';
    const detail = HINTS[expecting]?.[shapeOf(value)];
    if (detail === undefined) return '';
    const what = value === null || value === undefined ? '$null' : `a single ${shortType(value)}`;
    return `-Actual is ${what}, which is not a collection. ${detail}`;
  }
}

type Shape = 'null' | 'dictionary' | 'scalar';

function shapeOf(value: Value): Shape {
  if (value === null || value === undefined) return 'null';
  return isDictionary(value) ? 'dictionary' : 'scalar';
}

const HINTS: Readonly<Partial<Record<Expecting, Readonly<Partial<Record<Shape, string>>>>>> = {
  Collection: {
    null: 'It is treated as a single $null item, not an empty collection. Use @() to represent an empty collection.',
    dictionary:
      'PowerShell treats a dictionary as a single object, not a collection. To assert on it as a hashtable use Should-BeHashtable, or compare its contents with Should-BeEquivalent.',
    scalar:
      'It is treated as a single item. To assert on a one-item collection wrap it as ,$actual, or use Should-Be for a scalar value.',
  },
  CollectionItems: {
    dictionary:
      'PowerShell treats a dictionary as a single object, so it is passed through as one item instead of being iterated. Enumerate it first, e.g. with $actual.GetEnumerator(), or its .Keys or .Values, or assert on it directly with Should-BeHashtable.',
  },
};

function filled(template: string, data: Data, pretty: boolean): string {
  const {Expected: expected = null, Actual: actual = null, Because: reason, ...others} = data;
  const values: Record<string, string> = {
    expected: describe(expected, {pretty}),
    actual: describe(actual, {pretty}),
    expectedType: shortType(expected),
    actualType: shortType(actual),
    because: because(reason),
  };
  for (const [name, value] of Object.entries(others)) values[name] = describe(value);
  const text = template.replace(/<(\w+)>/g, (whole, name: string) => values[name] ?? whole);
  return pretty ? `${text}\n\n` : text;
}

export const isDictionary = (value: Value): boolean =>
  isType(value, requireType('System.Collections.IDictionary'));

/** A collection can not be what single values are compared with. */
export function scalar(expected: Value): Value {
  if (isEnumerable(unwrap(expected)))
    throw argumentError(
      'You provided a collection to the -Expected parameter. Using a collection on the -Expected side is not allowed by this assertion, because it leads to unexpected behavior. To compare collections use Should-BeCollection, or a more specialized collection assertion such as Should-Any or Should-All.',
    );
  return expected;
}

export function argumentError(message: string): NetException {
  return new NetException('System.ArgumentException', message);
}

export const textOf = (value: unknown): string => toText(value ?? '');
