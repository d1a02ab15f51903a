/** Import-Module: makes the commands of a module available. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ExportFilter} from '../../shell/modules/exports.ts';
import {findModule, moduleNotFound} from '../../shell/modules/find-module.ts';
import {importModule} from '../../shell/modules/import-module.ts';
import {isApprovedVerb} from '../../shell/modules/approved-verbs.ts';
import {placeExports} from '../../shell/modules/exports.ts';
import {ModuleInfo} from '../../shell/modules/module-info.ts';
import {
  type ModuleSpecification,
  moduleSpecification,
} from '../../shell/modules/module-specification.ts';
import {moduleObject} from '../../shell/modules/module-object.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import {hasWildcard, isNull, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

const VERB_WARNING = (name: string) =>
  `The names of some imported commands from the module '${name}' include unapproved verbs that might make them less discoverable. To find the commands with unapproved verbs, run the Import-Module command again with the Verbose parameter. For a list of approved verbs, type Get-Verb.`;

interface Arguments {
  readonly [name: string]: unknown;
}

export const importModuleCmdlet = cmdlet({
  name: 'Import-Module',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['ipmo'],
  className: 'ImportModuleCommand',
  synopsis: 'Adds modules to the current session.',
  defaultParameterSet: 'Name',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {mandatory: true, position: 0, pipeline: 'value'}},
      wildcards: true,
      help: 'Names or paths of modules.',
    },
    FullyQualifiedName: {
      type: 'object[]',
      sets: {FullyQualifiedName: {mandatory: true, position: 0, pipeline: 'name'}},
      help: 'Module specifications: tables with ModuleName and a version.',
    },
    ModuleInfo: {
      type: 'psmoduleinfo[]',
      sets: {ModuleInfo: {mandatory: true, position: 0, pipeline: 'value'}},
      help: 'Module objects of Get-Module.',
    },
    Force: {type: 'switch', help: 'Runs the module again if it is imported.'},
    Global: {type: 'switch', help: 'Into the global scope, also from within a module.'},
    PassThru: {type: 'switch', help: 'Returns the module.'},
    AsCustomObject: {type: 'switch', help: 'Returns an object whose methods are the functions.'},
    Prefix: {type: 'string', help: 'Put before the nouns of the imported commands.'},
    Function: {type: 'string[]', wildcards: true, help: 'Only these functions.'},
    Cmdlet: {type: 'string[]', wildcards: true, help: 'Only these cmdlets.'},
    Variable: {type: 'string[]', wildcards: true, help: 'Only these variables.'},
    Alias: {type: 'string[]', wildcards: true, help: 'Only these aliases.'},
    MinimumVersion: {type: 'version', aliases: ['Version'], help: 'At least this version.'},
    MaximumVersion: {type: 'string', help: 'At most this version.'},
    RequiredVersion: {type: 'version', help: 'Exactly this version.'},
    ArgumentList: {type: 'object[]', aliases: ['Args'], help: 'Arguments of the script module.'},
    DisableNameChecking: {type: 'switch', help: 'No warning about unapproved verbs.'},
    NoClobber: {
      type: 'switch',
      aliases: ['NoOverwrite'],
      help: 'Does not hide commands there are.',
    },
    Scope: {
      type: 'string',
      validate: [{set: ['Local', 'Global']}],
      help: 'The scope to import into.',
    },
  },
  outputTypes: ['System.Management.Automation.PSModuleInfo'],

  process(run, p) {
    for (const module of given(p).filter(isDynamic)) importDynamic(run, p, module);
    for (const specification of specifications(p)) importOne(run, p, specification);
  },
});

function given(p: Arguments): ModuleInfo[] {
  return (p.ModuleInfo as ModuleInfo[] | undefined) ?? [];
}

/** Made by New-Module: there is no file to find it by. */
function isDynamic(module: ModuleInfo): boolean {
  return module.sessionState !== null && module.path === module.name;
}

function importDynamic(run: Run, p: Arguments, module: ModuleInfo): void {
  const {session, context} = run;
  modulesOf(session).add(module);
  const scope = scopeOf(p).scope === 'global' ? session.globalScope : context.frame.state.scope;
  placeExports(module, scope, filterOf(p), session);
  if (p.AsCustomObject === true) run.writeObject(moduleObject(module));
  else if (p.PassThru === true) run.writeObject(module);
}

function specifications(p: Arguments): ModuleSpecification[] {
  const text = (value: unknown) => (isNull(value) ? null : toText(value));
  const named = ((p.Name as string[] | undefined) ?? []).map(name => ({
    name,
    minimum: text(p.MinimumVersion),
    maximum: text(p.MaximumVersion),
    required: text(p.RequiredVersion),
    guid: null,
  }));
  const qualified = ((p.FullyQualifiedName as Value[] | undefined) ?? []).map(moduleSpecification);
  const found = given(p).filter(module => !isDynamic(module));
  const others = found.map(module =>
    moduleSpecification(module.path === '' ? module.name : module.path),
  );
  return [...named, ...qualified, ...others];
}

function importOne(run: Run, p: Arguments, specification: ModuleSpecification): void {
  const {session, context} = run;
  const table = modulesOf(session);
  const families = familyOf(
    specification.name,
    table.builtIns().map(module => module.name),
  );
  if (families !== null) {
    for (const name of families) importOne(run, p, {...specification, name});
    return;
  }
  const found = findModule(specification, session);
  if (found === undefined) {
    const missing = moduleNotFound(specification);
    const id = missing.errorId ?? 'Modules_ModuleNotFound';
    run.writeError(run.error(id, 'ResourceUnavailable', missing, specification.name));
    return;
  }
  run.writeVerbose(`Loading module from path '${found.path}'.`);
  let module: ModuleInfo;
  if (found instanceof ModuleInfo) {
    module = table.find(found.name) ?? found;
    table.add(module);
    session.commandVersion++;
  } else {
    module = importModule({
      session,
      frame: context.frame,
      found,
      force: p.Force === true,
      args: (p.ArgumentList as Value[] | undefined) ?? [],
      filter: filterOf(p),
      ...scopeOf(p),
    });
    if (p.DisableNameChecking !== true) warnOfVerbs(run, module);
  }
  if (p.AsCustomObject === true) run.writeObject(moduleObject(module));
  else if (p.PassThru === true) run.writeObject(module);
}

/** `VMware.*` as a name: all built-in modules that match; null for plain names. */
function familyOf(name: string, builtIns: readonly string[]): string[] | null {
  if (!hasWildcard(name) || /[/\\]/.test(name)) return null;
  const test = new RegExp(
    `^${name
      .replace(/[.+^${}()|\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  );
  const matching = builtIns.filter(builtIn => test.test(builtIn));
  return matching.length > 0 ? matching : null;
}

function filterOf(p: Arguments): ExportFilter {
  const list = (name: string) => p[name] as string[] | undefined;
  const functions = list('Function');
  const cmdlets = list('Cmdlet');
  const variables = list('Variable');
  const aliases = list('Alias');
  return {
    ...(functions ? {functions} : {}),
    ...(cmdlets ? {cmdlets} : {}),
    ...(variables ? {variables} : {}),
    ...(aliases ? {aliases} : {}),
    ...(isNull(p.Prefix) ? {} : {prefix: toText(p.Prefix)}),
    noClobber: p.NoClobber === true,
  };
}

function scopeOf(p: Arguments): {scope?: 'global' | 'local'} {
  if (p.Global === true || String(p.Scope).toLowerCase() === 'global') return {scope: 'global'};
  return String(p.Scope).toLowerCase() === 'local' ? {scope: 'local'} : {};
}

function warnOfVerbs(run: Run, module: ModuleInfo): void {
  const odd = [...module.functions.keys()].some(
    name => name.includes('-') && !isApprovedVerb(name.slice(0, name.indexOf('-'))),
  );
  if (odd) run.writeWarning(VERB_WARNING(module.name));
}
