/**
 * Objects that raise events: timers, watchers, jobs, observable collections. Types say which events they
 * have (`declareEvents`), objects raise them (`raise`), subscribers listen (`listen`).
 */
import {typeOf} from '../values/type-of.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';

/** Gets what a .NET event handler would. */
export type Listener = (sender: Value, args: Value) => void;

interface Declaration {
  readonly names: readonly string[];
  /** Called when somebody begins to listen to an object; answers what ends it. */
  readonly attach: (target: object, event: string) => () => void;
}

const declarations = new Map<string, Declaration>();
const listeners = new WeakMap<object, Map<string, Set<Listener>>>();

/** Says that objects of the type (and types below it) raise these events. */
export function declareEvents(
  fullName: string,
  names: readonly string[],
  attach: Declaration['attach'] = () => () => undefined,
): void {
  declarations.set(fullName, {names, attach});
}

function declarationOf(target: object): Declaration | undefined {
  for (let type: NetType | null = typeOf(target); type !== null; type = type.base) {
    const found = declarations.get(type.genericDefinition ?? type.fullName);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The event's name as its type spells it; undefined when the object has no such event. */
export function eventNamed(target: object, name: string): string | undefined {
  const lower = name.toLowerCase();
  return declarationOf(target)?.names.find(known => known.toLowerCase() === lower);
}

/** Answers what ends it. `event` as `eventNamed` gives it. */
export function listen(target: object, event: string, listener: Listener): () => void {
  const byEvent = listeners.get(target) ?? new Map<string, Set<Listener>>();
  listeners.set(target, byEvent);
  const all = byEvent.get(event) ?? new Set();
  byEvent.set(event, all);
  all.add(listener);
  const detach = declarationOf(target)?.attach(target, event);
  return () => {
    all.delete(listener);
    detach?.();
  };
}

export function raise(target: object, event: string, args: Value): void {
  // A listener may end itself or others.
  const all = Array.from(listeners.get(target)?.get(event) ?? []);
  for (const listener of all) listener(target, args);
}
