/** Export-ModuleMember: says what the module being loaded shows to its importer. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {recordExportCall} from '../../shell/modules/exports.ts';
import {ModuleInfo} from '../../shell/modules/module-info.ts';

export const exportModuleMember = cmdlet({
  name: 'Export-ModuleMember',
  module: 'Microsoft.PowerShell.Core',
  className: 'ExportModuleMemberCommand',
  synopsis: 'Specifies the module members that are exported.',
  parameters: {
    Function: {
      type: 'string[]',
      position: 0,
      pipeline: 'both',
      wildcards: true,
      allowEmptyCollection: true,
      help: 'Functions to export.',
    },
    Cmdlet: {
      type: 'string[]',
      pipeline: 'name',
      wildcards: true,
      allowEmptyCollection: true,
      help: 'Cmdlets to export.',
    },
    Variable: {type: 'string[]', pipeline: 'name', wildcards: true, help: 'Variables to export.'},
    Alias: {type: 'string[]', pipeline: 'name', wildcards: true, help: 'Aliases to export.'},
  },
  examples: [
    {
      title: 'What a module shows',
      code: 'New-Module { function Get-A { 1 }; function hidden { 2 }; Export-ModuleMember Get-A }',
    },
  ],

  process(run, p) {
    const {module} = run.context.frame.state;
    if (!(module instanceof ModuleInfo)) {
      return run.throwTerminatingError(
        run.error(
          'Modules_CanOnlyExecuteExportModuleMemberInsideAModule',
          'PermissionDenied',
          'The Export-ModuleMember cmdlet can only be called from inside a module.',
        ),
      );
    }
    recordExportCall(module, {
      ...(p.Function ? {functions: p.Function} : {}),
      ...(p.Cmdlet ? {cmdlets: p.Cmdlet} : {}),
      ...(p.Variable ? {variables: p.Variable} : {}),
      ...(p.Alias ? {aliases: p.Alias} : {}),
    });
  },
});
