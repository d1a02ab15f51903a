/** What an operator of Should is: its parameters, and how it judges a value. The table of all is operators.ts. */
import type {ParameterDeclaration, Run} from '../../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';

/** One assertion: the value, and what the operator's own parameters were given. */
export interface Assertion {
  readonly run: Run;
  readonly actual: Value;
  readonly negate: boolean;
  /** ` because ...,` or ''. */
  readonly because: string;
  /** By declared name. */
  readonly p: Readonly<Record<string, unknown>>;
}

export interface Verdict {
  readonly succeeded: boolean;
  /** Why not; '' when it succeeded. */
  readonly message: string;
  /** Written to the output when the assertion holds. */
  readonly output?: Value;
}

export interface Operator {
  readonly name: string;
  readonly aliases: readonly string[];
  /** The whole input is judged at once; else each object by itself. */
  readonly takesAll: boolean;
  readonly help: string;
  /** In order of position; those with `position: undefined` are named only. */
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  judge(assertion: Assertion): Verdict;
}

export const PASSED: Verdict = {succeeded: true, message: ''};

export function verdict(succeeded: boolean, message: () => string): Verdict {
  return succeeded ? PASSED : {succeeded, message: message()};
}

/** The one parameter that most operators have. */
export const expected = (name = 'ExpectedValue', type = 'object') => ({
  [name]: {type, position: 0, allowNull: true, allowEmptyString: true, help: 'What is expected.'},
});

/** The error of an argument that makes no sense. */
export function runtimeArgument(message: string): Error {
  return new NetException('System.ArgumentException', message);
}
