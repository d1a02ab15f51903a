/**
 * Arrays of more than one dimension: `[int[,]]::new(2, 3)`. Elements lie row after row in one list.
 *
 * Arrays of one dimension are plain JavaScript arrays (typed-array.ts). Members: types/array.ts.
 */
import {NetException, runtimeError} from './net-exception.ts';
import type {NetType} from './net-type.ts';
import {TYPE} from './type-symbol.ts';
import type {Value} from './value.ts';

export class MultiArray {
  readonly [TYPE]: NetType;
  readonly lengths: readonly number[];
  readonly items: Value[];

  /** `type` is the array type; its rank is the count of `lengths`. */
  constructor(type: NetType, lengths: readonly number[], items: Value[]) {
    this[TYPE] = type;
    this.lengths = lengths;
    this.items = items;
  }

  /** Where an element lies in `items`; undefined when an index is out of its dimension. */
  offset(indexes: readonly number[]): number | undefined {
    if (indexes.length !== this.lengths.length) throw wrongDimensions(this.lengths.length, indexes);
    let at = 0;
    for (const [dimension, length] of this.lengths.entries()) {
      const given = indexes[dimension] ?? 0;
      const index = given < 0 ? length + given : given;
      if (index < 0 || index >= length) return undefined;
      at = at * length + index;
    }
    return at;
  }

  /** The same for an element that must be there: IndexOutOfRangeException. */
  requireOffset(indexes: readonly number[]): number {
    const at = this.offset(indexes);
    if (at === undefined) throw outsideBounds();
    return at;
  }
}

/** Source: ParserStrings NeedMultidimensionalIndex. */
function wrongDimensions(rank: number, indexes: readonly number[]): NetException {
  return runtimeError(
    'NeedMultidimensionalIndex',
    `You cannot index into a ${rank} dimensional array with index [${indexes.join(', ')}].`,
  );
}

export function outsideBounds(): NetException {
  return new NetException(
    'System.IndexOutOfRangeException',
    'Index was outside the bounds of the array.',
    {errorId: 'System.IndexOutOfRangeException', category: 'OperationStopped'},
  );
}
