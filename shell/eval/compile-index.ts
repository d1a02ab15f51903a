/** `$x[i]`, `$x?[i]`. The rules of indexing are in shell/values/indexing.ts. */
import type {IndexExpressionAst} from '../../grammar/ast.ts';
import {getIndex, setIndex} from '../values/indexing.ts';
import {Hashtable} from '../values/hashtable.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import type {Frame} from './frame.ts';
import type {Expression, Unit} from './unit.ts';
import {compileExpression} from './compile.ts';

export function compileIndex(ast: IndexExpressionAst, unit: Unit): Expression {
  const target = compileExpression(ast.target, unit);
  const index = compileExpression(ast.index, unit);
  if (ast.nullConditional) {
    return f => {
      const object = target(f);
      return isNull(object) ? null : readIndex(f, object, index(f));
    };
  }
  return f => readIndex(f, target(f), index(f));
}

export function readIndex(_f: Frame, object: Value, index: Value): Value {
  if (typeof index === 'number' && Array.isArray(object) && index >= 0 && index < object.length)
    return object[index];
  if (typeof index === 'string' && object instanceof Hashtable) return object.get(index) ?? null;
  return getIndex(object, index);
}

export function writeIndex(object: Value, index: Value, value: Value): void {
  setIndex(object, index, value);
}
