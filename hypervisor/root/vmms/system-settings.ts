/**
 * What of Msvm_VirtualSystemSettingData can be set, the defaults, and the checks (wmi.md 5.2).
 *
 * Only settings that something acts on are here. Others in a Modify text are ignored, as real hosts
 * do with what is not writable (wmi.md 9.4).
 */
import type {MachineConfig, StoredProperties, StoredValue} from './machine-config.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

interface SystemSetting {
  readonly initial: StoredValue;
  /** The value to keep; throws when it is not valid. */
  check(value: unknown): StoredValue;
}

export const STARTUP = {None: 2, IfRunning: 3, Always: 4} as const;
export const SHUTDOWN = {TurnOff: 2, Save: 3, Guest: 4} as const;
export const RECOVERY = {None: 2, Restart: 3} as const;

const settings: Readonly<Record<string, SystemSetting>> = {
  //                               Only the first text of Notes is kept.
  Notes: {
    initial: [],
    check: value =>
      Array.isArray(value) ? value.slice(0, 1).map(String) : value ? [String(value)] : [],
  },
  AutomaticStartupAction: oneOf(
    'AutomaticStartupAction',
    STARTUP.IfRunning,
    Object.values(STARTUP),
  ),
  AutomaticStartupActionDelay: {
    initial: 0,
    check: seconds => inRange('AutomaticStartupActionDelay', seconds, 0, 86_400 * 365),
  },
  AutomaticStartupActionSequenceNumber: {
    initial: 0,
    check: value => inRange('AutomaticStartupActionSequenceNumber', value, 0, 65_535),
  },
  AutomaticShutdownAction: oneOf('AutomaticShutdownAction', SHUTDOWN.Save, Object.values(SHUTDOWN)),
  AutomaticRecoveryAction: oneOf(
    'AutomaticRecoveryAction',
    RECOVERY.Restart,
    Object.values(RECOVERY),
  ),
};

export function systemSetting(config: MachineConfig, name: string): StoredValue {
  return config.system[name] ?? settings[name]?.initial ?? null;
}

/** The kept settings after a change; names that are not settable are left out. */
export function changedSystem(
  old: StoredProperties,
  change: Readonly<Record<string, unknown>>,
): StoredProperties {
  const next = {...old};
  for (const [name, value] of Object.entries(change)) {
    const setting = settings[name];
    if (setting && value !== null && value !== undefined) next[name] = setting.check(value);
  }
  return next;
}

function oneOf(name: string, initial: number, allowed: readonly number[]): SystemSetting {
  return {
    initial,
    check: value => {
      if (allowed.includes(Number(value))) return Number(value);
      throw new VmmsError(
        RETURN.InvalidParameter,
        `${name} must be ${allowed.join(', ')}, but is ${String(value)}.`,
      );
    },
  };
}

function inRange(name: string, value: unknown, low: number, high: number): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= low && number <= high) return number;
  throw new VmmsError(
    RETURN.InvalidParameter,
    `${name} must be ${low} to ${high}, but is ${String(value)}.`,
  );
}
