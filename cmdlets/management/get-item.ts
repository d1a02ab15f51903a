/** Get-Item: the item at a path. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {itemObject} from '../../shell/providers/items.ts';
import {itemPlaces} from './item-arguments.ts';
import {hiddenNeedsForce} from './hidden-items.ts';

export const getItem = cmdlet({
  name: 'Get-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gi'],
  className: 'GetItemCommand',
  defaultParameterSet: 'Path',
  outputTypes: [
    'System.Management.Automation.AliasInfo',
    'Microsoft.PowerShell.Commands.X509StoreLocation',
    'System.Security.Cryptography.X509Certificates.X509Store',
    'System.Security.Cryptography.X509Certificates.X509Certificate2',
    'System.Collections.DictionaryEntry',
    'System.IO.DirectoryInfo',
    'System.IO.FileInfo',
    'System.Management.Automation.FunctionInfo',
    'System.Management.Automation.FilterInfo',
    'Microsoft.Win32.RegistryKey',
    'System.Management.Automation.PSVariable',
    'Microsoft.WSMan.Management.WSManConfigContainerElement',
    'Microsoft.WSMan.Management.WSManConfigLeafElement',
  ],
  synopsis: 'Gets the item at the specified location.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    Filter: {type: 'string', wildcards: true, help: 'A wildcard the provider applies itself.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    Force: {type: 'switch', help: 'Also does what is guarded otherwise.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      if (hiddenNeedsForce(run, place, p.Force)) continue;
      run.writeObject(itemObject(run.session, place));
    }
  },
});
