/** `-match` and `-notmatch`. Source: language specification 3.3. */
import {toText} from '../conversion/to-text.ts';
import type {NetMatch} from '../regex/net-regex.ts';
import {isEnumerable} from '../values/enumerate.ts';
import {Hashtable} from '../values/hashtable.ts';
import type {Value} from '../values/value.ts';
import {filterOrTest} from './comparison.ts';
import {regexOf} from './regex-operand.ts';

export interface MatchResult {
  /** True, false, or the matching elements of a list. */
  readonly value: Value;
  /** What `$Matches` becomes; undefined: it stays as it is. */
  readonly matches: Hashtable | undefined;
}

/** `$Matches`: 0 the whole, then groups by number or name. Groups that took no part are absent. */
export function matchesTable(found: NetMatch): Hashtable {
  const table = new Hashtable();
  for (const group of found.groups) {
    if (group.success)
      table.set(/^\d+$/.test(group.name) ? Number(group.name) : group.name, group.value);
  }
  return table;
}

/** `a -match pattern`; `pattern` is text or a Regex. */
export function match(a: Value, pattern: Value, ignoreCase: boolean): MatchResult {
  const regex = regexOf(pattern, ignoreCase);
  if (isEnumerable(a)) {
    return {value: filterOrTest(a, item => regex.isMatch(toText(item))), matches: undefined};
  }
  const found = regex.match(toText(a));
  return {value: found !== undefined, matches: found && matchesTable(found)};
}

/** `a -notmatch pattern`; a scalar that does match sets `$Matches` too. */
export function notMatch(a: Value, pattern: Value, ignoreCase: boolean): MatchResult {
  const regex = regexOf(pattern, ignoreCase);
  if (isEnumerable(a)) {
    return {value: filterOrTest(a, item => !regex.isMatch(toText(item))), matches: undefined};
  }
  const found = regex.match(toText(a));
  return {value: found === undefined, matches: found && matchesTable(found)};
}
