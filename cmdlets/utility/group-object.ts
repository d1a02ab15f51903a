/** Group-Object: groups objects that have the same value for some properties. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {propertyArguments} from '../../shell/format/property-argument.ts';
import {arrayList, defineType, Hashtable, psCollection, toText} from '../../shell/values/index.ts';
import {refusal} from './property-refusal.ts';
import type {KeyOrder} from './sort-keys.ts';
import {compareKeys, equalKeys, keyReader, keysOf, keyText, MISSING} from './sort-keys.ts';

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
  grouping: Grouping | null; // made by `begin`
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
  state: (): State => ({grouping: null}),

  begin(run, p) {
    const by = propertyArguments(p.Property ?? [], ['expression'], refusal(run));
    if (p.AsHashTable && !p.AsString && by.length > 1)
      fail(
        run,
        'The command cannot be run because using the AsHashTable parameter with more than one property requires adding the AsString parameter.',
      );
    if (p.AsString && !p.AsHashTable)
      fail(
        run,
        'The command cannot be run because the AsString parameter requires that you specify the AsHashtable parameter.',
      );
    const culture = p.Culture === undefined ? undefined : toText(p.Culture);
    run.state.grouping = new Grouping(by, {caseSensitive: p.CaseSensitive, culture}, p.NoElement);
  },
  process(run, p) {
    if (run.expectingInput || run.bound.has('InputObject')) run.state.grouping?.add(p.InputObject);
  },
  each({state: {grouping}}) {
    return object => grouping?.add(object);
  },
  end(run, p) {
    const groups = run.state.grouping?.inKeyOrder() ?? [];
    if (p.AsHashTable) {
      if (groups.length > 0) run.writeObject(asTable(groups, p.AsString, p.CaseSensitive));
    } else for (const group of groups) run.writeObject(group);
  },
});

function fail(run: Run<State>, message: string): never {
  run.throwTerminatingError(run.error('ArgumentException', 'InvalidArgument', message));
}

/** Objects on their way into groups. */
class Grouping {
  readonly #by: readonly PropertyArgument[];
  readonly #order: KeyOrder;
  readonly #noElement: boolean;
  /** Reads the key when there is one argument. */
  readonly #key: ((object: unknown) => unknown) | null;
  readonly #groups: GroupInfo[] = [];
  /** Groups whose only key is a text or a number, by that as it came. */
  readonly #byKey = new Map<string | number, GroupInfo>();
  /** All groups, by the text of their keys. */
  readonly #byText = new Map<string, GroupInfo[]>();

  constructor(by: readonly PropertyArgument[], order: KeyOrder, noElement: boolean) {
    const [only, second] = by;
    this.#by = by;
    this.#order = order;
    this.#noElement = noElement;
    this.#key = only !== undefined && second === undefined ? keyReader(only) : null;
  }

  add(object: unknown): void {
    const group = this.#groupOf(object);
    group.count++;
    if (!this.#noElement) group.members.push(object);
  }

  /** The group of an object, made when it is new. */
  #groupOf(object: unknown): GroupInfo {
    if (this.#key !== null) return this.#ofKey(this.#key(object));
    const keys = keysOf(object, this.#by);
    return keys.length === 1 ? this.#ofKey(keys[0]) : this.#ofKeys(keys);
  }

  /** A text or a number that came before is found by a map. */
  #ofKey(key: unknown): GroupInfo {
    if (typeof key !== 'string' && typeof key !== 'number') return this.#ofKeys([key]);
    let group = this.#byKey.get(key);
    if (group === undefined) {
      group = this.#ofKeys([key]);
      this.#byKey.set(key, group);
    }
    return group;
  }

  /** Keys of different types may be equal: looked for among the groups with the same text. */
  #ofKeys(found: readonly unknown[]): GroupInfo {
    const keys = found.map(key => (key === MISSING ? null : key));
    const text = keyText(keys);
    const alike = this.#byText.get(text) ?? [];
    const known = alike.find(group => equalKeys(group.keys, keys, this.#order));
    if (known) return known;
    const group = this.#noElement ? new GroupInfoNoElement(keys) : new GroupInfo(keys);
    this.#groups.push(group);
    this.#byText.set(text, [...alike, group]);
    return group;
  }

  inKeyOrder(): GroupInfo[] {
    return this.#groups.sort((a, b) => {
      for (const [index, key] of a.keys.entries()) {
        const result = compareKeys(key, b.keys[index], this.#order);
        if (result !== 0) return result;
      }
      return 0;
    });
  }
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
