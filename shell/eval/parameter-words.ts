/**
 * `-Name` words in `$args`: strings that remember that they were parameters, so that `@args` passes them
 * on as such. Language specification 11.2, step 3.
 */
import {MemberBag} from '../values/member-bag.ts';
import {PSWrapper} from '../values/ps-wrapper.ts';
import type {Value} from '../values/value.ts';
import type {CommandArgument} from './runtime.ts';

type NamedArgument = Extract<CommandArgument, {kind: 'named'}>;

const words = new WeakMap<object, NamedArgument>();

/** The text of a parameter word as a value for `$args`. */
export function parameterWord(argument: NamedArgument): Value {
  const word = new PSWrapper(argument.hasValue ? `-${argument.name}:` : argument.text, {
    members: new MemberBag(),
    typeNames: undefined,
  });
  words.set(word, {...argument, hasValue: false});
  return word;
}

/** The argument a value of `$args` was, when it was a parameter word. */
export function namedWord(value: Value): NamedArgument | undefined {
  return value instanceof PSWrapper ? words.get(value) : undefined;
}
