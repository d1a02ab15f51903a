/** Items of a collection through the filter of Should-All and Should-Any: only $false, or an error, is a no. */
import {recordOf} from '../../shell/errors/raise.ts';
import {isFlow} from '../../shell/eval/flow.ts';
import type {ScriptBlock} from '../../shell/eval/script-block.ts';
import {unwrap} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import type {Assertion} from './assertion.ts';

/** Errors of the filter that are shown. */
const SHOWN = 10;

export interface Filtered {
  readonly passed: Value[];
  readonly failed: Value[];
  /** For the text of a failure: messages of errors the filter ended by; '' for none. */
  readonly reasons: string;
}

export function throughFilter(
  {run}: Assertion,
  items: readonly Value[],
  filter: ScriptBlock,
): Filtered {
  const passed: Value[] = [];
  const failed: Value[] = [];
  const messages: string[] = [];
  for (const item of items) {
    try {
      const [first] = run.invoke(filter, {underscore: item});
      (unwrap(first) === false ? failed : passed).push(item);
    } catch (thrown) {
      if (isFlow(thrown)) throw thrown;
      messages.push(recordOf(thrown, run.context.frame).exception.message);
      failed.push(item);
    }
  }
  return {passed, failed, reasons: reasonsOf(messages)};
}

function reasonsOf(messages: readonly string[]): string {
  if (messages.length === 0) return '';
  const more = messages.length > SHOWN ? ['and more...'] : [];
  return `\nReasons :\n${[...messages.slice(0, SHOWN), ...more].join('\n')}`;
}
