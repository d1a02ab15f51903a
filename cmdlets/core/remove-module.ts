/** Remove-Module: takes an imported module and its commands away. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {removeModule} from '../../shell/modules/import-module.ts';
import type {ModuleInfo} from '../../shell/modules/module-info.ts';
import {type ModuleSpecification, satisfies} from '../../shell/modules/module-specification.ts';
import {modulesOf} from '../../shell/modules/module-table.ts';
import {NetException} from '../../shell/values/net-exception.ts';
import {wildcard} from '../../shell/values/wildcard.ts';

export const removeModuleCmdlet = cmdlet({
  name: 'Remove-Module',
  module: 'Microsoft.PowerShell.Core',
  aliases: ['rmo'],
  className: 'RemoveModuleCommand',
  synopsis: 'Removes modules from the current session.',
  supportsShouldProcess: true,
  parameters: {
    Name: {
      type: 'string[]',
      sets: {name: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Names of imported modules.',
    },
    FullyQualifiedName: {
      type: 'Microsoft.PowerShell.Commands.ModuleSpecification[]',
      sets: {FullyQualifiedName: {mandatory: true, pipeline: 'name'}},
      help: 'Module specifications: tables with ModuleName and a version.',
    },
    ModuleInfo: {
      type: 'psmoduleinfo[]',
      sets: {ModuleInfo: {mandatory: true, position: 0, pipeline: 'value'}},
      help: 'Module objects of Get-Module.',
    },
    Force: {type: 'switch', help: 'Removes read-only modules too.'},
  },
  examples: [{title: 'Its commands go', code: 'Remove-Module my'}],

  process(run, p) {
    const {session} = run;
    const table = modulesOf(session);
    const wanted = (p.FullyQualifiedName ?? []) as ModuleSpecification[];
    for (const specification of wanted) {
      const found = table.loaded.filter(
        ({name, version, guid}) =>
          name.toLowerCase() === specification.name.toLowerCase() &&
          satisfies(specification, {version, guid}),
      );
      if (found.length === 0) noneRemoved(specification.name);
      for (const module of found) remove(module);
    }
    for (const module of chosen(p.Name ?? [], p.ModuleInfo as ModuleInfo[] | undefined))
      remove(module);

    function chosen(names: readonly string[], given: readonly ModuleInfo[] = []): ModuleInfo[] {
      return [...given, ...names.flatMap(named)];
    }
    function named(name: string): ModuleInfo[] {
      const test = wildcard(name);
      const found = table.loaded.filter(module => test(module.name) || module.path === name);
      if (found.length === 0 && !/[*?[]/.test(name)) noneRemoved(name);
      return found;
    }
    function noneRemoved(name: string): void {
      const text = `No modules were removed. Verify that the specification of modules to remove is correct and those modules exist in the runspace.`;
      run.writeError(
        run.error(
          'Modules_NoModulesRemoved',
          'ResourceUnavailable',
          new NetException('System.InvalidOperationException', text),
          name,
        ),
      );
    }
    function remove(module: ModuleInfo): void {
      const needing = table.loaded.find(
        other => other !== module && other.required.includes(module),
      );
      if (needing !== undefined && !p.Force) {
        const text = `Unable to remove the module '${module.name}' because it is required by '${needing.name}'. Add the Force parameter to your command to remove the module.`;
        run.writeError(
          run.error(
            'Modules_ModuleIsRequired',
            'PermissionDenied',
            new NetException('System.InvalidOperationException', text),
            module.name,
          ),
        );
        return;
      }
      if (module.accessMode === 'Constant' || (module.accessMode === 'ReadOnly' && !p.Force)) {
        const constant = module.accessMode === 'Constant';
        const text = constant
          ? `Unable to remove the module '${module.name}' because it is marked as 'constant.' A module cannot be removed if it is marked 'constant.'`
          : `Unable to remove the module '${module.name}' because it is read-only. Add the Force parameter to your command to remove read-only modules.`;
        const id = constant ? 'Modules_ModuleIsConstant' : 'Modules_ModuleIsReadOnly';
        run.writeError(
          run.error(
            id,
            'PermissionDenied',
            new NetException('System.InvalidOperationException', text),
            module.name,
          ),
        );
        return;
      }
      if (run.shouldProcess(module.name)) removeModule(session, module);
    }
  },
});
