/** What a field of a node holds, as a value: nodes, lists, pairs, words of enumerations. */
import type {TypeName} from '../../grammar/ast.ts';
import type {AnyNode} from '../../grammar/walk.ts';
import {Tuple} from '../types/tuple.ts';
import {requireType} from '../values/find-type.ts';
import type {Value} from '../values/value.ts';

export interface Wrapper {
  node(node: AnyNode): Value;
  typeName(name: TypeName): Value;
}

/** Pairs (`{condition, body}`, `{key, value}`) become tuples of two. */
export function fieldValue(value: unknown, wrap: Wrapper): Value {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(item => fieldValue(item, wrap));
  if (typeof value !== 'object' || value === null) return value;
  if ('kind' in value)
    return value.kind === 'TypeName'
      ? wrap.typeName(value as TypeName)
      : wrap.node(value as AnyNode);
  const items = Object.values(value).map(item => fieldValue(item, wrap));
  return new Tuple(requireType('System.Tuple[object,object]'), items);
}
