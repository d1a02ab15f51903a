/** Msvm_GuestFileService: copies files into a machine whose guest services are on (wmi.md 16.6). */
import {copyFilesToGuest, type GuestFile} from '../../root/vmms/guest-files.ts';
import type {CimInstance} from '../cim.ts';
import {type WmiClass, wmiClass} from '../class-definition.ts';
import {type LiveDevice, liveDevices} from './live-device.ts';

const NAME = 'Msvm_GuestFileService';

export const msvmGuestFileService: WmiClass<LiveDevice> = wmiClass<LiveDevice>(NAME, {
  *list(vmms) {
    for (const machine of vmms.machines.values()) yield* liveDevices(machine, 'guest-service');
  },
  properties: {
    CreationClassName: () => NAME,
    Name: ({machine, resource}) => machine.instanceId(resource),
    SystemCreationClassName: () => 'Msvm_ComputerSystem',
    SystemName: ({machine}) => machine.id,
    ElementName: () => 'Guest File Service',
    Caption: () => 'Guest File Service',
    EnabledState: () => 2,
    RequestedState: () => 12,
    EnabledDefault: () => 2,
    HealthState: () => 5,
    OperationalStatus: ({machine}) => [machine.worker?.fcopy.isReady ? 2 : 12],
    StatusDescriptions: ({machine}) => [machine.worker?.fcopy.isReady ? 'OK' : 'No Contact'],
    Started: ({machine}) => machine.worker?.fcopy.isReady ?? false,
  },
  methods: {
    CopyFilesToGuest: ({machine}, args, vmms) =>
      copyFilesToGuest(vmms, machine, args.embeddedList('CopyFileToGuestSettings').map(guestFile)),
  },
});

function guestFile({properties}: CimInstance): GuestFile {
  const {SourcePath, DestinationPath, OverwriteExisting, CreateFullPath} = properties;
  return {
    source: String(SourcePath ?? ''),
    destination: String(DestinationPath ?? ''),
    overwrite: OverwriteExisting === true,
    createPath: CreateFullPath === true,
  };
}
