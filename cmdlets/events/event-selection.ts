/** Which events and subscribers -SourceIdentifier and -EventIdentifier mean, and the errors when there are none. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

/** What -SourceIdentifier names; a pattern may name none. */
export function bySource<State extends object, Item>(
  run: Run<State>,
  items: readonly Item[],
  sourceOf: (item: Item) => string,
  name: string,
  what: 'Event' | 'Event subscription',
): Item[] {
  const test = wildcard(name);
  const found = items.filter(item => test(sourceOf(item)));
  if (found.length === 0 && !hasWildcard(name))
    notThere(
      run,
      'INVALID_SOURCE_IDENTIFIER',
      `${what} with source identifier '${name}' does not exist.`,
    );
  return found;
}

export function byNumber<State extends object, Item>(
  run: Run<State>,
  items: readonly Item[],
  numberOf: (item: Item) => number,
  number: number,
  what: 'Event' | 'Event subscription',
): Item[] {
  const found = items.filter(item => numberOf(item) === number);
  const id = what === 'Event' ? 'INVALID_EVENT_IDENTIFIER' : 'INVALID_SUBSCRIPTION_IDENTIFIER';
  if (found.length === 0) notThere(run, id, `${what} with identifier '${number}' does not exist.`);
  return found;
}

function notThere<State extends object>(run: Run<State>, id: string, message: string): void {
  run.writeError(
    run.error(id, 'InvalidArgument', new NetException('System.ArgumentException', message)),
  );
}
