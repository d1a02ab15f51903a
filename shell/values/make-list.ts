/** `[System.Collections.Generic.List[T]]` from TypeScript. */
import {requireType} from './find-type.ts';
import {NetList} from './net-list.ts';
import type {Value} from './value.ts';

/** A List of these items (the array itself is used); `element` is type text, default object. */
export function list(items: Value[] = [], element = 'object'): NetList {
  return new NetList(requireType(`System.Collections.Generic.List[${element}]`), items);
}
