/** Sort-Object: sorts by one or more properties; stable. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments, resolveWildcards} from '../../shell/format/property-argument.ts';
import {toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import type {KeyOrder} from './sort-keys.ts';
import {equalKeys, MISSING} from './sort-keys.ts';
import type {KeyColumn} from './sorted-places.ts';
import {keyColumns, sortedPlaces} from './sorted-places.ts';

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
    if (run.expectingInput || run.bound.has('InputObject')) run.state.objects.push(p.InputObject);
  },
  each({state: {objects}}) {
    return object => objects.push(object);
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
    const columns = keyColumns(objects, by);
    reportMissing(by, columns, text => run.writeDebug(text));
    const sorted = sortedPlaces(columns, objects.length, directions(by, p.Descending), order);
    const different = p.Unique ? withoutRepeats(sorted, columns, order) : sorted;
    for (const place of part(different, p.Top, p.Bottom)) run.writeObject(objects[place]);
  },
});

/** A key's own direction goes before the cmdlet's. */
function sign(argument: PropertyArgument | undefined, descending: boolean): 1 | -1 {
  if (argument?.ascending !== undefined) return argument.ascending ? 1 : -1;
  if (argument?.descending !== undefined) return argument.descending ? -1 : 1;
  return descending ? -1 : 1;
}

/** One sign a key; that of the first is for key properties a type brings along. */
function directions(by: readonly PropertyArgument[], descending: boolean): (1 | -1)[] {
  return by.length > 0
    ? by.map(argument => sign(argument, descending))
    : [sign(undefined, descending)];
}

function withoutRepeats(
  places: Uint32Array,
  columns: readonly KeyColumn[],
  order: KeyOrder,
): Uint32Array {
  const keysAt = (place: number) => columns.map(column => column[place]);
  return places.filter((place, index) => {
    const before = places[index - 1];
    return before === undefined || !equalKeys(keysAt(before), keysAt(place), order);
  });
}

function part(
  places: Uint32Array,
  top: number | undefined,
  bottom: number | undefined,
): Uint32Array {
  if (top !== undefined) return places.slice(0, top);
  return bottom === undefined ? places : places.slice(Math.max(0, places.length - bottom));
}

function reportMissing(
  by: readonly PropertyArgument[],
  columns: readonly KeyColumn[],
  report: (text: string) => void,
) {
  by.forEach((argument, index) => {
    const column = columns[index] ?? [];
    if (column.length > 0 && column.every(key => key === MISSING))
      report(`"Sort-Object" - "${argument.name}" cannot be found in "InputObject".`);
  });
}
