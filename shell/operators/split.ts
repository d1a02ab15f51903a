/** `-split`, binary and unary. Source: language specification 3.4. */
import {toBool} from '../conversion/to-bool.ts';
import {convertTo} from '../conversion/convert.ts';
import {asNumber} from '../conversion/plain-number.ts';
import {toText} from '../conversion/to-text.ts';
import {stopPoint} from '../session/stop-point.ts';
import {escapeRegex} from '../regex/escape.ts';
import {RegexOptions} from '../regex/options.ts';
import {int32Type} from '../values/core-types.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {requireType} from '../values/find-type.ts';
import {hooks} from '../values/hooks.ts';
import {runtimeError} from '../values/net-exception.ts';
import {Char} from '../values/numbers.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import type {Value} from '../values/value.ts';
import {regexOf} from './regex-operand.ts';
import {typedArray} from '../values/typed-array.ts';
import {stringType} from '../values/core-types.ts';

/** Bits of System.Management.Automation.SplitOptions. */
const SIMPLE_MATCH = 0x1;
const REGEX_BITS: readonly (readonly [number, number])[] = [
  [0x4, RegexOptions.CultureInvariant],
  [0x8, RegexOptions.IgnorePatternWhitespace],
  [0x10, RegexOptions.Multiline],
  [0x20, RegexOptions.Singleline],
  [0x40, RegexOptions.IgnoreCase],
  [0x80, RegexOptions.ExplicitCapture],
];

/** A piece finder: matches in order, each with its bounds and captured groups. */
type Finder = (text: string) => Iterable<{start: number; end: number; groups: readonly string[]}>;

function textsOf(left: Value): string[] {
  return isEnumerable(left) ? Array.from(enumerate(left), toText) : [toText(left)];
}

/** `-split text`: at runs of blanks, ends trimmed. */
export function splitBlanks(left: Value): Value {
  return strings(textsOf(left).flatMap(text => text.trim().split(/\s+/)));
}

function strings(items: string[]): Value {
  return typedArray(stringType, items);
}

/** `left -split right`: `right` is a delimiter or a list of delimiter, maximum, options. */
export function split(left: Value, right: Value, ignoreCase: boolean): Value {
  const [delimiter, maximum = 0, options = 0] = isEnumerable(right)
    ? [...enumerate(right)]
    : [right];
  const limit = convertTo(maximum, int32Type) as number;
  const finder = finderOf(unwrap(delimiter), options, ignoreCase);
  return strings(
    textsOf(left).flatMap(text => {
      stopPoint();
      return (limit < 0 ? splitFromRight : splitText)(text, finder, Math.abs(limit));
    }),
  );
}

function finderOf(delimiter: Value, options: Value, ignoreCase: boolean): Finder {
  if (hooks.isScriptBlock(delimiter)) {
    if (options !== 0) {
      throw runtimeError(
        'InvalidSplitOptionWithPredicate',
        'Options are not allowed on the -split operator with a predicate.',
      );
    }
    return characterFinder(delimiter);
  }
  const bits = asNumber(
    convertTo(options, requireType('System.Management.Automation.SplitOptions')),
  );
  const simple = (bits & SIMPLE_MATCH) !== 0;
  if (simple && (bits & ~(SIMPLE_MATCH | 0x40)) !== 0) {
    throw runtimeError(
      'InvalidSplitOptionCombination',
      'The combination of options with the -split operator is not valid.',
    );
  }
  const regexBits = REGEX_BITS.reduce((sum, [bit, option]) => sum | (bits & bit ? option : 0), 0);
  const pattern = simple ? escapeRegex(toText(delimiter)) : delimiter;
  const regex = regexOf(pattern, ignoreCase, regexBits);
  return text =>
    regex.matches(text).map(found => ({
      start: found.index,
      end: found.index + found.length,
      groups: found.groups
        .slice(1)
        .filter(group => group.success)
        .map(group => group.value),
    }));
}

/** Each character for which the block is true is a delimiter. */
function characterFinder(block: Value): Finder {
  return function* find(text) {
    for (let i = 0; i < text.length; i++) {
      const underscore = new Char(text.charCodeAt(i));
      if (toBool(hooks.invokeScript(block, {underscore, args: [text, i]})))
        yield {start: i, end: i + 1, groups: []};
    }
  };
}

function splitText(text: string, finder: Finder, limit: number): string[] {
  if (limit === 1) return [text];
  const out: string[] = [];
  let from = 0;
  let pieces = 1;
  for (const {start, end, groups} of finder(text)) {
    out.push(text.slice(from, start), ...groups);
    from = end;
    if (++pieces === limit) break;
  }
  return [...out, text.slice(from)];
}

function splitFromRight(text: string, finder: Finder, limit: number): string[] {
  if (limit === 1) return [text];
  const out: string[] = [];
  let to = text.length;
  for (const {start, end, groups} of [...finder(text)].slice(-(limit - 1)).toReversed()) {
    out.unshift(...groups, text.slice(end, to));
    to = start;
  }
  return [text.slice(0, to), ...out];
}
