/** Nullable[T]: values are null or T itself; conversion is in conversion/convert.ts. */
import {defineGeneric} from '../values/generic-type.ts';

defineGeneric('System.Nullable`1', ['T'], () => ({kind: 'struct'}));
