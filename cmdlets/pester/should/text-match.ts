/** -BeLike, -Match and their exact forms; the file operators; -Exist. */
import {isThere} from '../../../shell/providers/glob.ts';
import {like, match} from '../../../shell/operators/index.ts';
import {runtimeError, toBool, toText} from '../../../shell/values/index.ts';
import type {Value} from '../../../shell/values/value.ts';
import {nicely} from '../format-nicely.ts';
import {type Assertion, expected, type Operator, verdict} from './operator.ts';

function likeOperator(name: string, aliases: readonly string[], exact: boolean): Operator {
  const word = exact ? 'case sensitively' : '';
  return {
    name,
    aliases,
    takesAll: false,
    help: `Asserts that the actual value matches a wildcard pattern using PowerShell's -like operator.${exact ? ' This comparison is case-sensitive.' : ' This comparison is not case-sensitive.'}`,
    parameters: expected(),
    judge({actual, negate, because, p}) {
      const pattern = p['ExpectedValue'];
      const fits = toBool(like(actual, pattern, !exact));
      const start = `Expected ${word === '' ? '' : `${word} `}`.replace(
        'case sensitively',
        'case sensitive',
      );
      return verdict(fits !== negate, () =>
        negate
          ? `${start}like wildcard ${nicely(pattern)} to not match ${nicely(actual)},${because} but it did match.`
          : `${start}like wildcard ${nicely(pattern)} to match ${nicely(actual)},${because} but it did not match.`,
      );
    },
  };
}

function matchOperator(name: string, aliases: readonly string[], exact: boolean): Operator {
  return {
    name,
    aliases,
    takesAll: false,
    help: `Uses a regular expression to compare two objects.${exact ? ' This comparison is case sensitive.' : ' This comparison is not case sensitive.'}`,
    parameters: expected('RegularExpression'),
    judge({actual, negate, because, p}) {
      const pattern = p['RegularExpression'];
      const fits = toBool(match(actual, pattern, !exact).value);
      const head = `Expected regular expression ${nicely(pattern)} to`;
      const cased = exact ? 'case sensitively ' : '';
      return verdict(fits !== negate, () =>
        negate
          ? `${head} not ${cased}match ${nicely(actual)},${because} but it did match.`
          : `${head} ${cased}match ${nicely(actual)},${because} but it did not match.`,
      );
    },
  };
}

function fileOperator(name: string, exact: boolean, multiline: boolean): Operator {
  return {
    name,
    aliases: [],
    takesAll: false,
    help: `Checks to see if a file contains the specified text${multiline ? ', as one text of many lines' : ''}.${exact ? ' This search is case sensitive.' : ' This search is not case sensitive.'}`,
    parameters: expected('ExpectedContent'),
    judge(assertion) {
      const {actual, negate, because, p} = assertion;
      const wanted = p['ExpectedContent'];
      const found = contentOf(assertion, multiline).some(text =>
        toBool(match(text, multiline ? `(?m)${toText(wanted)}` : wanted, !exact).value),
      );
      const cased = exact ? 'case sensitively ' : '';
      return verdict(found !== negate, () =>
        negate
          ? `Expected ${nicely(wanted)} to not be ${cased}found in file '${toText(actual)}',${because} but it was found.`
          : `Expected ${nicely(wanted)} to be ${cased}found in file '${toText(actual)}',${because} but it was not found.`,
      );
    },
  };
}

function contentOf({run, actual}: Assertion, whole: boolean): Value[] {
  const path = toText(actual);
  if (run.call('Test-Path', '-LiteralPath', path)[0] !== true)
    throw runtimeError('RuntimeException', `Cannot find path '${path}' because it does not exist.`);
  return whole
    ? run.call('Get-Content', '-LiteralPath', path, '-Raw')
    : run.call('Get-Content', '-LiteralPath', path);
}

export const textMatch: readonly Operator[] = [
  likeOperator('BeLike', [], false),
  likeOperator('BeLikeExactly', [], true),
  matchOperator('Match', [], false),
  matchOperator('MatchExactly', ['CMATCH'], true),
  fileOperator('FileContentMatch', false, false),
  fileOperator('FileContentMatchExactly', true, false),
  fileOperator('FileContentMatchMultiline', false, true),
  fileOperator('FileContentMatchMultilineExactly', true, true),
  {
    name: 'Exist',
    aliases: [],
    takesAll: false,
    help: 'Does not perform any comparison, but checks if the object calling Exist is present in a PS Provider.',
    parameters: {},
    judge({run, actual, negate, because}) {
      const path = toText(actual);
      const there = run.call('Test-Path', '-Path', path)[0] === true || isThere(path);
      return verdict(there !== negate, () =>
        negate
          ? `Expected path ${nicely(actual)} to not exist,${because} but it did exist.`
          : `Expected path ${nicely(actual)} to exist,${because} but it did not exist.`,
      );
    },
  },
];
