/**
 * What `[int]$x` and `[ValidateRange(1,5)]$x` do to values assigned to the variable.
 * Source: language specification 3.5 and 4 (typed variables).
 */
import type {AttributeAst, TypeName} from '../../grammar/ast.ts';
import {convertTo} from '../conversion/convert.ts';
import {attributeNamed, newAttribute} from '../cmdlet/attributes.ts';
import {validateValue} from '../cmdlet/parameter-attributes.ts';
import {ValidationFailure} from '../cmdlet/validation.ts';
import {NetException, toNetException} from '../values/net-exception.ts';
import {construct} from '../values/construct.ts';
import {setProperty} from '../values/members.ts';
import type {Transform} from '../session/variable.ts';
import type {Value} from '../values/value.ts';
import {compileExpression} from './compile-expression.ts';
import {compileTypeName, typeByName} from './compile-type.ts';
import type {Frame} from './frame.ts';
import type {Unit} from './unit.ts';

type MakeTransform = (f: Frame, name: string) => Transform;

export function typeTransform(typeName: TypeName, _unit: Unit): MakeTransform {
  const resolve = compileTypeName(typeName);
  return f => {
    const type = resolve(f);
    return value => {
      try {
        return convertTo(value, type);
      } catch (error) {
        throw conversionFailed(error);
      }
    };
  };
}

function conversionFailed(error: unknown): NetException {
  const inner = toNetException(error);
  return new NetException(
    'System.Management.Automation.ArgumentTransformationMetadataException',
    inner.message,
    {errorId: 'RuntimeException', category: 'MetadataError', inner},
  );
}

/** Is this an error of converting, and not of a check? */
export function isConversionError(error: unknown): boolean {
  return !(error instanceof ValidationFailure);
}

export function errorText(error: unknown): string {
  return toNetException(error).message;
}

/** The checks an attribute stands for; attributes that are no checks change nothing. */
export function attributeTransform(ast: AttributeAst, unit: Unit): MakeTransform {
  const positional = ast.positionalArguments.map(argument => compileExpression(argument, unit));
  const named = ast.namedArguments.map(({argumentName, argument}) => ({
    name: argumentName,
    value: argument === null ? null : compileExpression(argument, unit),
  }));
  return f => {
    const attribute = make(
      ast,
      positional.map(value => value(f)),
      named.map(({name, value}) => [name, value === null ? true : value(f)] as const),
      f,
    );
    return value => {
      validateValue(attribute, value, f);
      return value;
    };
  };
}

function make(
  ast: AttributeAst,
  positional: readonly Value[],
  named: readonly (readonly [string, Value])[],
  f: Frame,
): Value {
  const builtIn = attributeNamed(ast.typeName.name);
  if (builtIn !== undefined) return newAttribute(builtIn, positional, named);
  const made = construct(typeByName(ast.typeName.fullName, f), [...positional]);
  for (const [name, value] of named) setProperty(made, name, value);
  return made;
}
