/** `$x.Name`, `[T]::Name`, `$x.M(1)`, `[T]::new()`, `?.`. Language specification 7. */
import type {
  ExpressionAst,
  InvokeMemberExpressionAst,
  MemberExpressionAst,
  TypeName,
} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {Hashtable} from '../values/hashtable.ts';
import {invokeMethod, invokeStatic} from '../values/invoke.ts';
import * as access from '../values/member-access.ts';
import {noSuchProperty, setStaticProperty} from '../values/members.ts';
import type {NetType} from '../values/net-type.ts';
import {callMethod} from '../values/overload.ts';
import {isNull, typeOf} from '../values/type-of.ts';
import {objectType} from '../values/core-types.ts';
import {isScriptClass} from './script-class-mark.ts';
import type {Value} from '../values/value.ts';
import {compileTypeName} from './compile-type.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';
import {plainExpression} from './plain-expression.ts';

/** The member's name: a string, or another value when a dictionary is indexed by `$h.$key`. */
export function memberName(ast: ExpressionAst, unit: Unit): Expression {
  if (ast.kind === 'StringConstantExpressionAst') {
    const {value} = ast;
    return () => value;
  }
  return compileExpression(ast, unit);
}

export function compileMember(ast: MemberExpressionAst, unit: Unit): Expression {
  const owner = compileExpression(ast.expression, unit);
  if (ast.static) {
    const name = memberName(ast.member, unit);
    return f => readStatic(f, owner(f), name(f));
  }
  if (ast.member.kind === 'StringConstantExpressionAst') {
    const read = access.memberReader(ast.member.value);
    if (ast.nullConditional) {
      return f => {
        const object = owner(f);
        return isNull(object) ? null : read(object);
      };
    }
    return f => read(owner(f));
  }
  const name = memberName(ast.member, unit);
  return f => {
    const object = owner(f);
    return ast.nullConditional && isNull(object) ? null : readMember(f, object, name(f));
  };
}

export function readMember(_f: Frame, object: Value, name: Value): Value {
  if (typeof name === 'string') return access.readMember(object, name);
  if (object instanceof Hashtable && object.has(name)) return object.get(name);
  return access.readMember(object, toText(name));
}

export function readStatic(_f: Frame, object: Value, name: Value): Value {
  return access.readStatic(access.staticOwner(object), toText(name));
}

export function writeMember(object: Value, name: Value, value: Value): void {
  if (typeof name !== 'string' && object instanceof Hashtable) object.set(name, value);
  else access.writeMember(object, toText(name), value);
}

export function writeStatic(object: Value, name: Value, value: Value): void {
  const found = access.staticOwner(object).staticMember(toText(name));
  if (found?.kind !== 'property') throw noSuchProperty(object, toText(name));
  setStaticProperty(found, value);
}

export function compileInvokeMember(ast: InvokeMemberExpressionAst, unit: Unit): Expression {
  const owner = compileExpression(ast.expression, unit);
  const name = memberName(ast.member, unit);
  const args = ast.arguments.map(argument => compileExpression(argument, unit));
  const evaluate = (f: Frame): Value[] => args.map(argument => argument(f) ?? null);
  const base = castType(ast);
  if (base !== null) return compileBaseCall(base, owner, name, evaluate);
  const typeArguments = ast.genericArguments.map(compileTypeName);
  const types = (f: Frame): readonly NetType[] =>
    typeArguments.length === 0 ? NO_TYPES : typeArguments.map(type => type(f));
  if (ast.static) {
    return f => invokeStatic(access.staticOwner(owner(f)), toText(name(f)), evaluate(f), types(f));
  }
  return f => {
    const object = owner(f);
    if (ast.nullConditional && isNull(object)) return null;
    f.session.checkStop();
    return invokeMethod(object, toText(name(f)), evaluate(f), types(f));
  };
}

const NO_TYPES: readonly NetType[] = [];

/** The type in `([Base]$x).M()`: such a call does not go to an override. */
function castType(ast: InvokeMemberExpressionAst): TypeName | null {
  const {expression} = ast;
  if (expression.kind !== 'ParenExpressionAst') return null;
  const inner = plainExpression(expression.pipeline);
  return inner?.kind === 'ConvertExpressionAst' ? inner.type.typeName : null;
}

/** Only classes of scripts hide methods by overrides, those of [object] and of what they are derived from. */
function compileBaseCall(
  base: TypeName,
  owner: Expression,
  name: Expression,
  evaluate: (f: Frame) => Value[],
): Expression {
  const resolve = compileTypeName(base);
  return f => {
    const object = owner(f);
    const type = resolve(f);
    const called = toText(name(f));
    if (type === objectType && called.toLowerCase() === 'tostring' && !isNull(object))
      return typeOf(object).fullName;
    const derived = isNull(object) ? objectType : typeOf(object);
    const hides = type === objectType || isScriptClass(derived);
    const method = hides ? type.member(called) : undefined;
    return method?.kind === 'method' && !isNull(object) && derived.is(type)
      ? callMethod(method, object, evaluate(f), type)
      : invokeMethod(object, called, evaluate(f));
  };
}
