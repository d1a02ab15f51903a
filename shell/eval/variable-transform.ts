/**
 * What `[int]$x` and `[ValidateRange(1,5)]$x` do to values assigned to the variable.
 * Source: language specification 3.5 and 4 (typed variables).
 */
import type {AttributeAst, ExpressionAst, TypeName} from '../../grammar/ast.ts';
import {convertTo} from '../conversion/convert.ts';
import {parameterValidators} from '../cmdlet/script-metadata.ts';
import {ValidationFailure} from '../cmdlet/validation.ts';
import {NetException, toNetException} from '../values/net-exception.ts';
import type {Transform} from '../session/variable.ts';
import {compileTypeName} from './compile-type.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

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
  const compiled = new Map<ExpressionAst, Expression>();
  for (const argument of argumentsOf(ast))
    compiled.set(argument, compileExpression(argument, unit));
  return (f, name) => {
    const validators = parameterValidators(ast, argument => compiled.get(argument)?.(f) ?? null);
    return value => {
      for (const validate of validators) validate(value, {frame: f, parameterName: name});
      return value;
    };
  };
}

function argumentsOf(ast: AttributeAst): ExpressionAst[] {
  const named = ast.namedArguments.map(({argument}) => argument);
  return [...ast.positionalArguments, ...named.filter(argument => argument !== null)];
}
