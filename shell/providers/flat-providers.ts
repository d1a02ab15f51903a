/** The providers without folders: environment, variables, functions, aliases as sets of named items. */
import {UNSET} from '../session/scope.ts';
import type {Session} from '../session/session.ts';
import {Variable} from '../session/variable.ts';
import {customObject, hooks, NetException, toText} from '../values/index.ts';
import type {ProviderName} from './drive.ts';

export interface FlatProvider {
  names(session: Session): string[];
  /** The item as an object; undefined when there is none. */
  item(session: Session, name: string): unknown;
  /** What Get-Content gives. */
  content(session: Session, name: string): unknown;
  set(session: Session, name: string, value: unknown): void;
  remove(session: Session, name: string): void;
}

const environment: FlatProvider = {
  names: () => Object.keys(process.env).sort(),
  item(_session, name) {
    const value = process.env[name];
    if (value === undefined) return undefined;
    return customObjectOf('System.Collections.DictionaryEntry', {
      Key: name,
      Value: value,
      Name: name,
    });
  },
  content: (_session, name) => process.env[name],
  set(_session, name, value) {
    const text = toText(value);
    if (text === '') delete process.env[name];
    else process.env[name] = text;
  },
  remove(_session, name) {
    delete process.env[name];
  },
};

function customObjectOf(typeName: string, properties: Record<string, unknown>): unknown {
  return customObject(properties, typeName);
}

const variables: FlatProvider = {
  names(session) {
    const names = new Set<string>();
    for (
      let scope: typeof session.globalScope | null = session.frame.scope;
      scope;
      scope = scope.parent
    )
      for (const name of scope.variableNames()) names.add(name);
    return [...names].sort();
  },
  item(session, name) {
    const holder = session.frame.scope.holder(name.toLowerCase());
    const content = holder?.own(name.toLowerCase());
    if (!holder || content === undefined || content === UNSET) return undefined;
    if (content instanceof Variable) return content;
    const variable = new Variable(name, content);
    holder.put(name.toLowerCase(), variable);
    return variable;
  },
  content: (session, name) => session.getVariable(name),
  set: (session, name, value) => session.setVariable(name, value),
  remove(session, name) {
    session.frame.scope.holder(name.toLowerCase())?.put(name.toLowerCase(), UNSET);
  },
};

const functions: FlatProvider = {
  names: session => [...session.definitions('functions').keys()].sort(),
  item: (session, name) => session.findFunction(name),
  content(session, name) {
    const found = session.findFunction(name);
    return found && (found as {scriptBlock?: unknown}).scriptBlock;
  },
  set(session, name, value) {
    if (!hooks.isScriptBlock(value))
      throw new NetException(
        'System.Management.Automation.PSArgumentException',
        'Cannot set the function because the value is not a script block.',
        {errorId: 'Argument', category: 'InvalidArgument'},
      );
    session.variableDrives.get('function')?.set(name, value, session.frame);
  },
  remove(session, name) {
    session.removeDefinition('functions', name);
  },
};

const aliases: FlatProvider = {
  names: session => [...session.definitions('aliases').keys()].sort(),
  item: (session, name) => session.findAlias(name),
  content: (session, name) => session.findAlias(name)?.definition,
  set(session, name, value) {
    session.setAlias({
      name,
      definition: toText(value),
      description: '',
      options: 0,
      moduleName: '',
    });
  },
  remove(session, name) {
    session.removeDefinition('aliases', name);
  },
};

const PROVIDERS: Readonly<Record<Exclude<ProviderName, 'FileSystem'>, FlatProvider>> = {
  Environment: environment,
  Variable: variables,
  Function: functions,
  Alias: aliases,
};

/** The flat provider of that name. */
export function flatProvider(name: ProviderName): FlatProvider {
  if (name === 'FileSystem') throw new Error('the file system is not flat');
  return PROVIDERS[name];
}
