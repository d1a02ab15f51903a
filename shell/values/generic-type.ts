/**
 * Generic types: a definition (`List`1`) from which `List[int]` and others are made, once each.
 */
import {makeType, registeredType, registerType} from './define-type.ts';
import type {NetType} from './net-type.ts';
import type {TypeSpec} from './type-spec.ts';

interface GenericDefinition {
  readonly open: NetType;
  readonly parameters: readonly string[];
  readonly make: (args: readonly NetType[], own: () => NetType) => TypeSpec<object>;
}

const definitions = new Map<string, GenericDefinition>();

/**
 * Makes a generic type known. `fullName` ends in the count of parameters: `System.Collections.Generic.List`1`.
 * Signatures in its tables may use the parameters' names; `own` answers the type once it is made.
 */
export function defineGeneric(
  fullName: string,
  parameters: readonly string[],
  make: (args: readonly NetType[], own: () => NetType) => Omit<TypeSpec<object>, 'fullName'>,
): void {
  const open = registerType(makeType({fullName}, {genericParameters: parameters}));
  const full = (args: readonly NetType[], own: () => NetType) => ({
    ...make(args, own),
    fullName: `${fullName}[${args.map(type => type.fullName).join(',')}]`,
  });
  definitions.set(fullName.toLowerCase(), {open, parameters, make: full});
}

/** `List[int]` of the definition `List`1` and Int32; undefined when there is no such definition. */
export function constructGeneric(
  definition: NetType,
  args: readonly NetType[],
): NetType | undefined {
  const known = definitions.get(definition.fullName.toLowerCase());
  if (!known || known.parameters.length !== args.length) return undefined;
  const spec = known.make(args, () => type);
  const before = registeredType(spec.fullName);
  // Classes of several scripts may have one name: then the arguments differ.
  if (before?.genericArguments.every((one, at) => one === args[at])) return before;
  const type = registerType(
    makeType(spec, {
      genericDefinition: definition.fullName,
      genericArguments: args,
      genericParameters: known.parameters,
    }),
  );
  return type;
}
