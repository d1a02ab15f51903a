/** System.Activator: making objects by type. */
import {construct} from '../values/construct.ts';
import {defineType} from '../values/define-type.ts';
import type {NetType} from '../values/net-type.ts';
import type {Value} from '../values/value.ts';

defineType({
  fullName: 'System.Activator',
  abstract: true,
  statics: {
    'object CreateInstance(type type)': (type: NetType) => construct(type, []),
    'object CreateInstance(type type, params object[] args)': (type: NetType, args: Value[]) =>
      construct(type, args),
  },
});
