/** Get-PSProvider: what kinds of drives there are. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {driveTable} from '../../shell/providers/drive.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

export const getPSProvider = cmdlet({
  name: 'Get-PSProvider',
  module: 'Microsoft.PowerShell.Management',
  className: 'GetPSProviderCommand',
  outputTypes: ['System.Management.Automation.ProviderInfo'],
  synopsis: 'Gets information about the specified PowerShell provider.',
  parameters: {
    PSProvider: {type: 'string[]', position: 0, pipeline: 'name', help: 'The provider.'},
  },
  examples: [{title: 'What provides drives', code: 'Get-PSProvider | Select-Object Name, Drives'}],

  process(run, p) {
    const {providers} = driveTable(run.session);
    for (const name of p.PSProvider ?? ['*']) {
      const found = providers.filter(
        provider => wildcard(name)(provider.name) || wildcard(name)(provider.fullName),
      );
      for (const provider of found) run.writeObject(provider);
      if (found.length === 0 && !hasWildcard(name))
        run.writeError(
          run.error(
            'ProviderNotFound',
            'ObjectNotFound',
            new NetException(
              'System.Management.Automation.ProviderNotFoundException',
              `Cannot find a provider with the name '${name}'.`,
            ),
            name,
          ),
        );
    }
  },
});
