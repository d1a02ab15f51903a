/**
 * PowerCLI's own settings. Scripts set them before they connect; nothing here is reached over a network, so they are
 * kept and shown, and a change of one says that it has no effect.
 */
import type {Session} from '../../shell/session/session.ts';
import {type PowerCliSettings, readSettings, writeSettings} from '../../shell/settings/settings.ts';
import {stateFolder} from '../../shell/settings/state-folder.ts';
import {customObject} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

export const SCOPES = ['Session', 'User', 'AllUsers'] as const;
export type Scope = (typeof SCOPES)[number];

/** What the original starts with. */
const DEFAULTS: PowerCliSettings = {
  ProxyPolicy: 'UseSystemProxy',
  DefaultVIServerMode: 'Multiple',
  InvalidCertificateAction: 'Unset',
  DisplayDeprecationWarnings: true,
  WebOperationTimeoutSeconds: 300,
};

export const SETTING_NAMES = [
  'ProxyPolicy',
  'DefaultVIServerMode',
  'InvalidCertificateAction',
  'DisplayDeprecationWarnings',
  'WebOperationTimeoutSeconds',
  'ParticipateInCEIP',
  'CEIPDataTransferProxyPolicy',
] as const satisfies readonly (keyof PowerCliSettings)[];

const ofSession = new WeakMap<Session, PowerCliSettings>();

function settingsOf(session: Session, scope: Scope): PowerCliSettings {
  const {powerCli = {}} = readSettings(stateFolder());
  // A session shows what is true in it, a scope only what was set in it.
  if (scope === 'Session') return {...DEFAULTS, ...powerCli, ...ofSession.get(session)};
  return scope === 'User' ? powerCli : {};
}

export function configuration(session: Session, scope: Scope): Value {
  const settings = settingsOf(session, scope);
  const values = SETTING_NAMES.map(name => [name, settings[name] ?? null]);
  return customObject(
    {Scope: scope, ...Object.fromEntries(values)},
    'VMware.VimAutomation.ViCore.Types.V1.PowerCLIConfiguration',
  );
}

/** Sets for a scope, without one for the session and for those to come. */
export function configure(
  session: Session,
  scope: Exclude<Scope, 'AllUsers'> | undefined,
  changes: PowerCliSettings,
): void {
  if (scope !== 'User') ofSession.set(session, {...ofSession.get(session), ...changes});
  if (scope === 'Session') return;
  const folder = stateFolder();
  writeSettings(folder, {powerCli: {...readSettings(folder).powerCli, ...changes}});
}
