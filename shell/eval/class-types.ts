/**
 * Names of types in classes, checked when a script is parsed: an unknown one anywhere in a class is a syntax
 * error, as is an attribute with a property it does not have.
 *
 * Syntax of classes: grammar/checks/. What their bases must be: class-bases.ts. Language specification 15.
 */
import type {AttributeAst, ScriptBlockAst, TypeDefinitionAst, TypeName} from '../../grammar/ast.ts';
import type {ParseError} from '../../grammar/parse.ts';
import {walk} from '../../grammar/walk.ts';
import {attributeProperties, attributeProperty} from '../cmdlet/attributes.ts';
import {objectType} from '../values/core-types.ts';
import type {TypeScope} from '../values/find-type.ts';
import {findType} from '../values/find-type.ts';
import {NetException} from '../values/net-exception.ts';
import {findAttribute} from './attribute-maker.ts';
import {resourceErrors} from './class-resource.ts';

/** Texts without this word hold no class. */
export const MAY_HOLD_CLASS = /\bclass\b/i;

/** `outside` has the types that are there before the script runs. */
export function classTypeErrors(ast: ScriptBlockAst, outside: TypeScope): ParseError[] {
  const definitions = definitionsIn(ast);
  const classes = definitions.filter(one => one.typeKind === 'class');
  if (classes.length === 0) return [];
  const names = new Set(definitions.map(one => one.name.toLowerCase()));
  const scope: TypeScope = {
    // Which type it will be does not matter, only that there is one.
    find: name => (names.has(name.toLowerCase()) ? objectType : outside.find?.(name)),
    namespaces: [...(outside.namespaces ?? []), ...namespacesOf(ast)],
  };
  const errors: ParseError[] = [];
  let end = -1;
  for (const one of classes) {
    errors.push(...resourceErrors(one));
    if (one.start < end) continue;
    end = one.end;
    checkClass(one, scope, errors);
  }
  return errors.sort((a, b) => a.start - b.start);
}

function definitionsIn(ast: ScriptBlockAst): TypeDefinitionAst[] {
  const found: TypeDefinitionAst[] = [];
  walk(ast, node => {
    if (node.kind === 'TypeDefinitionAst') found.push(node);
  });
  return found;
}

/** Does the script name modules, whose classes are known only once they are imported? */
export function usesModule({usingStatements}: ScriptBlockAst): boolean {
  return usingStatements.some(using => using.usingStatementKind !== 'namespace');
}

function namespacesOf(ast: ScriptBlockAst): string[] {
  return ast.usingStatements.flatMap(using =>
    using.usingStatementKind === 'namespace' && using.name !== null ? [using.name.value] : [],
  );
}

function checkClass(ast: TypeDefinitionAst, scope: TypeScope, errors: ParseError[]): void {
  walk(ast, node => {
    if (node.kind === 'TypeConstraintAst' || node.kind === 'TypeExpressionAst')
      checkName(node.typeName, scope, errors);
    else if (node.kind === 'AttributeAst') checkAttribute(node, scope, errors);
  });
}

/** Names that .NET's own libraries may have: what hvsh lacks of them is missed when it is used, not before. */
const MAY_BE_NET = /^(?:system|microsoft|vmware|newtonsoft)\./i;

function checkName(name: TypeName, scope: TypeScope, errors: ParseError[]): void {
  // [ordered] looks like a type but is none.
  if (name.fullName.toLowerCase() === 'ordered' || MAY_BE_NET.test(name.fullName)) return;
  try {
    if (findType(name.fullName, scope) !== undefined) return;
    errors.push(errorAt(name, 'TypeNotFound', `Unable to find type [${name.fullName}].`));
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    errors.push(errorAt(name, error.errorId ?? 'TypeNotFound', error.message));
  }
}

function checkAttribute(ast: AttributeAst, scope: TypeScope, errors: ParseError[]): void {
  const {typeName} = ast;
  const type = findAttribute(typeName.fullName, scope);
  if (type === undefined && MAY_BE_NET.test(typeName.fullName)) return;
  if (type === undefined) {
    const message = `Cannot find the type for custom attribute '${typeName.fullName}'. Make sure that the assembly that contains this type is loaded.`;
    errors.push(errorAt(typeName, 'CustomAttributeTypeNotFound', message));
    return;
  }
  const names = attributeProperties(type);
  if (names.length === 0) return;
  for (const named of ast.namedArguments) {
    const known = attributeProperty(type, named.argumentName);
    if (known === 'yes') continue;
    const [id, message] =
      known === 'no'
        ? [
            'PropertyNotFoundForAttribute',
            `Property '${named.argumentName}' cannot be found for attribute '${typeName.fullName}'. Specify one of the following properties: ${names.join(', ')}.`,
          ]
        : ['ReadOnlyProperty', `The property '${named.argumentName}' is read-only.`];
    errors.push(errorAt(named, id, message));
  }
}

function errorAt(at: {start: number; end: number}, errorId: string, message: string): ParseError {
  return {errorId, message, start: at.start, end: at.end, incompleteInput: false};
}
