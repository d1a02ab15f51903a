/** Set-PowerCLIConfiguration: sets PowerCLI's own settings, and says that none has an effect here. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {PowerCliSettings} from '../../shell/settings/settings.ts';
import {vmError} from '../inventory/flavour.ts';
import {
  configuration,
  configure,
  SCOPES,
  SETTING_NAMES,
} from '../inventory/power-cli-configuration.ts';

const speaker = {
  flavour: 'PowerCLI',
  cmdlet: 'Set-PowerCLIConfiguration',
  className: 'SetVIToolkitConfiguration',
} as const;

const proxy = {type: 'string', validate: [{set: ['NoProxy', 'UseSystemProxy']}]} as const;

export const setPowerCLIConfiguration = cmdlet({
  name: 'Set-PowerCLIConfiguration',
  module: 'VMware.VimAutomation.Core',
  aliases: ['Set-VIToolkitConfiguration'],
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.SetVIToolkitConfiguration',
  synopsis: 'Sets the PowerCLI settings of the session and of this user.',
  description:
    'They are kept and shown, but have no effect: the one server is reached over a socket of this user, without certificate, proxy or time limit, and nothing is sent to anyone. A warning says so.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    ProxyPolicy: {...proxy, help: 'Whether a proxy is used.'},
    DefaultVIServerMode: {
      type: 'string',
      help: 'How many servers a session works with.',
      validate: [{set: ['Single', 'Multiple']}],
    },
    InvalidCertificateAction: {
      type: 'string',
      help: 'What is done about a certificate that is not valid.',
      validate: [{set: ['Fail', 'Prompt', 'Warn', 'Ignore', 'Unset']}],
    },
    ParticipateInCeip: {type: 'bool', help: 'Whether data about use is sent; it never is.'},
    CEIPDataTransferProxyPolicy: {...proxy, help: 'Whether a proxy is used for that.'},
    DisplayDeprecationWarnings: {type: 'bool', help: 'Whether old names are warned about.'},
    WebOperationTimeoutSeconds: {
      type: 'int',
      help: 'How long an operation over the network may take.',
      aliases: ['EsxcliOperationTimeoutSeconds'],
    },
    Scope: {
      type: 'string',
      help: 'Session, or User for sessions to come. Absent: both.',
      validate: [{set: [...SCOPES]}],
    },
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.PowerCLIConfiguration'],
  examples: [
    {
      title: 'As scripts begin',
      code: 'Set-PowerCLIConfiguration -InvalidCertificateAction Ignore -Scope Session -Confirm:$false',
    },
  ],
  process(run, p) {
    const {Scope: given, ParticipateInCeip: ParticipateInCEIP, ...rest} = p;
    const scope = SCOPES.find(each => each.toLowerCase() === given?.toLowerCase());
    if (scope === 'AllUsers') {
      const message = 'Settings are kept for each user: there are none of all users.';
      const id = 'Core_PowerCLIConfiguration_NoAllUsers';
      return run.writeError(vmError(speaker, id, 'InvalidArgument', message));
    }
    const asked: PowerCliSettings = {...rest, ParticipateInCEIP} as PowerCliSettings;
    const changes: PowerCliSettings = Object.fromEntries(
      SETTING_NAMES.filter(name => asked[name] !== undefined).map(name => [name, asked[name]]),
    );
    const names = Object.keys(changes);
    if (!run.shouldProcess(names.join(', '), 'Update PowerCLI configuration')) return;
    if (names.length > 0) {
      configure(run.session, scope, changes);
      run.writeWarning(`Kept without effect on this host: ${names.join(', ')}.`);
    }
    for (const each of scope ? [scope] : SCOPES) run.writeObject(configuration(run.session, each));
  },
});
