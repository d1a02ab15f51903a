/** Settings of devices as methods are given them: plain values, and whose they are (wmi.md 9). */
import type {Machine} from '../../root/vmms/machine.ts';
import type {
  ResourceConfig,
  StoredProperties,
  StoredValue,
} from '../../root/vmms/machine-config.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {type Arguments, pathText} from '../arguments.ts';
import {type CimInstance, type CimValue, isInstance, isReference} from '../cim.ts';
import {type DeviceSetting, settingFrom} from './device-settings.ts';

/** Settings as plain values: references become their paths, 64-bit numbers become numbers. */
export function plainSettings(instance: CimInstance): StoredProperties {
  return Object.fromEntries(
    Object.entries(instance.properties).map(([name, value]) => [name, plain(value)]),
  );
}

function plain(value: CimValue): StoredValue {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value as StoredValue;
  if (isReference(value as CimValue)) return (value as {ref: string}).ref;
  return isInstance(value as CimValue) ? (value as CimInstance).path : pathText(value as CimValue);
}

/** Settings of a device in a machine: `Parent` becomes an id within the machine. */
export function deviceSettings(
  instance: CimInstance,
  machine: Machine,
  args: Arguments,
): StoredProperties {
  const settings = plainSettings(instance);
  if (typeof settings.Parent !== 'string' || settings.Parent === '') return withoutParent(settings);
  const object = args.find(settings.Parent);
  const parent = object && settingFrom(object);
  if (parent?.machine !== machine || !parent.resource)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `Parent is not a setting of '${machine.name}': ${settings.Parent}`,
    );
  return {...settings, Parent: parent.resource.id};
}

function withoutParent({Parent: _parent, ...settings}: StoredProperties): StoredProperties {
  return settings;
}

export interface OwnSetting extends DeviceSetting {
  readonly machine: Machine;
  readonly resource: ResourceConfig;
}

/** The setting that a Modify text names by InstanceID, whatever its class. */
export function settingOfId(setting: CimInstance, args: Arguments): OwnSetting {
  const id = String(setting.properties.InstanceID ?? '');
  const object = args.find(`CIM_SettingData.InstanceID="${id.replace(/[\\"]/g, '\\$&')}"`);
  return ownSetting(object && settingFrom(object), id);
}

export function ownSetting(setting: DeviceSetting | undefined, id = ''): OwnSetting {
  const {machine, resource} = setting ?? {};
  if (setting && machine && resource) return {...setting, machine, resource};
  throw new VmmsError(RETURN.InvalidParameter, `There is no setting of a machine "${id}".`);
}
