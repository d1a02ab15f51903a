/** Select-Object: some of the objects, or some properties of each. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments} from '../../shell/format/property-argument.ts';
import {propertiesOf, PSCustomObject, wildcard} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import {expanded, selected} from './selected-properties.ts';
import {equalKeys, keyText} from './sort-keys.ts';
import {Waiting} from './waiting.ts';

interface State {
  properties: readonly PropertyArgument[] | undefined;
  excluded: readonly ((name: string) => boolean)[];
  /** Objects that came so far. */
  seen: number;
  /** Written so far, for -First. */
  written: number;
  /** Objects held for -Last and -SkipLast. */
  held: Waiting<unknown>;
  /** Results held for -Unique. */
  results: unknown[];
  /** Their keys, by the text of those. */
  known: Map<string, (readonly unknown[])[]>;
}

export const selectObject = cmdlet({
  name: 'Select-Object',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['select'],
  className: 'SelectObjectCommand',
  defaultParameterSet: 'DefaultParameter',
  outputTypes: ['System.Management.Automation.PSObject'],
  synopsis: 'Selects objects or object properties.',
  parameters: {
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Property: {
      type: 'object[]',
      sets: {DefaultParameter: {position: 0}, SkipLastParameter: {position: 0}},
      wildcards: true,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    ExcludeProperty: {
      type: 'string[]',
      sets: {DefaultParameter: {}, SkipLastParameter: {}},
      wildcards: true,
      help: 'Properties to leave out; wildcards are allowed.',
    },
    ExpandProperty: {
      type: 'string',
      sets: {DefaultParameter: {}, SkipLastParameter: {}},
      wildcards: true,
      help: 'The property whose value is written instead of the object.',
    },
    Unique: {type: 'switch', help: 'Writes equal objects only once.'},
    CaseInsensitive: {type: 'switch', help: 'Compares texts without regard to case.'},
    Last: {
      type: 'int',
      sets: {DefaultParameter: {}},
      help: 'How many objects to take from the end.',
    },
    First: {
      type: 'int',
      sets: {DefaultParameter: {}},
      help: 'How many objects to take from the beginning.',
    },
    Skip: {
      type: 'int',
      sets: {DefaultParameter: {}, SkipLastParameter: {}},
      help: 'How many objects to leave out at the beginning (with -Last: at the end).',
    },
    Wait: {
      type: 'switch',
      sets: {DefaultParameter: {}, IndexParameter: {}},
      help: 'Waits for the end instead of stopping early.',
    },
    SkipLast: {
      type: 'int',
      sets: {SkipLastParameter: {}},
      help: 'How many objects to leave out at the end.',
    },
    Index: {
      type: 'int[]',
      sets: {IndexParameter: {}},
      help: 'Positions of the objects to take, from 0.',
    },
    SkipIndex: {
      type: 'int[]',
      sets: {SkipIndexParameter: {}},
      help: 'Positions of the objects to leave out, from 0.',
    },
  },
  examples: [
    {title: 'The first two', code: '1..100 | Select-Object -First 2', output: ['1', '2']},
    {
      title: 'A calculated property',
      code: "4, 9 | Select-Object @{Name='Root'; Expression={[math]::Sqrt($_)}} | ForEach-Object Root",
      output: ['2', '3'],
    },
  ],
  state: (): State => ({
    properties: undefined,
    excluded: [],
    seen: 0,
    written: 0,
    held: new Waiting(),
    results: [],
    known: new Map(),
  }),

  begin(run, p) {
    const asked =
      p.Property ?? (p.ExcludeProperty && p.ExpandProperty === undefined ? ['*'] : undefined);
    run.state.properties =
      asked && propertyArguments(asked, ['expression', 'name', 'label'], refusal(run));
    run.state.excluded = (p.ExcludeProperty ?? []).map(pattern => wildcard(pattern));
    for (const name of ['First', 'Last', 'Skip', 'SkipLast'] as const)
      if ((p[name] ?? 0) < 0) outOfRange(run, name, p[name] as number);
  },
  process(run, p) {
    if (!run.expectingInput && !run.bound.has('InputObject')) return;
    const {state} = run;
    const at = state.seen++;
    if (p.Index || p.SkipIndex) return byIndex(run, p, at);
    if (p.SkipLast !== undefined) return holdBack(run, p, p.SkipLast);
    if (p.Last !== undefined && p.First === undefined) {
      state.held.push(p.InputObject);
      if (state.held.size > p.Last + (p.Skip ?? 0)) state.held.shift();
      return;
    }
    firstOnes(run, p, at);
  },
  end(run, p) {
    const {state} = run;
    if (p.Last !== undefined) {
      const end = state.held.size - (p.First === undefined ? (p.Skip ?? 0) : 0);
      const begin = Math.max(0, end - p.Last);
      for (const object of state.held.items().slice(begin, Math.max(0, end)))
        select(run, p, object);
    }
    for (const result of state.results) run.writeObject(result);
  },
});

interface Arguments {
  readonly InputObject?: unknown;
  readonly ExpandProperty?: string | undefined;
  readonly First?: number | undefined;
  readonly Last?: number | undefined;
  readonly Skip?: number | undefined;
  readonly Index?: readonly number[] | undefined;
  readonly SkipIndex?: readonly number[] | undefined;
  readonly Unique: boolean;
  readonly CaseInsensitive: boolean;
  readonly Wait: boolean;
}

function outOfRange(run: Run<State>, name: string, value: number): never {
  run.throwTerminatingError(
    run.error(
      'ParameterArgumentValidationError',
      'InvalidData',
      `Cannot validate argument on parameter '${name}'. The ${value} argument is less than the minimum allowed range of 0. Supply an argument that is greater than or equal to 0 and then try the command again.`,
    ),
  );
}

/** -Skip and -First; with -Last too, the objects between are dropped. */
function firstOnes(run: Run<State>, p: Arguments, at: number) {
  const skip = p.Skip ?? 0;
  if (at < skip) return;
  if (p.First === undefined) return select(run, p, p.InputObject);
  if (at < skip + p.First) {
    select(run, p, p.InputObject);
    run.state.written++;
  } else if (p.Last !== undefined) {
    run.state.held.push(p.InputObject);
    if (run.state.held.size > p.Last) run.state.held.shift();
    return;
  }
  if (at + 1 >= skip + p.First && p.Last === undefined && !p.Wait) stop(run);
}

/** Ends the upstream; what -Unique holds is written first, as no end block will run. */
function stop(run: Run<State>): never {
  for (const result of run.state.results) run.writeObject(result);
  run.state.results = [];
  run.stopUpstream();
}

function byIndex(run: Run<State>, p: Arguments, at: number) {
  if (p.SkipIndex) {
    if (!p.SkipIndex.includes(at)) select(run, p, p.InputObject);
    return;
  }
  const indexes = p.Index ?? [];
  if (indexes.includes(at)) select(run, p, p.InputObject);
  if (!p.Wait && at >= Math.max(...indexes)) stop(run);
}

function holdBack(run: Run<State>, p: Arguments, count: number) {
  if (run.state.seen <= (p.Skip ?? 0)) return;
  run.state.held.push(p.InputObject);
  if (run.state.held.size > count) select(run, p, run.state.held.shift());
}

/** Writes what is wanted of one object. */
function select(run: Run<State>, p: Arguments, object: unknown) {
  const {properties, excluded} = run.state;
  const report = {
    error: (id: string, message: string) =>
      run.writeError(run.error(id, 'InvalidOperation', message, object)),
  };
  if (p.ExpandProperty !== undefined) {
    for (const value of expanded(object, p.ExpandProperty, properties, excluded, report))
      emit(run, p, value);
  } else if (properties) emit(run, p, selected(object, properties, excluded, report));
  else emit(run, p, object);
}

function emit(run: Run<State>, p: Arguments, result: unknown) {
  if (!p.Unique) return run.writeObject(result);
  const {known, results} = run.state;
  const keys = keysOf(result);
  const text = keyText(keys);
  const alike = known.get(text) ?? [];
  const order = {caseSensitive: !p.CaseInsensitive};
  if (alike.some(other => equalKeys(other, keys, order))) return;
  known.set(text, [...alike, keys]);
  results.push(result);
}

/** What makes an object equal to another for -Unique: the notes of a custom object, else itself. */
function keysOf(object: unknown): unknown[] {
  if (!(object instanceof PSCustomObject)) return [object];
  const keys: unknown[] = [];
  for (const property of propertiesOf(object))
    if (property.memberType === 'NoteProperty') keys.push(property.name, property.get());
  return keys.length > 0 ? keys : [object];
}
