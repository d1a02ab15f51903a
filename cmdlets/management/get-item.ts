/** Get-Item: the item at a path. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {itemObject} from '../../shell/providers/items.ts';
import {itemPlaces} from './item-arguments.ts';
import {hiddenNeedsForce} from './hidden-items.ts';
import {CREDENTIAL, FORCE, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

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
    Path: PATH,
    ...NAME_FILTERS,
    Force: FORCE,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'A file', code: '(Get-Item log.txt).Length'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      if (hiddenNeedsForce(run, place, p.Force)) continue;
      run.writeObject(itemObject(run.session, place));
    }
  },
});
