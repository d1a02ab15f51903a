/**
 * How a class gets its instances: `wmiClass` ties the name in the schema to objects of VMMS, and
 * `association` ties classes to each other. What properties and methods there are, and their
 * types, is the schema's (schema/); getters that are missing here give null.
 */
import type {Job} from '../root/vmms/jobs.ts';
import type {Vmms} from '../root/vmms/vmms.ts';
import {RETURN} from '../root/vmms/vmms-error.ts';
import type {Arguments} from './arguments.ts';
import type {CimValue} from './cim.ts';

/** An object of VMMS seen as an instance of a class. */
export interface CimObject<T = unknown> {
  readonly class: WmiClass;
  readonly self: T;
}

/** Keys of an object path by lower-case name; a single unnamed key has the name ''. */
export type Keys = ReadonlyMap<string, string>;

/** What a method gives: a return code, a job that carries on, or a code with out parameters. */
export type Outcome =
  | number
  | Job
  | ({ReturnValue: number} & Record<string, CimValue | CimObject | readonly CimObject[]>);

export interface ClassDefinition<T> {
  list(vmms: Vmms): Iterable<T>;
  /** Quick look-up by keys; without it the list is searched. `null` means: search the list. */
  find?(keys: Keys, vmms: Vmms): T | undefined | null;
  readonly properties: Readonly<Record<string, (self: T, vmms: Vmms) => CimValue | undefined>>;
  readonly methods?: Readonly<
    Record<string, (self: T, args: Arguments, vmms: Vmms) => Outcome | Promise<Outcome>>
  >;
}

// Method syntax: a table holds classes of any T, and each is only ever given objects it made itself.
export interface WmiClass<T = unknown> {
  readonly name: string;
  list(vmms: Vmms): Iterable<T>;
  find?(keys: Keys, vmms: Vmms): T | undefined | null;
  /** Whether instances have the property; without a getter it is null in all. */
  gives(property: string): boolean;
  value(self: T, property: string, vmms: Vmms): CimValue | undefined;
  implements(method: string): boolean;
  /** Calls a method that is implemented. */
  call(self: T, method: string, args: Arguments, vmms: Vmms): Outcome | Promise<Outcome>;
  of(self: T): CimObject<T>;
  /** The object's self when it is one of this class. */
  from(object: CimObject): T | undefined;
}

export function wmiClass<T>(name: string, definition: ClassDefinition<T>): WmiClass<T> {
  const {properties, methods = {}} = definition;
  const made: WmiClass<T> = {
    name,
    list: vmms => definition.list(vmms),
    ...(definition.find ? {find: (keys: Keys, vmms: Vmms) => definition.find?.(keys, vmms)} : {}),
    gives: property => Object.hasOwn(properties, property),
    value: (self, property, vmms) => properties[property]?.(self, vmms),
    implements: method => Object.hasOwn(methods, method),
    call: (self, method, args, vmms) =>
      methods[method]?.(self, args, vmms) ?? RETURN.NotSupportedByClass,
    of: self => ({class: made, self}),
    from: object => (object.class === made ? (object.self as T) : undefined),
  };
  return made;
}

/** One pair of classes that an association ties; both ways are functions of one end. */
export interface Link {
  readonly from: WmiClass;
  readonly to: WmiClass;
  forward(object: CimObject, vmms: Vmms): CimObject[];
  backward(object: CimObject, vmms: Vmms): CimObject[];
}

export function link<A, B>(
  from: WmiClass<A>,
  to: WmiClass<B>,
  forward: (self: A, vmms: Vmms) => Iterable<B>,
  backward: (self: B, vmms: Vmms) => Iterable<A>,
): Link {
  const objects = <S, R>(
    source: WmiClass<S>,
    target: WmiClass<R>,
    way: (self: S, vmms: Vmms) => Iterable<R>,
  ) => {
    return (object: CimObject, vmms: Vmms): CimObject[] => {
      const self = source.from(object);
      return self === undefined ? [] : [...way(self, vmms)].map(other => target.of(other));
    };
  };
  return {from, to, forward: objects(from, to, forward), backward: objects(to, from, backward)};
}

export interface Association {
  readonly name: string;
  /** Roles of the links' `from` and `to` ends. */
  readonly roles: readonly [from: string, to: string];
  readonly links: readonly Link[];
}

export function association(
  name: string,
  from: string,
  to: string,
  links: readonly Link[],
): Association {
  return {name, roles: [from, to], links};
}
