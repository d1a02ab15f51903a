/**
 * From a type's text to the type: `int`, `System.Int32`, `IO.Path`, `List[int]`, `string[][,]`.
 *
 * Order: accelerators; types of the script (scope); exact full name; `System.` + name; `using namespace`s.
 * Assembly names are accepted and ignored. Source: language specification 8.
 */
import {arrayType} from './array-type.ts';
import {registeredAccelerator, registeredType} from './define-type.ts';
import {constructGeneric} from './generic-type.ts';
import {hooks} from './hooks.ts';
import type {NetType} from './net-type.ts';
import {runtimeError} from './net-exception.ts';
import {splitTopLevel} from './signature.ts';
import type {TypeScope} from './type-scope.ts';
import {acceleratorNames, loadType} from './type-table.ts';

export type {TypeScope} from './type-scope.ts';

const found = new Map<string, NetType>();

/** undefined when there is no such type. Without `scope` the code that runs now is asked last. */
export function findType(text: string, scope?: TypeScope): NetType | undefined {
  if (scope) return resolve(text.trim(), scope);
  const type = findBuiltIn(text);
  if (type) return type;
  const running = hooks.typeScope();
  return running && resolve(text.trim(), running);
}

/** The name may mean another type from now on. */
export function forgetTypeName(name: string): void {
  for (const text of found.keys())
    if (text.toLowerCase().includes(name.toLowerCase())) found.delete(text);
}

/** A type that no script made. */
export function findBuiltIn(text: string): NetType | undefined {
  const known = found.get(text);
  if (known) return known;
  const type = resolve(text.trim(), undefined);
  if (type) found.set(text, type);
  return type;
}

/** As findType, but an unknown type is PowerShell's TypeNotFound error. */
export function requireType(text: string, scope?: TypeScope): NetType {
  const type = findType(text, scope);
  if (!type) throw runtimeError('TypeNotFound', `Unable to find type [${text}].`);
  return type;
}

/** A type by its exact full name in any case, its file evaluated if need be. */
export function typeNamed(fullName: string): NetType | undefined {
  const known = registeredType(fullName);
  if (known) return known;
  return loadType(fullName) ? registeredType(fullName) : undefined;
}

/** Splits `List[int][]` into `List`, `[int]` and its ranks. */
function resolve(text: string, scope: TypeScope | undefined): NetType | undefined {
  const bracketed = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const ranked = /^(.*?)((?:\[[,\s]*\]|\*|&)*)$/s.exec(dropAssembly(bracketed));
  const [, stem = '', rankText = ''] = ranked ?? [];
  let type = stem.endsWith(']') ? resolveGeneric(stem, scope) : byName(stem, scope);
  for (const rank of rankText.matchAll(/\[([,\s]*)\]/g)) {
    type = type && arrayType(type, (rank[1] ?? '').replace(/\s/g, '').length + 1);
  }
  return type;
}

function dropAssembly(text: string): string {
  const [name = ''] = splitTopLevel(text);
  return name;
}

function resolveGeneric(stem: string, scope: TypeScope | undefined): NetType | undefined {
  const open = stem.indexOf('[');
  const args = splitTopLevel(stem.slice(open + 1, -1)).map(argument => resolve(argument, scope));
  if (args.some(type => !type)) return undefined;
  const name = stem.slice(0, open).replace(/`\d+$/, '');
  const definition = byName(`${name}\`${args.length}`, scope);
  return definition && constructGeneric(definition, args as NetType[]);
}

function byName(name: string, scope: TypeScope | undefined): NetType | undefined {
  const accelerated = acceleratorNames[name.toLowerCase()];
  return (
    registeredAccelerator(name) ??
    (accelerated ? typeNamed(accelerated) : undefined) ??
    scope?.find?.(name) ??
    typeNamed(name) ??
    typeNamed(`System.${name}`) ??
    inNamespaces(name, scope?.namespaces ?? [])
  );
}

function inNamespaces(name: string, namespaces: readonly string[]): NetType | undefined {
  const hits = new Set(
    namespaces.map(space => typeNamed(`${space}.${name}`)).filter(type => type !== undefined),
  );
  if (hits.size > 1) {
    const [first, second] = [...hits].map(type => type.fullName);
    throw runtimeError(
      'AmbiguousTypeReference',
      `Type name '${name}' is ambiguous, it could be '${first}' or '${second}'.`,
    );
  }
  return [...hits][0];
}
