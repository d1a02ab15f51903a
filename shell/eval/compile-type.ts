/** `[T]` and `[T]x`. Names are resolved when the code runs: a type may be defined by then. */
import type {
  ConvertExpressionAst,
  HashtableAst,
  TypeExpressionAst,
  TypeName,
} from '../../grammar/ast.ts';
import {convertTo} from '../conversion/convert.ts';
import {findBuiltIn, requireType} from '../values/find-type.ts';
import type {TypeScope} from '../values/find-type.ts';
import type {NetType} from '../values/net-type.ts';
import {PSReference} from '../values/ps-reference.ts';
import {PSCustomObject, recordMaker} from '../values/custom-object.ts';
import {shapeOf} from '../values/member-bag.ts';
import {compileVariableObject} from './compile-variable.ts';
import {compileHashtable} from './compile-hashtable.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression, compileValue} from './compile.ts';

/** What the script adds to type names where `f` runs: its classes, and its `using namespace`s. */
export function typeScope(f: Frame): TypeScope {
  return {find: name => scriptType(f, name), namespaces: f.source.namespaces};
}

function scriptType(f: Frame, name: string): NetType | undefined {
  const wanted = name.toLowerCase();
  const own = f.source.types.get(wanted);
  if (own !== undefined) return own;
  for (let scope: Frame['scope'] | null = f.scope; scope !== null; scope = scope.parent) {
    const found = scope.definitions?.types.get(wanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A type by its text where `f` runs. Throws TypeNotFound. */
export function typeByName(text: string, f: Frame): NetType {
  return findBuiltIn(text) ?? requireType(text, typeScope(f));
}

/** The type a name in the script means; kept once found, unless the script defines it. */
export function compileTypeName(name: TypeName): (f: Frame) => NetType {
  let known: NetType | undefined;
  return f => {
    if (known !== undefined) return known;
    const type = findBuiltIn(name.fullName);
    if (type !== undefined) {
      known = type;
      return type;
    }
    return requireType(name.fullName, typeScope(f));
  };
}

export function compileTypeExpression(ast: TypeExpressionAst): Expression {
  return compileTypeName(ast.typeName);
}

export function compileConvert(ast: ConvertExpressionAst, unit: Unit): Expression {
  const word = ast.type.typeName.fullName
    .toLowerCase()
    .replace(/^system\.management\.automation\./, '');
  if (ast.child.kind === 'HashtableAst') {
    if (word === 'ordered') return compileHashtable(ast.child, unit, true);
    if (word === 'pscustomobject') return compileCustomObject(ast.child, unit);
  }
  if (word === 'ref' && ast.child.kind === 'VariableExpressionAst') {
    const variable = compileVariableObject(ast.child);
    return f => {
      const object = variable(f);
      return new PSReference(
        () => object.value,
        value => object.assign(value),
      );
    };
  }
  const child = compileExpression(ast.child, unit);
  if (word === 'void') {
    return f => {
      child(f);
      return undefined;
    };
  }
  const type = compileTypeName(ast.type.typeName);
  if (word === 'pscustomobject') {
    return f => {
      const value = child(f);
      return value instanceof PSCustomObject ? value : convertTo(value, type(f));
    };
  }
  return f => convertTo(child(f), type(f));
}

function compileCustomObject(ast: HashtableAst, unit: Unit): Expression {
  const names = propertyNames(ast);
  if (names === null) {
    const table = compileHashtable(ast, unit, true);
    return f => convertTo(table(f), 'pscustomobject');
  }
  const values = ast.keyValuePairs.map(pair => compileValue(pair.value, unit));
  return recordMaker(shapeOf(names), values);
}

/** The keys when they are all written out and differ: the object then needs no dictionary before it. */
function propertyNames(ast: HashtableAst): string[] | null {
  const names: string[] = [];
  for (const {key} of ast.keyValuePairs) {
    if (key.kind !== 'StringConstantExpressionAst') return null;
    names.push(key.value);
  }
  const different = new Set(names.map(name => name.toLowerCase()));
  return different.size === names.length && !different.has('pstypename') ? names : null;
}
