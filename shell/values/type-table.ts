/**
 * Where types live that are not made at start: full name -> the file that defines it, evaluated at first use.
 *
 * esbuild turns `require` of a local file into a lazy synchronous load. A new type file is one line here.
 */
type Load = () => unknown;

const files: readonly (readonly [Load, readonly string[]])[] = [
  [() => require('../types/exception.ts'), []],
  [() => require('../types/date-time.ts'), ['System.DateTime']],
  [() => require('../types/time-span.ts'), ['System.TimeSpan']],
  [() => require('../types/guid.ts'), ['System.Guid']],
  [() => require('../types/version.ts'), ['System.Version']],
  [() => require('../types/semantic-version.ts'), ['System.Management.Automation.SemanticVersion']],
  [() => require('../types/math.ts'), ['System.Math']],
  [() => require('../types/convert.ts'), ['System.Convert']],
  [
    () => require('../types/list.ts'),
    [
      'System.Collections.Generic.List`1',
      'System.Collections.ObjectModel.Collection`1',
      'System.Collections.ObjectModel.ReadOnlyCollection`1',
    ],
  ],
  [() => require('../types/dictionary.ts'), ['System.Collections.Generic.Dictionary`2', 'System.Collections.DictionaryEntry', 'System.Collections.Generic.KeyValuePair`2', 'System.Collections.Generic.SortedDictionary`2', 'System.Collections.SortedList']],
];

const byName = new Map<string, Load>();
for (const [load, names] of files) for (const name of names) byName.set(name.toLowerCase(), load);

const interfaces = new Set<string>();

/** Evaluates the file that defines the type; false when no file does. */
export function loadType(fullName: string): boolean {
  const lower = fullName.toLowerCase();
  const load = byName.get(lower);
  if (!load) return false;
  byName.delete(lower);
  load();
  return true;
}

void interfaces;

/** Accelerators of types that are not made at start; those made at start know their own. */
export const acceleratorNames: Readonly<Record<string, string>> = {
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
};
