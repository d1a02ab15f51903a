/**
 * The two keys under which a JavaScript object says what it is in .NET. A leaf: imports nothing.
 */

/** On prototypes (set by `defineType({instance})`) or as an own property or getter: the object's NetType. */
export const TYPE: unique symbol = Symbol('type');

/** On an Array: the NetType of its elements. Absent: object[]. */
export const ELEMENT_TYPE: unique symbol = Symbol('elementType');
