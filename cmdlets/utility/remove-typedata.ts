/** Remove-TypeData: takes away what was added to a type. */
import {cmdlet, type Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath} from '../../shell/providers/items.ts';
import {filePath} from '../../shell/providers/paths.ts';
import {
  findType,
  getProperty,
  NetException,
  removeTypeData,
  toText,
} from '../../shell/values/index.ts';
import {typeDataError} from './type-data-member.ts';
import {forgetFile} from './type-files.ts';

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
    Path: {
      type: 'string[]',
      sets: {RemoveFileSet: {mandatory: true}},
      validate: [{notNullOrEmpty: true}],
      help: 'Type files that were taken in with Update-TypeData.',
    },
  },
  examples: [{title: 'As it was', code: 'Remove-TypeData My.Type'}],

  process(run, p) {
    if (p.Path !== undefined) return removeFiles(run, p.Path);
    const given = p.TypeName ?? toText(getProperty(p.TypeData, 'TypeName'));
    const name = findType(given)?.fullName ?? given;
    if (!run.shouldProcess(`Name of the type that will be removed: ${name}`, 'Remove TypeData'))
      return;
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

function removeFiles(run: Run, paths: readonly string[]): void {
  for (const text of paths) {
    const found = expandPath(run.session, text, true).map(place => place.path);
    for (const file of found.length > 0 ? found : [filePath(run.session, text)]) {
      if (!run.shouldProcess(`FileName: ${file}`, 'Remove type file') || forgetFile(file)) continue;
      const message = `The file ${file} is not imported into the current session.`;
      run.writeError(typeDataError(run, 'TypeFileNotExistsInCurrentSession', message));
    }
  }
}
