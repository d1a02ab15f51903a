/** Get-Module: the modules that are imported, or that could be. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {describeModule} from '../../shell/modules/describe-module.ts';
import type {ModuleInfo} from '../../shell/modules/module-info.ts';
import {availableModules, moduleAtPath} from '../../shell/modules/module-path.ts';
import {type ModuleSpecification, satisfies} from '../../shell/modules/module-specification.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import type {Session} from '../../shell/session/session.ts';
import {wildcard} from '../../shell/values/wildcard.ts';

export const getModule = cmdlet({
  name: 'Get-Module',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['gmo'],
  className: 'GetModuleCommand',
  synopsis: 'Lists the modules imported in the current session or that can be imported.',
  defaultParameterSet: 'Loaded',
  parameters: {
    Name: {
      type: 'string[]',
      position: 0,
      pipeline: 'value',
      wildcards: true,
      help: 'Names; with -ListAvailable also paths.',
    },
    FullyQualifiedName: {
      type: 'Microsoft.PowerShell.Commands.ModuleSpecification[]',
      pipeline: 'name',
      help: 'Module specifications.',
    },
    All: {type: 'switch', help: 'Nested modules too.'},
    ListAvailable: {
      type: 'switch',
      sets: {Available: {mandatory: true}},
      help: 'Modules on the module path and built-in ones.',
    },
    Refresh: {
      type: 'switch',
      sets: {Available: {}},
      help: 'Reads the module path again, as every -ListAvailable does: nothing of it is kept.',
    },
  },
  examples: [{title: 'What is imported', code: 'Get-Module | Select-Object Name, Version'}],
  outputTypes: ['System.Management.Automation.PSModuleInfo'],

  process(run, p) {
    const wanted = (p.FullyQualifiedName ?? []) as ModuleSpecification[];
    const names = [...(p.Name ?? []), ...wanted.map(specification => specification.name)];
    const modules = p.ListAvailable ? available(run.session, names) : loaded(run.session, p.All);
    for (const module of modules) {
      if (names.length > 0 && !names.some(name => isNamed(module, name))) continue;
      const fitting = wanted.every(
        specification => !isNamed(module, specification.name) || satisfies(specification, module),
      );
      if (fitting) run.writeObject(module);
    }
  },
});

function isNamed(module: ModuleInfo, name: string): boolean {
  return /[/\\]/.test(name) ? module.path.startsWith(name) : wildcard(name)(module.name);
}

function loaded(session: Session, all: boolean): ModuleInfo[] {
  const modules = [...modulesOf(session).loaded];
  const withNested = all ? modules.flatMap(module => [module, ...module.nested]) : modules;
  return withNested.sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
}

function available(session: Session, names: readonly string[]): ModuleInfo[] {
  const [only] = names;
  if (names.length === 1 && only !== undefined && /[/\\]/.test(only)) {
    const found = moduleAtPath(only, session);
    return found ? [describeModule(found)] : [];
  }
  const onPath = [...availableModules(session)].flatMap(found => {
    try {
      return [describeModule(found)];
    } catch {
      // A folder with an unreadable manifest is no module.
      return [];
    }
  });
  return [...onPath, ...modulesOf(session).builtIns()];
}
