/**
 * ReconfigVM: changes a machine by a VirtualMachineConfigSpec. What the host can not change is refused by name,
 * unless it is as asked already.
 */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {NetException, toArray, toText} from '../../shell/values/index.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import type {Value} from '../../shell/values/value.ts';
import {numberOf, pathOf} from '../inventory/cim-fields.ts';
import {immediateTask} from '../inventory/host-task.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import {type ManagedReference, referenceOf} from './managed-reference.ts';
import {VimData} from './vim-data.ts';
import type {VirtualMachineView} from './vm-view.ts';

const SERVICE = 'Msvm_VirtualSystemManagementService';

/** `config` is the machine's present VirtualMachineConfigInfo. */
export function reconfigure(
  {machine}: VirtualMachineView,
  given: Value,
  config: () => VimData,
): ManagedReference {
  if (!(given instanceof VimData))
    throw new NetException(
      'VMware.Vim.VimException',
      'A specified parameter was not correct: spec',
    );
  const left = new Map([...given.values].filter(([, value]) => value !== null));
  const task = immediateTask(machine, 'ReconfigVM_Task', () => {
    const steps = [
      ...systemChange(machine, left),
      ...hardwareChange(machine, left),
      ...allocationChange(machine, left),
      ...optionChange(machine, left),
    ];
    if (left.size > 0) refuseOthers(config(), left);
    for (const step of steps) perform(machine, step);
    machine.invalidate();
  });
  return referenceOf(task.id);
}

interface Step {
  readonly target: string;
  readonly method: string;
  readonly params: Record<string, CimValue>;
}
type Asked = Map<string, Value>;

/** Takes a property out of what is asked; undefined when it is not asked for. */
function take<T>(asked: Asked, name: string, read: (value: Value) => T): T | undefined {
  if (!asked.has(name)) return undefined;
  const value = asked.get(name);
  asked.delete(name);
  return read(value);
}

function systemChange(machine: VirtualMachine, asked: Asked): Step[] {
  const name = take(asked, 'Name', value => toText(value));
  const notes = take(asked, 'Annotation', value => toText(value));
  if (name === undefined && notes === undefined) return [];
  const system = machine.part('system');
  const properties = {
    ...system.properties,
    ...(name === undefined ? {} : {ElementName: name}),
    ...(notes === undefined ? {} : {Notes: [notes]}),
  };
  const params = {SystemSettings: {...system, properties}};
  return [{target: SERVICE, method: 'ModifySystemSettings', params}];
}

function hardwareChange(machine: VirtualMachine, asked: Asked): Step[] {
  const processors = take(asked, 'NumCPUs', asNumber);
  const memory = take(asked, 'MemoryMB', asNumber);
  const changed = (part: 'processor' | 'memory', quantity: number | undefined) => {
    if (quantity === undefined) return [];
    const setting = machine.part(part);
    return [{...setting, properties: {...setting.properties, VirtualQuantity: quantity}}];
  };
  const settings = [...changed('memory', memory), ...changed('processor', processors)];
  if (settings.length === 0) return [];
  const params = {ResourceSettings: settings};
  return [{target: SERVICE, method: 'ModifyResourceSettings', params}];
}

function allocationChange(machine: VirtualMachine, asked: Asked): Step[] {
  const params: Record<string, CimValue> = {};
  take(asked, 'CpuAllocation', value => readAllocation(value, 'Cpu', 'MHz', params));
  take(asked, 'MemoryAllocation', value => readAllocation(value, 'Mem', 'MB', params));
  if (Object.keys(params).length === 0) return [];
  params['System'] = {ref: machine.path};
  return [{target: 'Hvsh_ResourceService', method: 'ModifyConfiguration', params}];
}

function readAllocation(
  value: Value,
  what: 'Cpu' | 'Mem',
  unit: string,
  params: Record<string, CimValue>,
): void {
  if (!(value instanceof VimData)) return;
  const number = (from: VimData, name: string): number | undefined => {
    const found = from.values.get(name);
    return found === null || found === undefined ? undefined : asNumber(found);
  };
  const reservation = number(value, 'Reservation');
  const limit = number(value, 'Limit');
  if (reservation !== undefined) params[`${what}Reservation${unit}`] = reservation;
  if (limit !== undefined) params[`${what}Limit${unit}`] = limit < 0 ? null : limit;
  const shares = value.values.get('Shares');
  if (!(shares instanceof VimData)) return;
  const level = shares.values.get('Level');
  const count = number(shares, 'Shares');
  if (level !== undefined && level !== null) params[`${what}SharesLevel`] = toText(level);
  if (count !== undefined && toText(level ?? 'custom').toLowerCase() === 'custom')
    params[`Num${what}Shares`] = count;
}

/** Extra configuration: an empty value removes a name, as in the API. */
function optionChange(machine: VirtualMachine, asked: Asked): Step[] {
  const options = take(asked, 'ExtraConfig', value => toArray(value)) ?? [];
  const pairs = options
    .filter(each => each instanceof VimData)
    .map(
      ({values}) => [toText(values.get('Key') ?? ''), toText(values.get('Value') ?? '')] as const,
    );
  if (pairs.length === 0) return [];
  const kept = pairs.filter(([, value]) => value !== '');
  const params = {
    System: {ref: machine.path},
    Names: kept.map(([name]) => name),
    Values: kept.map(([, value]) => value),
    RemovedNames: pairs.filter(([, value]) => value === '').map(([name]) => name),
  };
  return [{target: 'Hvsh_ResourceService', method: 'ModifyOptions', params}];
}

/** Everything else must be as it is. */
function refuseOthers(config: VimData, asked: Asked): void {
  for (const [name, value] of asked) {
    if (!isAsAsked(value, config.values.get(name) ?? null)) refuse(name);
  }
}

function refuse(name: string): never {
  throw new NetException(
    'System.NotImplementedException',
    `VirtualMachineConfigSpec.${name} is not implemented: machines of this host can not be changed in that.`,
  );
}

function isAsAsked(asked: Value, now: Value): boolean {
  if (asked instanceof VimData && now instanceof VimData)
    return [...asked.values].every(
      ([name, value]) => value === null || isAsAsked(value, now.values.get(name) ?? null),
    );
  if (Array.isArray(asked)) return asked.length === 0;
  return toText(asked) === toText(now ?? null);
}

function perform({door, name}: VirtualMachine, {target, method, params}: Step): void {
  const result = door.invoke(target, method, params);
  const job = pathOf(result.Job);
  if (job !== null) {
    const ended = door.waitJob(job);
    if (numberOf(ended, 'JobState') === 7) return;
    throw fault(name, String(ended.properties.ErrorDescription ?? ''));
  }
  if (result.ReturnValue !== 0)
    throw fault(name, typeof result.Message === 'string' ? result.Message : '');
}

const fault = (name: string, message: string): NetException =>
  new NetException(
    'VMware.Vim.VimException',
    message || `The operation is not allowed in the current state of ${name}.`,
  );
