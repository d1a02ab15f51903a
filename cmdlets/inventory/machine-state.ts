/** The states of a machine in both vocabularies. Numbers: CIM EnabledState of Msvm_ComputerSystem. */
import {defineEnum, enumValue} from '../../shell/values/define-enum.ts';
import type {Value} from '../../shell/values/value.ts';

export const EnabledState = {
  Other: 1,
  Running: 2,
  Off: 3,
  Stopping: 4,
  Saved: 6,
  Paused: 9,
  Starting: 10,
  Reset: 11,
  Saving: 32773,
  Pausing: 32776,
  Resuming: 32777,
  FastSaved: 32779,
  FastSaving: 32780,
} as const;

const vmStateType = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMState',
  values: {
    ...EnabledState,
    RunningCritical: 32785,
    OffCritical: 32786,
    StoppingCritical: 32787,
    SavedCritical: 32788,
    PausedCritical: 32789,
    StartingCritical: 32790,
  },
});

const powerStateType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.Inventory.PowerState',
  values: {PoweredOff: 0, PoweredOn: 1, Suspended: 2},
});

const heartbeatType = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMHeartbeatStatus',
  values: {
    Unknown: 0,
    Disabled: 1,
    NoContact: 2,
    Error: 3,
    LostCommunication: 4,
    OkApplicationsUnknown: 5,
    OkApplicationsHealthy: 6,
    OkApplicationsCritical: 7,
    Paused: 8,
  },
});

const operationalStatusType = defineEnum({
  fullName: 'Microsoft.HyperV.PowerShell.VMOperationalStatus',
  values: {
    Ok: 2,
    Degraded: 3,
    PredictiveFailure: 5,
    InService: 11,
    Dormant: 15,
    CreatingSnapshot: 32768,
    ApplyingSnapshot: 32769,
    DeletingSnapshot: 32770,
    WaitingToStart: 32771,
    MergingDisks: 32772,
    ExportingVirtualMachine: 32773,
    MigratingVirtualMachine: 32774,
  },
});

export const vmState = (enabledState: number): Value => enumValue(vmStateType, enabledState);

/** The state as its name: `Running`, `Off`. */
export function stateName(enabledState: number): string {
  return (
    Object.entries(EnabledState).find(([, value]) => value === enabledState)?.[0] ??
    String(enabledState)
  );
}

/** PowerCLI knows three: a machine that has a processor context somewhere in memory counts as powered on. */
export function powerStateName(enabledState: number): 'PoweredOn' | 'PoweredOff' | 'Suspended' {
  if (enabledState === EnabledState.Off) return 'PoweredOff';
  return enabledState === EnabledState.Saved || enabledState === EnabledState.FastSaved
    ? 'Suspended'
    : 'PoweredOn';
}

export const powerState = (enabledState: number): Value =>
  enumValue(powerStateType, powerStateName(enabledState));

/** As vSphere words a state in a fault: `Powered on`. */
export const faultStateText = (enabledState: number): string =>
  ({PoweredOn: 'Powered on', PoweredOff: 'Powered off', Suspended: 'Suspended'})[
    powerStateName(enabledState)
  ];

/** From Msvm_SummaryInformation.Heartbeat: 2 OK, 6 error, 12 no contact, 13 lost; null: component disabled or machine off. */
export function heartbeat(code: number | null, enabledState: number): Value {
  if (code === null) return null;
  if (enabledState === EnabledState.Paused) return enumValue(heartbeatType, 'Paused');
  const names: Readonly<Record<number, string>> = {
    2: 'OkApplicationsUnknown',
    6: 'Error',
    12: 'NoContact',
    13: 'LostCommunication',
  };
  return enumValue(heartbeatType, names[code] ?? 'Unknown');
}

export const operationalStatus = (codes: readonly number[]): Value[] =>
  codes.map(code => enumValue(operationalStatusType, code));
