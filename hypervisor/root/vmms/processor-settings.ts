/** The processor's settings: share, reservation and limit, and what of the rest can be had. */
import type {MachineConfig, ResourceConfig, StoredProperties} from './machine-config.ts';
import {type AskedSettings, replaced} from './asked-settings.ts';
import {changed, machineShares} from './resources/allocation.ts';
import {RETURN, VmmsError} from './vmms-error.ts';

/** CPU settings: thousandths of a percent of the machine's processors, and a weight (resources.md 7.1). */
export function modifyProcessor(
  config: MachineConfig,
  old: ResourceConfig,
  asked: AskedSettings,
  processorMHz: number,
): MachineConfig {
  const count = asked.VirtualQuantity;
  if (count !== undefined && count !== null && Number(count) !== 1)
    throw new VmmsError(
      RETURN.InvalidParameter,
      `The engine of this machine has one virtual processor, not ${String(count)}.`,
    );
  const size = processorMHz;
  const thousandths = (name: string): number | undefined => {
    const value = asked[name];
    if (value === undefined || value === null) return undefined;
    const number = Number(value);
    if (number >= 0 && number <= 100_000) return number;
    throw new VmmsError(
      RETURN.InvalidParameter,
      `${name} must be 0 to 100000, but is ${String(value)}.`,
    );
  };
  const reservation = thousandths('Reservation');
  const limit = thousandths('Limit');
  const weight =
    asked.Weight === undefined || asked.Weight === null ? undefined : Number(asked.Weight);
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= 10_000))
    throw new VmmsError(RETURN.InvalidParameter, `Weight must be 0 to 10000, but is ${weight}.`);
  const cpu = changed(
    config.cpu,
    {
      ...(reservation === undefined ? {} : {reservation: (reservation / 100_000) * size}),
      ...(limit === undefined ? {} : {limit: limit === 100_000 ? null : (limit / 100_000) * size}),
      ...(weight === undefined || weight === weightOf(config) ? {} : sharesChange(weight)),
    },
    'cpu',
  );
  return replaced({...config, cpu}, old, {
    ...old,
    properties: {...old.properties, ...keptProcessorSettings(asked)},
  });
}

/** What the processor of every machine has or has not; asking for the opposite is refused. */
const NEVER: Readonly<Record<string, string>> = {
  ExposeVirtualizationExtensions: 'virtualization extensions for the guest',
  EnableHostResourceProtection: 'host resource protection',
  EnableLegacyApicMode: 'a legacy interrupt controller',
  AllowACountMCount: 'the counters of true frequency',
  EnablePerfmonPmu: 'performance counters',
  EnablePerfmonLbr: 'branch records',
  EnablePerfmonPebs: 'event sampling',
  EnablePerfmonIpt: 'processor trace',
  HideHypervisorPresent: 'a hidden hypervisor',
};

/** Sizes of the virtual topology: one processor has one node and one thread. */
const TOPOLOGY: Readonly<Record<string, readonly [least: number, most: number]>> = {
  MaxProcessorsPerNumaNode: [1, 64],
  MaxNumaNodesPerSocket: [1, 64],
  HwThreadsPerCore: [0, 1],
};

function keptProcessorSettings(asked: AskedSettings): StoredProperties {
  const kept: StoredProperties = {};
  for (const [name, what] of Object.entries(NEVER))
    if (asked[name] === true)
      throw new VmmsError(
        RETURN.NotSupported,
        `The processor of this host does not offer ${what} (${name}).`,
      );
  for (const [name, [least, most]] of Object.entries(TOPOLOGY)) {
    const value = asked[name];
    if (value === undefined || value === null) continue;
    const number = Number(value);
    if (!(Number.isInteger(number) && number >= least && number <= most))
      throw new VmmsError(
        RETURN.InvalidParameter,
        `${name} must be ${least} to ${most}, but is ${String(value)}.`,
      );
    kept[name] = number;
  }
  for (const name of ['LimitCPUID', 'LimitProcessorFeatures'])
    if (typeof asked[name] === 'boolean') kept[name] = asked[name];
  if (typeof asked.PoolID === 'string' && asked.PoolID !== '')
    throw new VmmsError(
      RETURN.InvalidParameter,
      `There is no processor resource pool "${asked.PoolID}", only the primordial one.`,
    );
  return kept;
}

const WEIGHT_LEVELS: Readonly<Record<number, string>> = {50: 'Low', 100: 'Normal', 200: 'High'};

function sharesChange(weight: number): {level: string} | {shares: number} {
  const level = WEIGHT_LEVELS[weight];
  return level ? {level} : {shares: weight * 10};
}

/** The Hyper-V weight that a machine's CPU shares are (resources.md 7.1). */
export function weightOf(config: MachineConfig): number {
  return Math.round(machineShares('cpu', config.cpu, 1) / 10);
}
