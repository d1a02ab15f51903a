/** Msvm_VirtualSystemManagementService: defining, changing and removing machines (wmi.md 7, 9). */
import {
  addResources,
  modifyResources,
  modifySystem,
  removeResources,
} from '../../root/vmms/machine-settings.ts';
import {Job} from '../../root/vmms/jobs.ts';
import {changeKvpItems, type KvpChange} from '../../root/vmms/kvp-items.ts';
import type {Machine} from '../../root/vmms/machine.ts';
import type {ResourceConfig} from '../../root/vmms/machine-config.ts';
import type {Vmms} from '../../root/vmms/vmms.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import type {Arguments} from '../arguments.ts';
import {type CimInstance, type CimValue, isDateTime} from '../cim.ts';
import type {CimObject, Outcome} from '../class-definition.ts';
import {millisOfDateTime} from '../date-time.ts';
import {parseEmbedded} from '../embedded.ts';
import {settingFrom, settingObject} from './device-settings.ts';
import {dataItem} from './kvp-data-item.ts';
import {HOST, machineOf, msvmComputerSystem} from './msvm-computer-system.ts';
import {SUMMARY_CODES, summaryProperties} from './msvm-summary-information.ts';
import {msvmVirtualSystemSettingData} from './msvm-virtual-system-setting-data.ts';
import {
  deviceSettings,
  ownSetting,
  type OwnSetting,
  plainSettings,
  settingOfId,
} from './asked-settings.ts';
import {addFeatures, modifyFeatures, removeFeatures} from './port-features.ts';
import {serviceClass} from './services.ts';

export const msvmVirtualSystemManagementService = serviceClass(
  'Msvm_VirtualSystemManagementService',
  'Hyper-V Virtual Machine Management',
  {
    DefineSystem: (_, args, vmms) => {
      const system = args.optionalEmbedded('SystemSettings');
      const resources = args.embeddedList('ResourceSettings').map(plainSettings);
      const machine = vmms.define(systemSettings(system), resources);
      return {ReturnValue: 0, ResultingSystem: msvmComputerSystem.of(machine)};
    },
    DestroySystem: (_, args, vmms) => vmms.destroy(requiredMachine(args, 'AffectedSystem')),
    ModifySystemSettings: (_, args, vmms) => {
      const settings = args.embedded('SystemSettings');
      const path = String(settings.properties.InstanceID ?? '').replace(/^Microsoft:/i, '');
      const machine = vmms.machine(path);
      if (!machine)
        throw new VmmsError(RETURN.InvalidParameter, `SystemSettings names no machine: "${path}".`);
      modifySystem(vmms, machine, systemSettings(settings));
      return RETURN.Completed;
    },
    AddResourceSettings: async (_, args, vmms) => {
      const machine = args.object('AffectedConfiguration', msvmVirtualSystemSettingData);
      const asked = args
        .embeddedList('ResourceSettings')
        .map(setting => deviceSettings(setting, machine, args));
      return resulting(machine, await addResources(vmms, machine, asked));
    },
    ModifyResourceSettings: async (_, args, vmms) => {
      const changes = args
        .embeddedList('ResourceSettings')
        .map(setting => ({target: settingOfId(setting, args), setting}));
      const results: CimObject[] = [];
      for (const [machine, own] of byMachine(changes)) {
        await modifyResources(
          vmms,
          machine,
          own.map(({target, setting}) => ({
            resource: target.resource,
            asked: deviceSettings(setting, machine, args),
          })),
        );
        for (const {target} of own)
          results.push(
            settingObject(machine, machine.resource(target.resource.id) ?? target.resource),
          );
      }
      return {ReturnValue: 0, ResultingResourceSettings: results};
    },
    RemoveResourceSettings: async (_, args, vmms) => {
      const targets = args
        .anyObjects('ResourceSettings')
        .map(object => ({target: ownSetting(settingFrom(object))}));
      for (const [machine, own] of byMachine(targets))
        await removeResources(
          vmms,
          machine,
          own.map(({target}) => target.resource),
        );
      return RETURN.Completed;
    },
    AddFeatureSettings: (_, args, vmms) => addFeatures(args, vmms),
    ModifyFeatureSettings: (_, args, vmms) => modifyFeatures(args, vmms),
    RemoveFeatureSettings: (_, args, vmms) => removeFeatures(args, vmms),
    GetSummaryInformation: (_, args, vmms) => {
      const asked = args
        .anyObjects('SettingData')
        .flatMap(object => msvmVirtualSystemSettingData.from(object) ?? []);
      const machines = args.value('SettingData') === null ? [...vmms.machines.values()] : asked;
      const codes = (args.value('RequestedInformation') ?? []) as readonly CimValue[];
      const names = codes.flatMap(code => SUMMARY_CODES[Number(code)] ?? []);
      const information = machines.map((machine): CimInstance => {
        const properties = names.map(
          name => [name, summaryProperties[name]?.(machine, vmms) ?? null] as const,
        );
        return {
          className: 'Msvm_SummaryInformation',
          path: '',
          properties: Object.fromEntries(
            properties.map(([name, value]) => [name, wide(name, value)]),
          ),
        };
      });
      return {ReturnValue: 0, SummaryInformation: information};
    },
    AddKvpItems: kvpChange('add'),
    ModifyKvpItems: kvpChange('modify'),
    RemoveKvpItems: kvpChange('remove'),
    FormatError: (_, args) => {
      const messages = args
        .texts('Errors')
        .map(text => String(parseEmbedded(text)?.properties.Message ?? ''));
      return {ReturnValue: 0, ErrorMessage: messages.join('\n')};
    },
  },
  'vmms',
);

const KVP_JOB = 60;

function kvpChange(how: KvpChange) {
  return (_: 'service', args: Arguments, vmms: Vmms): Job => {
    const machine = requiredMachine(args, 'TargetSystem');
    const items = args.embeddedList('DataItems').map(dataItem);
    const job = new Job({
      type: KVP_JOB,
      name: 'Modifying Key-Value Pairs',
      owner: 'Msvm_VirtualSystemManagementService',
    });
    job.affected.push({className: 'Msvm_ComputerSystem', self: machine});
    return vmms.jobs.run(job, () => changeKvpItems(vmms, machine, how, items));
  };
}

/** 64-bit properties of the summary are bigint, as everywhere at the door. */
function wide(name: string, value: CimValue): CimValue {
  return typeof value === 'number' && /^(UpTime|MemoryUsage)$/.test(name) ? BigInt(value) : value;
}

function requiredMachine(args: Arguments, name: string): Machine {
  const system = args.object(name, msvmComputerSystem);
  const machine = machineOf(system);
  if (machine && system !== HOST) return machine;
  throw new VmmsError(RETURN.InvalidParameter, `${name} is the host itself.`);
}

/** Properties of a system settings text; the delay is an interval there and seconds inside. */
function systemSettings(instance: CimInstance | undefined): Record<string, unknown> {
  const {AutomaticStartupActionDelay: delay, ...properties} = instance?.properties ?? {};
  if (delay === undefined || delay === null) return properties;
  const text = typeof delay === 'object' && isDateTime(delay) ? delay.datetime : String(delay);
  return {
    ...properties,
    AutomaticStartupActionDelay: (millisOfDateTime(text) ?? Number.NaN) / 1000,
  };
}

function byMachine<T extends {target: OwnSetting}>(rows: readonly T[]): Map<Machine, T[]> {
  const groups = new Map<Machine, T[]>();
  for (const row of rows)
    groups.set(row.target.machine, [...(groups.get(row.target.machine) ?? []), row]);
  return groups;
}

function resulting(machine: Machine, resources: readonly ResourceConfig[]): Outcome {
  return {
    ReturnValue: 0,
    ResultingResourceSettings: resources.map(resource => settingObject(machine, resource)),
  };
}
