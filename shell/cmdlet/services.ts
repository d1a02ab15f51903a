/**
 * What the shell is given from outside, by name, made when first asked for. The shell itself knows no machine:
 * bin/roles/runspace.ts provides the services of this thread and declares their types here by merging.
 */
import type {Carrier} from '../jobs/carried-types.ts';
import type {Channel} from '../runspace/channel.ts';

export interface Services {
  /** To the thread with an event loop: child processes, lines from the terminal. */
  readonly channel: Channel;
  /** Runs when the runspace ends; a service may add to it. */
  readonly closing: (() => void)[];
  /** How objects of cmdlets cross to another runspace, by full name of their type. */
  readonly carriers: Readonly<Record<string, Carrier>>;
}

const made = new Map<keyof Services, unknown>([
  ['closing', []],
  ['carriers', {}],
]);
const makers = new Map<keyof Services, () => unknown>();

/** Says how service `name` is made in this thread. A later call replaces an earlier one. */
export function provide<Name extends keyof Services>(name: Name, make: () => Services[Name]): void {
  made.delete(name);
  makers.set(name, make);
}

/** Service `name`; throws when this thread has none. */
export function service<Name extends keyof Services>(name: Name): Services[Name] {
  if (!made.has(name)) {
    const make = makers.get(name);
    if (!make) throw new Error(`This runspace has no service "${name}".`);
    made.set(name, make());
  }
  return made.get(name) as Services[Name];
}
