/** The providers without folders: environment, variables, functions, aliases as sets of named items. */
import {AliasCommand} from '../commands/command-info.ts';
import {FunctionCommand} from '../eval/function-command.ts';
import {UNSET} from '../session/scope.ts';
import type {AliasDefinition, Session} from '../session/session.ts';
import '../session/variable-type.ts';
import {VARIABLE_OPTIONS, Variable} from '../session/variable.ts';
import {customObject, hooks, NetException, toText, unwrap} from '../values/index.ts';
import type {ProviderName} from './drive.ts';

export interface FlatProvider {
  names(session: Session): string[];
  /** The item as an object; undefined when there is none. */
  item(session: Session, name: string): unknown;
  /** What Get-Content gives. */
  content(session: Session, name: string): unknown;
  /** Past all options. `options`: the item's new options (VARIABLE_OPTIONS), otherwise they stay. */
  set(session: Session, name: string, value: unknown, options?: number): void;
  remove(session: Session, name: string): void;
  /** The options of an item, 0 where items have none. */
  options(session: Session, name: string): number;
}

/** May the item be changed or removed? Constants never, read-only ones by force. */
export function mayChangeItem(options: number, force: boolean): boolean {
  if ((options & VARIABLE_OPTIONS.Constant) !== 0) return false;
  return force || (options & VARIABLE_OPTIONS.ReadOnly) === 0;
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
  options: () => 0,
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
    if (content instanceof Variable) return content.object;
    const variable = new Variable(name, content);
    holder.put(name.toLowerCase(), variable);
    return variable.object;
  },
  content: (session, name) => session.getVariable(name),
  set(session, name, value, options) {
    const scope = session.frame.scope;
    const known = scope.holder(name.toLowerCase())?.own(name.toLowerCase());
    if (known instanceof Variable) {
      known.force(value);
      known.options = options ?? known.options;
    } else if (options === undefined) session.setVariable(name, value);
    else scope.put(name.toLowerCase(), new Variable(name, value, options));
  },
  options(session, name) {
    const known = session.frame.scope.holder(name.toLowerCase())?.own(name.toLowerCase());
    return known instanceof Variable ? known.options : 0;
  },
  remove(session, name) {
    session.frame.scope.holder(name.toLowerCase())?.put(name.toLowerCase(), UNSET);
  },
};

function functionNamed(session: Session, name: string): FunctionCommand | undefined {
  const found = session.findFunction(name);
  return found instanceof FunctionCommand ? found : undefined;
}

const functions: FlatProvider = {
  names: session =>
    [...session.definitions('functions').values()]
      .map(each => (each as FunctionCommand).name)
      .sort(),
  item: functionNamed,
  content: (session, name) => functionNamed(session, name)?.block,
  set(session, name, value, options) {
    const bare = unwrap(value);
    const content = bare instanceof FunctionCommand ? bare.block : bare;
    if (content !== null && typeof content !== 'string' && !hooks.isScriptBlock(content))
      throw new NetException(
        'System.Management.Automation.PSArgumentException',
        'The value cannot be set: a function is a script block, a function or a text.',
        {errorId: 'Argument', category: 'InvalidArgument'},
      );
    const kept = options ?? this.options(session, name);
    session.variableDrives.get('function')?.set(name, content, session.frame);
    const made = functionNamed(session, name);
    if (made) made.options = kept;
  },
  options: (session, name) => functionNamed(session, name)?.options ?? 0,
  remove(session, name) {
    session.removeDefinition('functions', name);
  },
};

const aliases: FlatProvider = {
  names: session =>
    [...session.definitions('aliases').values()].map(each => (each as AliasDefinition).name).sort(),
  item(session, name) {
    const found = session.findAlias(name);
    return found && new AliasCommand(found, session);
  },
  content: (session, name) => session.findAlias(name)?.definition,
  set(session, name, value, options) {
    const known = session.findAlias(name);
    session.setAlias({
      name,
      definition: toText(value),
      description: known?.description ?? '',
      options: options ?? known?.options ?? 0,
      moduleName: known?.moduleName ?? '',
    });
  },
  options: (session, name) => session.findAlias(name)?.options ?? 0,
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
