/**
 * Interfaces: names that types say they implement, for `-is` and casts. Generic ones are made as asked for.
 */
import {defineType} from '../values/define-type.ts';
import {defineGeneric} from '../values/generic-type.ts';

const plain = [
  'System.ICloneable',
  'System.IComparable',
  'System.IConvertible',
  'System.IDisposable',
  'System.IFormatProvider',
  'System.IFormattable',
  'System.Collections.ICollection',
  'System.Collections.IComparer',
  'System.Collections.IDictionary',
  'System.Collections.IDictionaryEnumerator',
  'System.Collections.IEnumerable',
  'System.Collections.IEnumerator',
  'System.Collections.IEqualityComparer',
  'System.Collections.IList',
  'System.Collections.Specialized.IOrderedDictionary',
  'System.Management.Automation.IArgumentCompleter',
  'System.Management.Automation.IDynamicParameters',
  'System.Management.Automation.IValidateSetValuesGenerator',
];

const generic: Readonly<Record<string, readonly string[]>> = {
  'System.IComparable': ['T'],
  'System.IEquatable': ['T'],
  'System.Collections.Generic.ICollection': ['T'],
  'System.Collections.Generic.IComparer': ['T'],
  'System.Collections.Generic.IDictionary': ['TKey', 'TValue'],
  'System.Collections.Generic.IEnumerable': ['T'],
  'System.Collections.Generic.IEnumerator': ['T'],
  'System.Collections.Generic.IEqualityComparer': ['T'],
  'System.Collections.Generic.IList': ['T'],
  'System.Collections.Generic.IReadOnlyCollection': ['T'],
  'System.Collections.Generic.IReadOnlyList': ['T'],
  'System.Collections.Generic.ISet': ['T'],
};

/** False when the name is no interface known here. */
export function defineInterface(fullName: string): boolean {
  const lower = fullName.toLowerCase();
  const name = plain.find(known => known.toLowerCase() === lower);
  if (name) {
    defineType({fullName: name, kind: 'interface', base: null, abstract: true});
    return true;
  }
  const stem = Object.keys(generic).find(
    known => `${known}\`${generic[known]?.length}`.toLowerCase() === lower,
  );
  if (!stem) return false;
  const parameters = generic[stem] ?? [];
  defineGeneric(`${stem}\`${parameters.length}`, parameters, () => ({
    kind: 'interface',
    base: null,
    abstract: true,
  }));
  return true;
}
