/**
 * InitialSessionState: what a hosted shell's session has from the start besides the ordinary. Entries are added by
 * scripts and put into the session when it is made (hosted-shell.ts).
 */
import {toText} from '../conversion/to-text.ts';
import type {Session} from '../session/session.ts';
import {defineType} from '../values/define-type.ts';
import {enumerate} from '../values/enumerate.ts';
import {list} from '../values/make-list.ts';
import type {NetList} from '../values/net-list.ts';
import type {Value} from '../values/value.ts';
import {parseBlock} from './parse-block.ts';

const SPACE = 'System.Management.Automation.Runspaces';

interface Entry {
  readonly name: string;
  putInto(session: Session): void;
}

class VariableEntry implements Entry {
  readonly name: string;
  readonly value: Value;
  readonly description: string;
  constructor(name: string, value: Value, description: string) {
    this.name = name;
    this.value = value;
    this.description = description;
  }
  putInto(session: Session): void {
    session.assign(session.globalScope, this.name, this.value);
  }
}

class FunctionEntry implements Entry {
  readonly name: string;
  readonly definition: string;
  constructor(name: string, definition: string) {
    this.name = name;
    this.definition = definition;
  }
  putInto(session: Session): void {
    const block = parseBlock(this.definition, session, session.globalState);
    session.setFunction(this.name, block.asFunction(this.name), session.globalScope);
  }
}

class AliasEntry implements Entry {
  readonly name: string;
  readonly definition: string;
  constructor(name: string, definition: string) {
    this.name = name;
    this.definition = definition;
  }
  putInto(session: Session): void {
    const {name, definition} = this;
    session.setAlias(
      {name, definition, description: '', options: 0, moduleName: ''},
      session.globalScope,
    );
  }
}

const isEntry = (value: Value): value is Entry =>
  value instanceof VariableEntry || value instanceof FunctionEntry || value instanceof AliasEntry;

export class InitialSessionState {
  readonly variables: NetList = list();
  readonly commands: NetList = list();
  readonly modules: string[] = [];

  /** Puts all entries into a session that was just made. */
  applyTo(session: Session): void {
    for (const entry of [...this.variables.items, ...this.commands.items])
      if (isEntry(entry)) entry.putInto(session);
    for (const name of this.modules)
      parseBlock(
        `Import-Module '${name.replaceAll("'", "''")}'`,
        session,
        session.globalState,
      ).invoke({
        scope: 'state',
      });
  }
}

defineType<InitialSessionState>({
  fullName: `${SPACE}.InitialSessionState`,
  accelerator: 'initialsessionstate',
  instance: InitialSessionState,
  members: {
    'object Variables': self => self.variables,
    'object Commands': self => self.commands,
    'void ImportPSModule(object name)': (self, names: Value) => {
      for (const name of enumerate(names)) self.modules.push(toText(name));
    },
  },
  statics: {
    'object Create()': () => new InitialSessionState(),
    'object CreateDefault()': () => new InitialSessionState(),
    'object CreateDefault2()': () => new InitialSessionState(),
  },
});

defineType<VariableEntry>({
  fullName: `${SPACE}.SessionStateVariableEntry`,
  instance: VariableEntry,
  members: {
    'string Name': self => self.name,
    'object Value': self => self.value,
    'string Description': self => self.description,
  },
  constructors: {
    '(string name, object value, string description)': (
      name: string,
      value: Value,
      description: string | null,
    ) => new VariableEntry(name, value, description ?? ''),
  },
});

defineType<FunctionEntry>({
  fullName: `${SPACE}.SessionStateFunctionEntry`,
  instance: FunctionEntry,
  members: {
    'string Name': self => self.name,
    'string Definition': self => self.definition,
  },
  constructors: {
    '(string name, string definition)': (name: string, definition: string) =>
      new FunctionEntry(name, definition),
  },
});

defineType<AliasEntry>({
  fullName: `${SPACE}.SessionStateAliasEntry`,
  instance: AliasEntry,
  members: {
    'string Name': self => self.name,
    'string Definition': self => self.definition,
  },
  constructors: {
    '(string name, string definition)': (name: string, definition: string) =>
      new AliasEntry(name, definition),
  },
});
