/** Connect-VIServer: opens a connection to the host service of this machine. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {textOf} from '../inventory/cim-fields.ts';
import {connect, connections, isThisMachine, VIServer} from '../inventory/connections.ts';
import {POWERCLI_EXCEPTION, vmError} from '../inventory/flavour.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Connect-VIServer'} as const;

/** vCenter's port; shown, since scripts read it. The connection itself is a socket of this user. */
const PORT = 443;

/** Scripts give these for a vCenter; here they are answered with a warning. */
const NOT_USED = ['User', 'Password', 'Credential', 'Port', 'Protocol'];

export const connectVIServer = cmdlet({
  name: 'Connect-VIServer',
  module: 'VMware.VimAutomation.Core',
  aliases: ['Get-VIServer', 'Get-VC', 'Get-ESX'],
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.ConnectVIServer',
  synopsis: 'Connects to a server: localhost is the host service of this machine.',
  description:
    'The host service is reached over a socket that belongs to this user, so no credential is asked for. Connections show in $DefaultVIServer and $DefaultVIServers.',
  parameters: {
    Server: {type: 'string[]', help: 'The name: localhost.', mandatory: true, position: 0},
    Port: {type: 'int', help: 'Not used: the socket of this user has no port.'},
    Protocol: {
      type: 'string',
      help: 'Not used: the socket of this user has no protocol to choose.',
      validate: [{set: ['http', 'https']}],
    },
    Credential: {type: 'pscredential', help: 'Not needed: the socket belongs to this user.'},
    User: {
      type: 'string',
      help: 'Not needed: the socket belongs to this user.',
      aliases: ['Username'],
    },
    Password: {type: 'string', help: 'Not needed: the socket belongs to this user.'},
    NotDefault: {type: 'switch', help: 'Does not become the default server of later cmdlets.'},
    Force: {type: 'switch', help: 'Suppresses questions; none is asked here.'},
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VIServer'],
  examples: [{title: 'Connect to this machine', code: 'Connect-VIServer localhost'}],
  process(run, p) {
    if (NOT_USED.some(name => run.bound.has(name))) {
      run.writeWarning(
        'The host service is reached over a socket of this user: user name, password, credential, port and protocol are not used.',
      );
    }
    for (const name of p.Server) {
      if (!isThisMachine(name)) {
        const message = `Could not resolve the requested VC server. Additional Information: hvsh reaches localhost only, but was given '${name}'.`;
        run.writeError(
          vmError(
            speaker,
            'Client20_ConnectivityServiceImpl_Reconnect_NameResolutionFailure',
            'ObjectNotFound',
            message,
            name,
            POWERCLI_EXCEPTION.connection,
          ),
        );
        continue;
      }
      const known = connections().find(server => server.name === name);
      const [host] = run.door().instances('Hvsh_Host');
      const server = known ?? new VIServer(name, PORT, host ? textOf(host, 'Version') : '');
      if (!p.NotDefault) connect(run, server);
      run.writeObject(server);
    }
  },
});
