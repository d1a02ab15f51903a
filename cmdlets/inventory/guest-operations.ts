/** Scripts and files in guests, for cmdlets: who logs in there, and the call of Hvsh_GuestService. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {ParameterDeclarations, Run} from '../../shell/cmdlet/cmdlet.ts';
import {toText} from '../../shell/conversion/to-text.ts';
import {type PSCredential, SecureString} from '../../shell/types/secure-string.ts';
import type {Value} from '../../shell/values/value.ts';
import {type Speaker, vmError} from './flavour.ts';
import {type Outcome, perform, refusal} from './jobs.ts';
import type {VirtualMachine} from './virtual-machine.ts';

export const guestParameters = {
  GuestCredential: {
    type: 'pscredential',
    help: 'A user of the guest, instead of -GuestUser and -GuestPassword.',
    aliases: ['gc'],
  },
  GuestUser: {type: 'string', help: 'A user of the guest; absent: root.', aliases: ['gu']},
  GuestPassword: {
    type: 'securestring',
    help: "The user's password; a text is taken as well.",
    aliases: ['gp'],
    transform: (_run: Run, value: Value) =>
      typeof value === 'string' ? new SecureString(value) : value,
  },
  ToolsWaitSecs: {
    type: 'int',
    help: "How long to wait for the guest's agent to answer; the default is 20 seconds.",
    validate: [{rangeKind: 'NonNegative'}],
    defaultText: '20',
  },
} as const satisfies ParameterDeclarations;

export interface GuestArguments {
  readonly GuestCredential?: Value;
  readonly GuestUser?: string | undefined;
  readonly GuestPassword?: Value;
  readonly ToolsWaitSecs?: number | undefined;
}

function loginOf(p: GuestArguments): Record<string, CimValue> {
  const credential = p.GuestCredential as PSCredential | undefined;
  const user = credential?.userName ?? p.GuestUser;
  const password = credential?.password ?? p.GuestPassword;
  if (user === undefined || user === null) return {};
  const text = password instanceof SecureString ? password.plainText : toText(password ?? '');
  return {UserName: user, Password: text};
}

/** Calls a method on a machine's guest and waits; undefined after an error was written. Ctrl-C ends it there too. */
export function askGuest(
  run: Run,
  speaker: Speaker,
  machine: VirtualMachine,
  method: 'RunScript' | 'CopyToGuest' | 'CopyFromGuest',
  params: Record<string, CimValue>,
  p: GuestArguments,
): Outcome | undefined {
  const activity = `${speaker.cmdlet} ${machine.name}`;
  const wait = p.ToolsWaitSecs === undefined ? {} : {ContactSecs: p.ToolsWaitSecs};
  const all = {System: {ref: machine.path}, ...params, ...loginOf(p), ...wait};
  const outcome = perform(run, 'Hvsh_GuestService', method, all, activity);
  if (outcome.code === 0) return outcome;
  run.writeError(errorOf(speaker, machine, outcome));
  return undefined;
}

/** No agent answers, or it says no to the user. */
const NOT_READY = 32780;
const ACCESS_DENIED = 32769;

function errorOf(speaker: Speaker, machine: VirtualMachine, outcome: Outcome) {
  const tell = (id: string, message: string) =>
    vmError(speaker, id, 'NotSpecified', message, machine);
  if (outcome.code === NOT_READY)
    return tell(
      'Client20_VmGuestServiceImpl_RunScriptInGuest_ToolsNotRunning',
      `The guest agent of '${machine.name}' does not answer: the guest is still starting, or its image has none.`,
    );
  if (outcome.code === ACCESS_DENIED)
    return tell('Client20_VmGuestServiceImpl_RunScriptInGuest_ViError', outcome.message);
  return refusal(speaker, `'${machine.name}'`, outcome, machine);
}
