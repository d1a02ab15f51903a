/** Group-Object: groups objects that have the same value for some properties. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments} from '../../shell/format/property-argument.ts';
import {
  arrayList,
  defineType,
  Double,
  Hashtable,
  psCollection,
  toText,
} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import type {KeyOrder} from './sort-keys.ts';
import {compareKeys, equalKeys, keysOf, MISSING} from './sort-keys.ts';

/** One group: its key values and members. */
export class GroupInfo {
  readonly keys: readonly unknown[];
  readonly members: unknown[] = [];
  count = 0;

  constructor(keys: readonly unknown[]) {
    this.keys = keys;
  }

  get name(): string {
    return this.keys.map(key => toText(key)).join(', ');
  }
}

export class GroupInfoNoElement extends GroupInfo {}

const COMMON = {
  Count: {type: 'int', get: (self: GroupInfo) => self.count},
  Name: {type: 'string', get: (self: GroupInfo) => self.name},
  Values: {
    type: 'System.Collections.ArrayList',
    get: (self: GroupInfo) => arrayList([...self.keys]),
  },
};

const groupInfoType = defineType<GroupInfo>({
  fullName: 'Microsoft.PowerShell.Commands.GroupInfo',
  instance: GroupInfo,
  properties: {
    Values: COMMON.Values,
    Count: COMMON.Count,
    Group: {get: self => psCollection(self.members)},
    Name: COMMON.Name,
  },
});

defineType<GroupInfoNoElement>({
  fullName: 'Microsoft.PowerShell.Commands.GroupInfoNoElement',
  base: groupInfoType,
  instance: GroupInfoNoElement,
});

interface State {
  by: readonly PropertyArgument[];
  groups: GroupInfo[];
  /** Groups whose only key is a text or a number, by that. */
  byKey: Map<string | number, GroupInfo>;
}

export const groupObject = cmdlet({
  name: 'Group-Object',
  module: 'Microsoft.PowerShell.Utility',
  aliases: ['group'],
  className: 'GroupObjectCommand',
  outputTypes: ['Microsoft.PowerShell.Commands.GroupInfo', 'System.Collections.Hashtable'],
  synopsis: 'Groups objects that contain the same value for specified properties.',
  parameters: {
    NoElement: {type: 'switch', help: 'Leaves the members of each group out.'},
    AsHashTable: {
      type: 'switch',
      aliases: ['AHT'],
      help: 'Writes one hashtable with the groups by their key.',
    },
    AsString: {type: 'switch', help: 'Uses the text of values for comparing.'},
    InputObject: {
      type: 'psobject',
      pipeline: 'value',
      help: 'The objects to work on, usually piped.',
    },
    Property: {
      type: 'object[]',
      position: 0,
      help: 'Properties to work with: names, wildcards or calculated properties.',
    },
    Culture: {type: 'string', help: 'The culture whose rules and forms apply.'},
    CaseSensitive: {type: 'switch', help: 'Letters that differ in case differ.'},
  },
  examples: [
    {
      title: 'Files by extension',
      code: "'a.txt', 'b.txt', 'c.log' | Group-Object {$_.Split('.')[1]} -NoElement | ForEach-Object {\"$($_.Name) $($_.Count)\"}",
      output: ['log 1', 'txt 2'],
    },
  ],
  state: (): State => ({by: [], groups: [], byKey: new Map()}),

  begin(run, p) {
    run.state.by = propertyArguments(p.Property ?? [], ['expression'], refusal(run));
    if (p.AsHashTable && !p.AsString && run.state.by.length > 1)
      fail(
        run,
        'The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter.',
      );
    if (p.AsString && !p.AsHashTable)
      fail(
        run,
        'The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.',
      );
  },
  process(run, p) {
    if (!run.expectingInput && !run.bound.has('InputObject')) return;
    const order = {caseSensitive: p.CaseSensitive, culture: culture(p.Culture)};
    const keys = keysOf(p.InputObject, run.state.by).map(key => (key === MISSING ? null : key));
    const group = groupOf(run.state, keys, order, p.NoElement);
    group.count++;
    if (!p.NoElement) group.members.push(p.InputObject);
  },
  end(run, p) {
    const order = {caseSensitive: p.CaseSensitive, culture: culture(p.Culture)};
    const groups = inKeyOrder(run.state.groups, order);
    if (p.AsHashTable) {
      if (groups.length > 0) run.writeObject(asTable(groups, p.AsString, p.CaseSensitive));
    } else for (const group of groups) run.writeObject(group);
  },
});

function culture(value: unknown): string | undefined {
  return value === undefined ? undefined : toText(value);
}

function fail(run: Run<State>, message: string): never {
  run.throwTerminatingError(run.error('ArgumentException', 'InvalidArgument', message));
}

/** The group for these keys, made when they are new. Texts and numbers are found by a map, others by comparing. */
function groupOf(
  state: State,
  keys: readonly unknown[],
  order: KeyOrder,
  noElement: boolean,
): GroupInfo {
  const key = keys.length === 1 ? mapKey(keys[0], order) : undefined;
  const known =
    key === undefined
      ? state.groups.find(group => equalKeys(group.keys, keys, order))
      : state.byKey.get(key);
  if (known) return known;
  const group = noElement ? new GroupInfoNoElement(keys) : new GroupInfo(keys);
  state.groups.push(group);
  if (key !== undefined) state.byKey.set(key, group);
  return group;
}

/** What a key is found by in a map; undefined when only comparing will do. */
function mapKey(key: unknown, order: KeyOrder): string | number | undefined {
  if (typeof key === 'string') return order.caseSensitive ? key : key.toLowerCase();
  if (key instanceof Double) return key.value;
  return typeof key === 'number' ? key : undefined;
}

function inKeyOrder(groups: GroupInfo[], order: KeyOrder): GroupInfo[] {
  return groups.sort((a, b) => {
    for (const [index, key] of a.keys.entries()) {
      const result = compareKeys(key, b.keys[index], order);
      if (result !== 0) return result;
    }
    return 0;
  });
}

function asTable(
  groups: readonly GroupInfo[],
  asString: boolean,
  caseSensitive: boolean,
): Hashtable {
  const table = new Hashtable({caseSensitive});
  for (const group of groups)
    table.set(asString ? group.name : (group.keys[0] ?? ''), psCollection(group.members));
  return table;
}
