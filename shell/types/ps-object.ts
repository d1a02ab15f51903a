/** PSObject and PSCustomObject: `[pscustomobject]::new()`, `[psobject]::AsPSObject(x)`. */
import {PSCustomObject} from '../values/custom-object.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

export const psObjectMembers: MemberTables<PSCustomObject> = {
  statics: {'object AsPSObject(object obj)': (v: Value) => v},
  constructors: {
    '()': () => new PSCustomObject(),
    '(int initialInstanceMemberCapacity)': () => new PSCustomObject(),
    '(object obj)': (v: Value) => v,
  },
};
