/**
 * Features of the switch ports of machines: VLAN, bandwidth, security, which hang on a connection
 * (wmi.md 15.1). The methods are those of Msvm_VirtualSystemManagementService.
 */
import {featureKind} from '../../root/vmms/device-kinds.ts';
import {addResources, modifyResources, removeResources} from '../../root/vmms/machine-settings.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import type {CimObject, Outcome} from '../class-definition.ts';
import {ownSetting, plainSettings, settingOfId} from './asked-settings.ts';
import {settingFrom, settingObject} from './device-settings.ts';

export async function addFeatures(args: Arguments, vmms: Vmms): Promise<Outcome> {
  const [owner] = args.anyObjects('AffectedConfiguration');
  const {machine, resource} = ownSetting(owner && settingFrom(owner));
  const asked = args.embeddedList('FeatureSettings').map(setting => {
    const kind = featureKind(setting.className);
    if (!kind) throw new VmmsError(RETURN.InvalidParameter, `${setting.className} is no feature.`);
    return {
      ...plainSettings(setting),
      ResourceType: kind.resourceType,
      ResourceSubType: kind.subType,
      Parent: resource.id,
    };
  });
  const made = await addResources(vmms, machine, asked);
  const results = made.map(row => settingObject(machine, row));
  return {ReturnValue: RETURN.Completed, ResultingFeatureSettings: results};
}

export async function modifyFeatures(args: Arguments, vmms: Vmms): Promise<Outcome> {
  const results: CimObject[] = [];
  for (const setting of args.embeddedList('FeatureSettings')) {
    const {machine, resource} = settingOfId(setting, args);
    const {Parent: _parent, ...asked} = plainSettings(setting);
    await modifyResources(vmms, machine, [{resource, asked}]);
    results.push(settingObject(machine, machine.resource(resource.id) ?? resource));
  }
  return {ReturnValue: RETURN.Completed, ResultingFeatureSettings: results};
}

export async function removeFeatures(args: Arguments, vmms: Vmms): Promise<Outcome> {
  for (const object of args.anyObjects('FeatureSettings')) {
    const {machine, resource} = ownSetting(settingFrom(object));
    await removeResources(vmms, machine, [resource]);
  }
  return RETURN.Completed;
}
