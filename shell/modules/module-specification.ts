/** ModuleSpecification: a name, or `@{ModuleName; ModuleVersion | RequiredVersion | MaximumVersion; GUID}`. */
import {Hashtable, isNull, toText} from '../values/index.ts';
import {throwNet} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {compareVersions} from './version-order.ts';

export interface ModuleSpecification {
  readonly name: string;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly required: string | null;
  readonly guid: string | null;
}

export function moduleSpecification(value: Value): ModuleSpecification {
  if (!(value instanceof Hashtable)) {
    return {name: toText(value), minimum: null, maximum: null, required: null, guid: null};
  }
  const field = (name: string): string | null => {
    const found = value.get(name);
    return isNull(found) ? null : toText(found);
  };
  const name = field('ModuleName');
  if (name === null)
    throwNet(
      'System.ArgumentException',
      "The hashtable describing a module contains one or more members that are not valid, or a member is missing: 'ModuleName'.",
    );
  return {
    name,
    minimum: field('ModuleVersion'),
    maximum: field('MaximumVersion'),
    required: field('RequiredVersion'),
    guid: field('GUID'),
  };
}

/** Does a module of `version` and `guid` answer the specification? `1.*` as maximum allows all of 1. */
export function satisfies(
  specification: ModuleSpecification,
  module: {readonly version: string; readonly guid?: string},
): boolean {
  const {minimum, maximum, required, guid} = specification;
  const {version} = module;
  if (required !== null && compareVersions(version, required) !== 0) return false;
  if (minimum !== null && compareVersions(version, minimum) < 0) return false;
  if (maximum !== null && compareVersions(version, maximum.replace('*', '999999999')) > 0)
    return false;
  return guid === null || module.guid === undefined || sameGuid(guid, module.guid);
}

function sameGuid(a: string, b: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/[{}]/g, '');
  return bare(a) === bare(b);
}

export function hasVersion(specification: ModuleSpecification): boolean {
  const {minimum, maximum, required} = specification;
  return minimum !== null || maximum !== null || required !== null;
}
