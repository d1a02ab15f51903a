/** Compare-Object: what is in one set of objects, the other, or both. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments} from '../../shell/format/property-argument.ts';
import {addMember, customObject, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import {equalKeys, keysOf, keyText, MISSING} from './sort-keys.ts';
import {Waiting} from './waiting.ts';

interface Entry {
  readonly object: unknown;
  readonly keys: readonly unknown[];
  /** The same for equal keys. */
  readonly text: string;
}

type Side = '<=' | '=>' | '==';

interface State {
  by: readonly PropertyArgument[];
  /** Reference objects not looked at yet. */
  ahead: Waiting<Entry>;
  /** Looked at and not matched yet. */
  references: Unmatched;
  differences: Unmatched;
}

export const compareObject = cmdlet({
  name: 'Compare-Object',
  module: 'Microsoft.PowerShell.Utility',
  className: 'CompareObjectCommand',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Compares two sets of objects.',
  parameters: {
    ReferenceObject: {
      type: 'psobject[]',
      mandatory: true,
      position: 0,
      allowEmptyCollection: true,
      help: 'The objects to compare with.',
    },
    DifferenceObject: {
      type: 'psobject[]',
      mandatory: true,
      position: 1,
      pipeline: 'value',
      allowEmptyCollection: true,
      help: 'The objects that are compared.',
    },
    SyncWindow: {type: 'int', help: 'How many neighbours to search for a match.'},
    Property: {
      type: 'object[]',
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    ExcludeDifferent: {type: 'switch', help: 'Shows equal objects only.'},
    IncludeEqual: {type: 'switch', help: 'Shows equal objects too.'},
    PassThru: {type: 'switch', help: 'Writes the objects that were worked on.'},
    Culture: {type: 'string', help: 'The culture whose rules and forms apply.'},
    CaseSensitive: {type: 'switch', help: 'Letters that differ in case differ.'},
  },
  examples: [
    {
      title: 'Two lists',
      code: 'Compare-Object 1, 2, 3 2, 3, 4 | ForEach-Object {"$($_.InputObject) $($_.SideIndicator)"}',
      output: ['4 =>', '1 <='],
    },
  ],
  state: (): State => ({
    by: [],
    ahead: new Waiting(),
    references: new Unmatched(),
    differences: new Unmatched(),
  }),

  begin(run, p) {
    run.state.by = propertyArguments(p.Property ?? [], ['expression'], refusal(run));
    for (const entry of entries(p.ReferenceObject, run.state.by)) run.state.ahead.push(entry);
  },
  process(run, p) {
    for (const entry of entries(p.DifferenceObject ?? [], run.state.by)) match(run, p, entry);
  },
  end(run, p) {
    while (run.state.ahead.size > 0) match(run, p, null);
    for (const entry of run.state.differences.all) emit(run, p, entry, '=>');
    for (const entry of run.state.references.all) emit(run, p, entry, '<=');
  },
});

interface Arguments {
  readonly SyncWindow?: number | undefined;
  readonly ExcludeDifferent: boolean;
  readonly IncludeEqual: boolean;
  readonly PassThru: boolean;
  readonly CaseSensitive: boolean;
  readonly Culture?: unknown;
}

function entries(objects: readonly unknown[], by: readonly PropertyArgument[]): Entry[] {
  return objects.map(object => {
    const keys = keysOf(object, by);
    return {object, keys, text: keyText(keys)};
  });
}

/** Entries that wait for a match, in order and by the text of their keys. */
class Unmatched {
  readonly all = new Set<Entry>();
  readonly #byText = new Map<string, Set<Entry>>();

  add(entry: Entry): void {
    this.all.add(entry);
    const alike = this.#byText.get(entry.text);
    if (alike) alike.add(entry);
    else this.#byText.set(entry.text, new Set([entry]));
  }

  remove(entry: Entry): void {
    this.all.delete(entry);
    const alike = this.#byText.get(entry.text);
    alike?.delete(entry);
    if (alike?.size === 0) this.#byText.delete(entry.text);
  }

  /** Takes out the first entry equal to `entry`; undefined when there is none. */
  take(entry: Entry, p: Arguments): Entry | undefined {
    for (const other of this.#byText.get(entry.text) ?? []) {
      if (!isEqual(other, entry, p)) continue;
      this.remove(other);
      return other;
    }
    return undefined;
  }
}

/** Matches one difference object with the next reference object and with those that wait. */
function match(run: Run<State>, p: Arguments, difference: Entry | null) {
  const {state} = run;
  const reference = state.ahead.shift() ?? null;
  if (reference && difference && isEqual(reference, difference, p))
    return emit(run, p, reference, '==');
  const differenceLeft = difference && !takeMatch(run, p, difference, state.references);
  const referenceLeft = reference && !takeMatch(run, p, reference, state.differences);
  if (differenceLeft) wait(run, p, difference, state.differences, '=>');
  if (referenceLeft) wait(run, p, reference, state.references, '<=');
}

function takeMatch(run: Run<State>, p: Arguments, entry: Entry, waiting: Unmatched): boolean {
  const found = waiting.take(entry, p);
  if (found) emit(run, p, waiting === run.state.references ? found : entry, '==');
  return found !== undefined;
}

function wait(run: Run<State>, p: Arguments, entry: Entry, waiting: Unmatched, side: Side) {
  const window = p.SyncWindow ?? Number.POSITIVE_INFINITY;
  if (window <= 0) return emit(run, p, entry, side);
  for (const first of waiting.all) {
    if (waiting.all.size < window) break;
    waiting.remove(first);
    emit(run, p, first, side);
  }
  waiting.add(entry);
}

function isEqual(a: Entry, b: Entry, p: Arguments): boolean {
  const culture = p.Culture === undefined ? undefined : toText(p.Culture);
  return equalKeys(a.keys, b.keys, {caseSensitive: p.CaseSensitive, culture});
}

function emit(run: Run<State>, p: Arguments, entry: Entry, side: Side) {
  // -ExcludeDifferent means equal ones are wanted, unless the script says -IncludeEqual:$false.
  const wantsEqual = p.IncludeEqual || (p.ExcludeDifferent && !run.bound.has('IncludeEqual'));
  const isShown = side === '==' ? wantsEqual : !p.ExcludeDifferent;
  if (!isShown) return;
  if (p.PassThru) {
    const note = {memberType: 'NoteProperty', name: 'SideIndicator', value: side} as const;
    run.writeObject(addMember(entry.object, note, true));
    return;
  }
  const shown: [string, unknown][] =
    run.state.by.length === 0
      ? [['InputObject', entry.object]]
      : run.state.by.map((argument, index) => [
          argument.name,
          entry.keys[index] === MISSING ? null : entry.keys[index],
        ]);
  run.writeObject(customObject([...shown, ['SideIndicator', side]]));
}
