/** `@{ }` and `[ordered]@{ }`. Language specification 3.5. */
import type {HashtableAst} from '../../grammar/ast.ts';
import {toText} from '../conversion/to-text.ts';
import {duplicateKey, nullKey} from '../errors/engine-errors.ts';
import {Hashtable, OrderedDictionary} from '../values/hashtable.ts';
import {isNull} from '../values/type-of.ts';
import {compileExpression, compileValue} from './compile.ts';
import type {Expression, Unit} from './unit.ts';

/** A key that is a bare word stands for itself; the order of the pairs is kept. */
export function compileHashtable(ast: HashtableAst, unit: Unit, ordered = false): Expression {
  const pairs = ast.keyValuePairs.map(pair => ({
    key: compileExpression(pair.key, unit),
    value: compileValue(pair.value, unit),
  }));
  return f => {
    const table = ordered ? new OrderedDictionary() : new Hashtable();
    for (const pair of pairs) {
      const key = pair.key(f);
      if (isNull(key)) throw nullKey();
      if (table.has(key)) throw duplicateKey(toText(key));
      table.set(key, pair.value(f) ?? null);
    }
    return table;
  };
}
