/**
 * System.Management.Automation.TypeAccelerators: the short names of types, which a script may add to.
 *
 * Scripts reach it by `[psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')`.
 */
import {
  acceleratorsNow,
  defineType,
  registerAccelerator,
  registeredAccelerator,
  removeAccelerator,
} from '../values/define-type.ts';
import {findBuiltIn, forgetTypeName, requireType, typeNamed} from '../values/find-type.ts';
import {Dictionary} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import {acceleratorNames} from '../values/type-table.ts';

function all(): Dictionary {
  const table = new Dictionary(requireType('System.Collections.Generic.Dictionary[string,type]'), {
    caseSensitive: false,
  });
  for (const [name, fullName] of Object.entries(acceleratorNames)) {
    const type = typeNamed(fullName);
    if (type) table.set(name, type);
  }
  for (const [name, type] of acceleratorsNow()) table.set(name, type);
  return table;
}

function add(name: string, type: NetType): void {
  if (registeredAccelerator(name))
    throw new NetException(
      'System.ArgumentException',
      `An item with the same key has already been added. Key: ${name}`,
    );
  replace(name, type);
}

function replace(name: string, type: NetType): void {
  registerAccelerator(name, type);
  forgetTypeName(name);
}

function remove(name: string): boolean {
  const known = findBuiltIn(name) !== undefined;
  removeAccelerator(name);
  forgetTypeName(name);
  return known;
}

defineType({
  fullName: 'System.Management.Automation.TypeAccelerators',
  abstract: true,
  statics: {
    'System.Collections.Generic.Dictionary[string,type] Get': all,
    'void Add(string typeName, type type)': add,
    'void AddReplace(string typeName, type type)': replace,
    'bool Remove(string typeName)': remove,
  },
});
