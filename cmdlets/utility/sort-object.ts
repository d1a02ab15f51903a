/** Sort-Object: sorts by one or more properties; stable. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments, resolveWildcards} from '../../shell/format/property-argument.ts';
import {Double, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import type {KeyOrder} from './sort-keys.ts';
import {compareKeys, equalKeys, keysOf, MISSING} from './sort-keys.ts';

interface Row {
  readonly object: unknown;
  readonly keys: readonly unknown[];
}

export const sortObject = cmdlet({
  name: 'Sort-Object',
  module: 'Microsoft.PowerShell.Utility',
  className: 'SortObjectCommand',
  defaultParameterSet: 'Default',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Sorts objects by property values.',
  parameters: {
    Stable: {
      type: 'switch',
      sets: {Default: {}},
      help: 'Keeps equal objects in their input order (always true here).',
    },
    Descending: {type: 'switch', help: 'Sorts from high to low.'},
    Unique: {type: 'switch', help: 'Writes equal objects only once.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Property: {
      type: 'object[]',
      position: 0,
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    Culture: {type: 'string', help: 'The culture whose rules and forms apply.'},
    CaseSensitive: {type: 'switch', help: 'Letters that differ in case differ.'},
    Top: {
      type: 'int',
      sets: {Top: {mandatory: true}},
      help: 'How many objects to write from the beginning of the sorted list.',
    },
    Bottom: {
      type: 'int',
      sets: {Bottom: {mandatory: true}},
      help: 'How many objects to write from the end of the sorted list.',
    },
  },
  examples: [
    {
      title: 'Numbers from high to low',
      code: '3, 10, 2 | Sort-Object -Descending',
      output: ['10', '3', '2'],
    },
  ],
  state: () => ({objects: [] as unknown[]}),

  process(run, p) {
    if (run.bound.has('InputObject') || run.expectingInput) run.state.objects.push(p.InputObject);
  },
  end(run, p) {
    const given = propertyArguments(
      p.Property ?? [],
      ['expression', 'ascending', 'descending'],
      refusal(run),
    );
    const {objects} = run.state;
    const by = objects.length > 0 ? resolveWildcards(given, objects[0]) : given;
    const order = {
      caseSensitive: p.CaseSensitive,
      culture: p.Culture === undefined ? undefined : toText(p.Culture),
    };
    const rows = sorted(objects, by, p.Descending, order);
    reportMissing(by, rows, text => run.writeDebug(text));
    const different = p.Unique ? withoutRepeats(rows, order) : rows;
    for (const row of part(different, p.Top, p.Bottom)) run.writeObject(row.object);
  },
});

function sorted(
  objects: readonly unknown[],
  by: readonly PropertyArgument[],
  descending: boolean,
  order: KeyOrder,
): Row[] {
  const rows = objects.map(object => ({object, keys: keysOf(object, by)}));
  const byNumber = numericOrder(rows, by, descending);
  if (byNumber) return byNumber;
  const signs = (by.length > 0 ? by : [undefined]).map(argument => sign(argument, descending));
  return rows.sort((a, b) => {
    for (let index = 0; index < Math.max(a.keys.length, b.keys.length); index++) {
      const result = compareKeys(a.keys[index], b.keys[index], order);
      if (result !== 0) return result * (signs[index] ?? signs[0] ?? 1);
    }
    return 0;
  });
}

/** Rows with one key, a number in each: by that alone. Undefined when there is a row of another kind. */
function numericOrder(
  rows: readonly Row[],
  by: readonly PropertyArgument[],
  descending: boolean,
): Row[] | undefined {
  const decorated: {readonly row: Row; readonly key: number}[] = [];
  for (const row of rows) {
    const [only] = row.keys;
    const key = only instanceof Double ? only.value : only;
    if (row.keys.length !== 1 || typeof key !== 'number' || Number.isNaN(key)) return undefined;
    decorated.push({row, key});
  }
  const order = sign(by[0], descending);
  return decorated
    .sort((a, b) => (a.key < b.key ? -order : a.key > b.key ? order : 0))
    .map(({row}) => row);
}

/** A key's own direction goes before the cmdlet's. */
function sign(argument: PropertyArgument | undefined, descending: boolean): 1 | -1 {
  if (argument?.ascending !== undefined) return argument.ascending ? 1 : -1;
  if (argument?.descending !== undefined) return argument.descending ? -1 : 1;
  return descending ? -1 : 1;
}

function withoutRepeats(rows: readonly Row[], order: KeyOrder): Row[] {
  return rows.filter((row, index) => {
    const before = rows[index - 1];
    return !before || !equalKeys(before.keys, row.keys, order);
  });
}

function part(rows: Row[], top: number | undefined, bottom: number | undefined): Row[] {
  if (top !== undefined) return rows.slice(0, top);
  return bottom === undefined ? rows : rows.slice(Math.max(0, rows.length - bottom));
}

function reportMissing(
  by: readonly PropertyArgument[],
  rows: readonly Row[],
  report: (text: string) => void,
) {
  by.forEach((argument, index) => {
    if (rows.length > 0 && rows.every(row => row.keys[index] === MISSING))
      report(`"Sort-Object" - "${argument.name}" cannot be found in "InputObject".`);
  });
}
