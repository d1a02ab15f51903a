/** Msvm_VirtualSystemSettingData: the settings of a machine as a whole (wmi.md 5.2). */
import path from 'node:path';
import type {Machine} from '../../root/vmms/machine.ts';
import {systemSetting} from '../../root/vmms/system-settings.ts';
import type {CimValue} from '../cim.ts';
import {type Keys, wmiClass} from '../class-definition.ts';
import {cimInterval, cimTime} from '../date-time.ts';

const PREFIX = 'Microsoft:';

/** The machine whose settings an InstanceID names. */
export function machineIdOf(keys: Keys): string | undefined {
  const id = keys.get('instanceid') ?? keys.get('');
  return id?.toLowerCase().startsWith(PREFIX.toLowerCase()) ? id.slice(PREFIX.length) : undefined;
}

function setting(name: string): (machine: Machine) => CimValue {
  return machine => systemSetting(machine.config, name) as CimValue;
}

export const msvmVirtualSystemSettingData = wmiClass<Machine>('Msvm_VirtualSystemSettingData', {
  list: vmms => vmms.machines.values(),
  find: (keys, vmms) => vmms.machine(machineIdOf(keys) ?? ''),
  properties: {
    InstanceID: machine => `${PREFIX}${machine.id}`,
    ElementName: machine => machine.name,
    Caption: () => 'Virtual Machine Settings',
    Description: () => 'Settings of a virtual machine',
    VirtualSystemIdentifier: machine => machine.id,
    VirtualSystemType: () => 'Microsoft:Hyper-V:System:Realized',
    VirtualSystemSubType: machine => `Microsoft:Hyper-V:SubType:${machine.config.generation}`,
    Version: () => '10.0',
    Notes: setting('Notes'),
    CreationTime: machine => cimTime(Date.parse(machine.config.created)),
    ConfigurationID: machine => machine.id,
    ConfigurationDataRoot: (_, vmms) => vmms.store.home,
    ConfigurationFile: machine => path.join('machines', machine.id, 'config.json'),
    SuspendDataRoot: (machine, vmms) => vmms.store.machineFolder(machine.id),
    AutomaticStartupAction: setting('AutomaticStartupAction'),
    AutomaticStartupActionDelay: machine =>
      cimInterval(Number(systemSetting(machine.config, 'AutomaticStartupActionDelay')) * 1000),
    AutomaticStartupActionSequenceNumber: setting('AutomaticStartupActionSequenceNumber'),
    AutomaticShutdownAction: setting('AutomaticShutdownAction'),
    AutomaticRecoveryAction: setting('AutomaticRecoveryAction'),
    IsSaved: machine => machine.config.savedState !== undefined,
  },
});
