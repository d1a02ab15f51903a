/** Collection[PSObject]: what `.ForEach()`, `.Where()` and ScriptBlock.Invoke answer. */
import {requireType} from './find-type.ts';
import {NetList} from './net-list.ts';
import type {NetType} from './net-type.ts';
import type {Value} from './value.ts';

let type: NetType | undefined;

/** The items as a Collection[PSObject]; the array itself is used. */
export function psCollection(items: Value[]): NetList {
  type ??= requireType('System.Collections.ObjectModel.Collection[psobject]');
  return new NetList(type, items);
}
