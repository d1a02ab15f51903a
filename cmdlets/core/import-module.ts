/** Import-Module: makes the commands of a module available. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import type {ErrorCategory} from '../../shell/errors/error-category.ts';
import type {ExportFilter} from '../../shell/modules/exports.ts';
import {findModule, moduleNotFound} from '../../shell/modules/find-module.ts';
import {importLoaded, importModule} from '../../shell/modules/import-module.ts';
import {isApprovedVerb} from '../../shell/modules/approved-verbs.ts';
import {ModuleInfo} from '../../shell/modules/module-info.ts';
import {availableModules} from '../../shell/modules/module-path.ts';
import {
  checkMaximum,
  ModuleSpecification,
  satisfies,
} from '../../shell/modules/module-specification.ts';
import {moduleObject} from '../../shell/modules/module-object.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import {hasWildcard, isNull, NetException, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {wildcard} from '../../shell/values/wildcard.ts';

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
      type: 'Microsoft.PowerShell.Commands.ModuleSpecification[]',
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
  examples: [{title: 'A module of a folder', code: 'Import-Module ./my.psm1 -Force'}],
  outputTypes: ['System.Management.Automation.PSModuleInfo'],

  process(run, p) {
    checkRange(run, p);
    const {session, context} = run;
    const where = {session, frame: context.frame, filter: filterOf(p), ...scopeOf(p)};
    for (const module of given(p).filter(isDynamic)) show(run, p, importLoaded(module, where));
    for (const specification of specifications(p)) importNamed(run, p, specification);
  },
});

function checkRange(run: Run, p: Arguments): void {
  if (isNull(p.MaximumVersion)) return;
  const maximum = toText(p.MaximumVersion);
  checkMaximum(maximum);
  const least = isNull(p.MinimumVersion) ? '0' : toText(p.MinimumVersion);
  if (satisfies(new ModuleSpecification('', {maximum}), {version: least})) return;
  const wrong = new NetException(
    'System.Management.Automation.PSArgumentOutOfRangeException',
    `The MinimumVersion '${least}' should not be greater than MaximumVersion '${maximum}'.`,
  );
  run.throwTerminatingError(run.error('ArgumentOutOfRange', 'InvalidArgument', wrong));
}

function given(p: Arguments): ModuleInfo[] {
  return (p.ModuleInfo as ModuleInfo[] | undefined) ?? [];
}

/** Made by New-Module: there is no file to find it by. */
function isDynamic(module: ModuleInfo): boolean {
  return module.sessionState !== null && module.source === '';
}

function specifications(p: Arguments): ModuleSpecification[] {
  const text = (value: unknown) => (isNull(value) ? null : toText(value));
  const versions = {
    minimum: text(p.MinimumVersion),
    maximum: text(p.MaximumVersion),
    required: text(p.RequiredVersion),
  };
  const named = ((p.Name as string[] | undefined) ?? []).map(
    name => new ModuleSpecification(name, versions),
  );
  const qualified = (p.FullyQualifiedName as ModuleSpecification[] | undefined) ?? [];
  const found = given(p).filter(module => !isDynamic(module));
  const others = found.map(module => new ModuleSpecification(module.source || module.name));
  return [...named, ...qualified, ...others];
}

/** Wildcards mean built-in modules and those on the module path. */
function importNamed(run: Run, p: Arguments, specification: ModuleSpecification): void {
  const {name} = specification;
  const matching = hasWildcard(name) && !/[/\\]/.test(name) ? matchingNames(run, name) : [];
  if (matching.length === 0) importOne(run, p, specification);
  for (const match of matching) importOne(run, p, specification.withName(match));
}

function matchingNames({session}: Run, pattern: string): string[] {
  const test = wildcard(pattern);
  const names = [...modulesOf(session).builtIns(), ...availableModules(session)].map(
    module => module.name,
  );
  return [...new Set(names.filter(name => test(name)))];
}

function importOne(run: Run, p: Arguments, specification: ModuleSpecification): void {
  try {
    const module = imported(run, p, specification);
    if (module !== undefined) show(run, p, module);
  } catch (error) {
    // The module's own errors end its import; those about the module are told as errors of the cmdlet.
    if (!(error instanceof NetException) || !error.errorId?.startsWith('Modules_')) throw error;
    const category = (error.category ?? 'ResourceUnavailable') as ErrorCategory;
    run.writeError(run.error(error.errorId, category, error, error.target));
  }
}

function imported(
  run: Run,
  p: Arguments,
  specification: ModuleSpecification,
): ModuleInfo | undefined {
  const {session, context} = run;
  const where = {session, frame: context.frame, filter: filterOf(p), ...scopeOf(p)};
  const table = modulesOf(session);
  const found = findModule(specification, session);
  if (found === undefined) {
    const loaded = table.fitting(specification);
    if (loaded === undefined) throw moduleNotFound(specification);
    return importLoaded(loaded, where);
  }
  run.writeVerbose(`Loading module from path '${found.path}'.`);
  if (found instanceof ModuleInfo) return importLoaded(table.find(found.name) ?? found, where);
  const module = importModule({
    ...where,
    found,
    force: p.Force === true,
    args: (p.ArgumentList as Value[] | undefined) ?? [],
  });
  if (p.DisableNameChecking !== true) warnOfVerbs(run, module);
  return module;
}

function show(run: Run, p: Arguments, module: ModuleInfo): void {
  if (p.AsCustomObject === true) run.writeObject(moduleObject(module));
  else if (p.PassThru === true) run.writeObject(module);
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
