/**
 * InitialSessionState: what a hosted session begins with beyond the defaults. `Create()`, a session without
 * any command, is missing: every session here has the cmdlets of the shell.
 */
import {toText} from '../conversion/to-text.ts';
import type {Session} from '../session/session.ts';
import {optionsNumber} from '../session/variable-type.ts';
import {Variable} from '../session/variable.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate, isEnumerable} from '../values/enumerate.ts';
import {NetException} from '../values/net-exception.ts';
import {isNull} from '../values/type-of.ts';
import type {Value} from '../values/value.ts';
import {parseBlock} from './parse-block.ts';

const RUNSPACES = 'System.Management.Automation.Runspaces';

/** One variable, function or alias to be made. */
abstract class Entry {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
  abstract apply(session: Session): void;
}

class VariableEntry extends Entry {
  readonly value: Value;
  readonly description: string;
  readonly options: number;
  constructor(name: string, value: Value, description: string, options: number) {
    super(name);
    this.value = value;
    this.description = description;
    this.options = options;
  }
  apply(session: Session): void {
    const variable = new Variable(this.name, this.value, this.options);
    variable.description = this.description;
    session.globalScope.put(this.name.toLowerCase(), variable);
  }
}

class FunctionEntry extends Entry {
  readonly definition: string;
  constructor(name: string, definition: string) {
    super(name);
    this.definition = definition;
  }
  apply(session: Session): void {
    const block = parseBlock(this.definition, session, session.globalState);
    session.setFunction(this.name, block.asFunction(this.name), session.globalScope);
  }
}

class AliasEntry extends Entry {
  readonly definition: string;
  readonly description: string;
  readonly options: number;
  constructor(name: string, definition: string, description: string, options: number) {
    super(name);
    this.definition = definition;
    this.description = description;
    this.options = options;
  }
  apply(session: Session): void {
    const {name, definition, description, options} = this;
    session.setAlias({name, definition, description, options, moduleName: ''}, session.globalScope);
  }
}

class EntryCollection {
  items: Entry[] = [];
  named(name: string): Entry[] {
    return this.items.filter(one => one.name.toLowerCase() === name.toLowerCase());
  }
}

export class InitialSessionState {
  readonly variables = new EntryCollection();
  readonly commands = new EntryCollection();
  readonly modules: string[] = [];

  apply(session: Session): void {
    for (const entry of [...this.variables.items, ...this.commands.items]) entry.apply(session);
    for (const name of this.modules)
      parseBlock('param($m) Import-Module -Name $m -Global', session, session.globalState).invoke({
        args: [name],
      });
  }
}

function add(self: EntryCollection, given: Value): void {
  for (const entry of isEnumerable(given) ? enumerate(given) : [given]) {
    if (!(entry instanceof Entry))
      throw new NetException(
        'System.Management.Automation.PSArgumentNullException',
        'Cannot process argument because the value of argument "item" is null. Change the value of argument "item" to a non-null value.',
        {errorId: 'ArgumentNull'},
      );
    self.items.push(entry);
  }
}

defineType<EntryCollection>({
  fullName: `${RUNSPACES}.InitialSessionStateEntryCollection`,
  instance: EntryCollection,
  interfaces: ['System.Collections.IEnumerable'],
  enumerate: self => self.items,
  getIndex: (self, index) =>
    typeof index === 'number' ? (self.items[index] ?? null) : self.named(toText(index)),
  members: {
    'int Count': self => self.items.length,
    'void Add(object item)': add,
    'void Clear()': self => {
      self.items = [];
    },
    'void Remove(string name, object type)': (self, name: string) => {
      const gone = self.named(name);
      self.items = self.items.filter(one => !gone.includes(one));
    },
  },
});

defineType<InitialSessionState>({
  fullName: `${RUNSPACES}.InitialSessionState`,
  accelerator: 'initialsessionstate',
  instance: InitialSessionState,
  members: {
    'object Variables': self => self.variables,
    'object Commands': self => self.commands,
    'object Modules': self => [...self.modules],
    'void ImportPSModule(string[] name)': (self, names: string[]) => {
      self.modules.push(...names);
    },
  },
  statics: {
    'object CreateDefault()': () => new InitialSessionState(),
    'object CreateDefault2()': () => new InitialSessionState(),
  },
});

const entryType = defineType<Entry>({
  fullName: `${RUNSPACES}.InitialSessionStateEntry`,
  abstract: true,
  instance: Entry,
  members: {'string Name': self => self.name},
});

function optionsOf(options: Value): number {
  return isNull(options) ? 0 : optionsNumber(options);
}

function newVariable(name: string, value: Value, description: string, options: Value = null) {
  return new VariableEntry(name, value, description ?? '', optionsOf(options));
}

defineType<VariableEntry>({
  fullName: `${RUNSPACES}.SessionStateVariableEntry`,
  base: entryType,
  instance: VariableEntry,
  members: {'object Value': self => self.value, 'string Description': self => self.description},
  constructors: {
    '(string name, object value, string description)': newVariable,
    '(string name, object value, string description, object options)': newVariable,
  },
});

defineType<FunctionEntry>({
  fullName: `${RUNSPACES}.SessionStateFunctionEntry`,
  base: entryType,
  instance: FunctionEntry,
  members: {
    'string Definition': self => self.definition,
    'string CommandType': () => 'Function',
  },
  constructors: {
    '(string name, string definition)': (name: string, text: string) =>
      new FunctionEntry(name, text),
  },
});

function newAlias(name: string, definition: string, description = '', options: Value = null) {
  return new AliasEntry(name, definition, description, optionsOf(options));
}

defineType<AliasEntry>({
  fullName: `${RUNSPACES}.SessionStateAliasEntry`,
  base: entryType,
  instance: AliasEntry,
  members: {
    'string Definition': self => self.definition,
    'string Description': self => self.description,
    'string CommandType': () => 'Alias',
  },
  constructors: {
    '(string name, string definition)': newAlias,
    '(string name, string definition, string description)': newAlias,
    '(string name, string definition, string description, object options)': newAlias,
  },
});
