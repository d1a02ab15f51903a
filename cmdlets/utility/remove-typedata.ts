/** Remove-TypeData: takes away what was added to a type. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  findType,
  getProperty,
  NetException,
  removeTypeData,
  toText,
} from '../../shell/values/index.ts';

export const removeTypeDataCmdlet = cmdlet({
  name: 'Remove-TypeData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'RemoveTypeDataCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'RemoveTypeDataSet',
  synopsis: 'Deletes extended types from the current session.',
  parameters: {
    TypeData: {
      type: 'psobject',
      sets: {RemoveTypeDataSet: {mandatory: true, pipeline: 'value'}},
      help: 'Type data as Get-TypeData writes it.',
    },
    TypeName: {
      type: 'string',
      sets: {RemoveTypeSet: {mandatory: true, position: 0, pipeline: 'both'}},
      help: 'The name of a type.',
    },
  },
  examples: [{title: 'As it was', code: 'Remove-TypeData My.Type'}],

  process(run, p) {
    const given = p.TypeName ?? toText(getProperty(p.TypeData, 'TypeName'));
    const name = findType(given)?.fullName ?? given;
    if (!run.shouldProcess(`TypeName: ${name}`, 'Remove TypeData')) return;
    if (removeTypeData(name)) return;
    const message = `Error in TypeData "${name}": The type "${name}" was not found. The type name value must be the full name of the type. Verify the type name and run the command again.`;
    run.writeError(
      run.error(
        'TypesDynamicRemoveException',
        'InvalidOperation',
        new NetException('System.Management.Automation.RuntimeException', message),
      ),
    );
  },
});
