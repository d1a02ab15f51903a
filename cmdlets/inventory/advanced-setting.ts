/** Advanced settings: names and texts kept with a machine, and the settings of the host that can be changed. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {Door} from '../../hypervisor/wmi/door.ts';
import {defineEnum, defineType, enumValue, NetException, toText} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {textOf} from './cim-fields.ts';
import {HOST_ID, uidOf} from './ids.ts';
import {powerCliId} from './machine-id.ts';
import {VirtualMachine} from './virtual-machine.ts';
import {VMHost} from './vm-host.ts';

const kind = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.AdvancedSettingType',
  values: {VM: 0, VMHost: 1, ClusterHA: 2, ClusterDRS: 3, DatastoreClusterSDRS: 4, VIServer: 5},
});

export type Owner = VirtualMachine | VMHost;

export class AdvancedSetting {
  readonly entity: Owner;
  readonly name: string;
  readonly value: Value;
  constructor(entity: Owner, name: string, value: Value) {
    this.entity = entity;
    this.name = name;
    this.value = value;
  }
  get id(): string {
    const owner = this.entity instanceof VirtualMachine ? powerCliId(this.entity.id) : HOST_ID;
    return `${owner}/${this.name}`;
  }
}

defineType<AdvancedSetting>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.AdvancedSetting',
  accelerator: 'AdvancedSetting',
  instance: AdvancedSetting,
  toText: ({name, value}) => `${name}:${toText(value)}`,
  equals: (a, b) => a.id === b.id,
  hashKey: setting => setting.id,
  properties: {
    Name: {type: 'string', get: setting => setting.name},
    Value: {get: setting => setting.value},
    Type: {get: ({entity}) => enumValue(kind, entity instanceof VirtualMachine ? 'VM' : 'VMHost')},
    Description: {type: 'string', get: () => null},
    Entity: {get: setting => setting.entity},
    Id: {type: 'string', get: setting => setting.id},
    Uid: {type: 'string', get: setting => uidOf('AdvancedSetting', setting.id)},
  },
});

/** Settings of Hvsh_Host that Hvsh_HostService.ModifySettings takes. */
const HOST_SETTINGS = ['LogicalProcessors', 'ReservationMode', 'VirtualHardDiskPath'] as const;

export function settingsOf(owner: Owner): AdvancedSetting[] {
  if (owner instanceof VMHost)
    return HOST_SETTINGS.map(
      name => new AdvancedSetting(owner, `Hvsh.${name}`, owner.instance.properties[name] ?? null),
    );
  return optionsOf(owner.door, owner.id).map(
    ([name, value]) => new AdvancedSetting(owner, name, value),
  );
}

export const optionsOf = (door: Door, id: string): [name: string, value: string][] =>
  door
    .instances('Hvsh_MachineOption', {SystemName: id})
    .map(each => [textOf(each, 'Name'), textOf(each, 'Value')]);

/** Sets or, with null, removes. Throws what the host says against it. */
export function changeSetting(owner: Owner, name: string, value: Value): void {
  const {door} = owner;
  if (owner instanceof VirtualMachine) {
    const params: Record<string, CimValue> = {System: {ref: owner.path}};
    if (value === null) params['RemovedNames'] = [name];
    else Object.assign(params, {Names: [name], Values: [toText(value)]});
    return refuse(door.invoke('Hvsh_ResourceService', 'ModifyOptions', params));
  }
  const own = HOST_SETTINGS.find(each => `hvsh.${each.toLowerCase()}` === name.toLowerCase());
  if (own === undefined)
    throw new NetException('VMware.Vim.VimException', `The host has no setting named ${name}.`);
  refuse(door.invoke('Hvsh_HostService', 'ModifySettings', {[own]: value as CimValue}));
}

function refuse(result: {readonly ReturnValue: number; readonly Message?: CimValue}): void {
  if (result.ReturnValue !== 0)
    throw new NetException('VMware.Vim.VimException', String(result.Message ?? ''));
}
