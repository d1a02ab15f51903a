/** Get-TypeData: the members and display hints that were added to types. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {allTypeData, wildcard} from '../../shell/values/index.ts';
import {typeDataObject} from './type-data-object.ts';

export const getTypeData = cmdlet({
  name: 'Get-TypeData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetTypeDataCommand',
  outputTypes: ['System.Management.Automation.Runspaces.TypeData'],
  synopsis: 'Gets the extended type data in the current session.',
  parameters: {
    TypeName: {
      type: 'string[]',
      position: 0,
      pipeline: 'value',
      wildcards: true,
      validate: [{notNullOrEmpty: true}],
      help: 'Names of types; wildcards are allowed.',
    },
  },
  examples: [{title: 'What was added to a type', code: 'Get-TypeData System.Array'}],

  process(run, p) {
    const fits = (p.TypeName ?? ['*']).map(pattern => wildcard(pattern));
    for (const data of allTypeData())
      if (fits.some(test => test(data.typeName))) run.writeObject(typeDataObject(data));
  },
});
