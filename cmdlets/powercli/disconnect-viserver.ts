/** Disconnect-VIServer: forgets connections; machines go on. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {hasWildcard, wildcard} from '../../shell/values/wildcard.ts';
import {connections, disconnect, VIServer} from '../inventory/connections.ts';
import {POWERCLI_EXCEPTION, vmError} from '../inventory/flavour.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Disconnect-VIServer'} as const;

export const disconnectVIServer = cmdlet({
  name: 'Disconnect-VIServer',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.DisconnectVIServer',
  synopsis: 'Closes connections to servers.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    Server: {
      type: 'object[]',
      help: 'Connections or their names; the default is the newest one.',
      position: 0,
      pipeline: 'value',
      wildcards: true,
    },
    Force: {type: 'switch', help: 'Closes the connection also when other references to it exist.'},
  },
  examples: [{title: 'Close all connections', code: 'Disconnect-VIServer * -Confirm:$false'}],
  process(run, p) {
    const newest = connections().at(-1);
    const given = p.Server ?? (newest ? [newest] : []);
    if (given.length === 0) {
      run.writeError(
        vmError(
          speaker,
          'Core_BaseCmdlet_NotConnectedError',
          'ResourceUnavailable',
          'You are not currently connected to any servers. Please connect first using a Connect cmdlet.',
          null,
          POWERCLI_EXCEPTION.connection,
        ),
      );
    }
    for (const value of given) {
      const name = toText(value);
      const found =
        value instanceof VIServer
          ? [value]
          : connections().filter(server => wildcard(name)(server.name));
      if (found.length === 0 && !hasWildcard(name)) {
        run.writeError(
          vmError(
            speaker,
            'Core_ObnSelector_SelectObjectByNameCore_ObjectNotFound',
            'ObjectNotFound',
            `Could not find VIServer with name '${name}'.`,
            name,
          ),
        );
      }
      for (const server of found) {
        if (run.shouldProcess(`User: ${server.user}, Server: ${server.name}, Port: ${server.port}`))
          disconnect(run, server);
      }
    }
  },
});
