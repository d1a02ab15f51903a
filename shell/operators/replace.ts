/** `-replace`. Source: language specification 3.4. */
import {toText} from '../conversion/to-text.ts';
import {stopPoint} from '../session/stop-point.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {hooks} from '../values/hooks.ts';
import {runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {Delegate} from '../values/delegate.ts';
import {PSMethod} from '../values/ps-method.ts';
import {unwrap} from '../values/ps-wrapper.ts';
import {regexOf} from './regex-operand.ts';

/** `left -replace right`: `right` is the pattern, or a list of pattern and replacement (text or block). */
export function replace(left: Value, right: Value, ignoreCase: boolean): Value {
  const [pattern, replacement = '', ...more] = isEnumerable(right)
    ? [...enumerate(right)]
    : [right];
  if (more.length > 0) {
    throw runtimeError(
      'BadReplaceArgument',
      `The ${ignoreCase ? '-ireplace' : '-creplace'} operator allows only two elements to follow it, not ${more.length + 2}.`,
    );
  }
  const run = replacer(pattern, replacement, ignoreCase);
  return isEnumerable(left)
    ? Array.from(enumerate(left), item => {
        stopPoint();
        return run(toText(item));
      })
    : run(toText(left));
}

function replacer(
  pattern: Value,
  replacement: Value,
  ignoreCase: boolean,
): (text: string) => string {
  const regex = regexOf(pattern, ignoreCase);
  const bare = unwrap(replacement);
  if (hooks.isScriptBlock(bare)) {
    return text =>
      regex.replaceWith(text, found =>
        toText(hooks.invokeScript(bare, {underscore: found, args: [found]})),
      );
  }
  if (bare instanceof Delegate)
    return text => regex.replaceWith(text, found => toText(bare.invoke([found])));
  if (bare instanceof PSMethod)
    return text =>
      regex.replaceWith(text, found => toText(hooks.invokeScript(bare, {args: [found]})));
  const template = toText(bare);
  return text => regex.replace(text, template);
}
