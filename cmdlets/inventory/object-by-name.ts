/**
 * PowerCLI's object-by-name for what is neither machine nor pool: a parameter takes objects, or names with wildcards
 * in their place. A name that finds nothing is an error; when nothing at all was found, it ends the command.
 */
import type {Door} from '../../hypervisor/wmi/door.ts';
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {toArray} from '../../shell/values/enumerate.ts';
import type {NetType} from '../../shell/values/index.ts';
import {typedArray} from '../../shell/values/typed-array.ts';
import type {Value} from '../../shell/values/value.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {objectByNameNotFound, type Speaker, vmError} from './flavour.ts';

/** A kind of objects that have names. */
export interface NamedKind<T extends object> {
  readonly type: NetType;
  /** As error texts call it: `TagCategory`. */
  readonly name: string;
  is(value: Value): value is T;
  all(door: Door): T[];
  nameOf(item: T): string;
}

export function itemsGiven<T extends object>(
  run: Run,
  speaker: Speaker,
  kind: NamedKind<T>,
  given: readonly Value[],
): T[] {
  const missing: string[] = [];
  const items = given.flatMap(value => {
    if (kind.is(value)) return [value];
    const matches = wildcard(toText(value));
    const found = kind.all(run.door()).filter(item => matches(kind.nameOf(item)));
    if (found.length === 0) missing.push(toText(value));
    return found;
  });
  const [first] = missing;
  if (first !== undefined && items.length === 0)
    run.throwTerminatingError(objectByNameNotFound(speaker, kind.name, first));
  for (const name of missing) run.writeError(objectByNameNotFound(speaker, kind.name, name));
  return items;
}

/** The one object that is meant; a name that several have ends the command. */
export function itemGiven<T extends object>(
  run: Run,
  speaker: Speaker,
  kind: NamedKind<T>,
  given: Value,
): T {
  const [item, ...more] = itemsGiven(run, speaker, kind, [given]);
  if (item !== undefined && more.length === 0) return item;
  const message = `There is more than one ${kind.name} with name '${toText(given)}'.`;
  const id = 'Core_ObnSelector_SelectObjectByNameCore_MoreResultsThanExpected';
  return run.throwTerminatingError(vmError(speaker, id, 'InvalidArgument', message, given));
}

type Membership = Omit<Partial<ParameterDeclaration>, 'type' | 'help'> & {readonly help: string};

const completer =
  <T extends object>(kind: NamedKind<T>) =>
  (run: Run, word: string): string[] => {
    const names = kind.all(run.door()).map(item => kind.nameOf(item));
    return names.filter(name => name.toLowerCase().startsWith(word.toLowerCase()));
  };

/** A parameter that takes several objects of a kind, or their names. */
export function itemsParameter<T extends object, const M extends Membership>(
  speaker: Speaker,
  kind: NamedKind<T>,
  membership: M,
): M & {readonly type: 'object[]'} {
  return {
    type: 'object[]',
    wildcards: true,
    allowEmptyCollection: true,
    transform: (run: Run, argument: unknown) =>
      typedArray(kind.type, itemsGiven(run, speaker, kind, toArray(argument))),
    complete: completer(kind),
    ...membership,
  };
}

/** A parameter that takes one. */
export function itemParameter<T extends object, const M extends Membership>(
  speaker: Speaker,
  kind: NamedKind<T>,
  membership: M,
): M & {readonly type: 'object'} {
  return {
    type: 'object',
    transform: (run: Run, argument: unknown) => itemGiven(run, speaker, kind, argument),
    complete: completer(kind),
    ...membership,
  };
}
