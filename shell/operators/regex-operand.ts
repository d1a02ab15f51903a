/** The right operand of `-match`, `-replace` and `-split` as a regular expression. */
import {toText} from '../conversion/to-text.ts';
import {NetRegex, netRegex} from '../regex/net-regex.ts';
import {RegexOptions} from '../regex/options.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import type {Value} from '../values/value.ts';

/** A Regex object keeps its own options. */
export function regexOf(pattern: Value, ignoreCase: boolean, options = 0): NetRegex {
  const bare = unwrap(pattern);
  if (bare instanceof NetRegex) return bare;
  return netRegex(toText(bare), (ignoreCase ? RegexOptions.IgnoreCase : 0) | options);
}
