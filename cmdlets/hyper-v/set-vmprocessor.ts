/** Set-VMProcessor of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {changeMachine} from '../inventory/change-settings.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {machineSelector} from '../inventory/selectors.ts';
import {THOUSANDTHS, VMProcessor} from '../inventory/vm-processor.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMProcessor'} as const;

/** Parameters by property of Msvm_ProcessorSettingData. */
const PROPERTIES = {
  Count: 'VirtualQuantity',
  CompatibilityForMigrationEnabled: 'LimitProcessorFeatures',
  CompatibilityForOlderOperatingSystemsEnabled: 'LimitCPUID',
  HwThreadCountPerCore: 'HwThreadsPerCore',
  Maximum: 'Limit',
  Reserve: 'Reservation',
  RelativeWeight: 'Weight',
  MaximumCountPerNumaNode: 'MaxProcessorsPerNumaNode',
  MaximumCountPerNumaSocket: 'MaxNumaNodesPerSocket',
  ResourcePoolName: 'PoolID',
  EnableHostResourceProtection: 'EnableHostResourceProtection',
  ExposeVirtualizationExtensions: 'ExposeVirtualizationExtensions',
  EnableLegacyApicMode: 'EnableLegacyApicMode',
  AllowACountMCount: 'AllowACountMCount',
} as const;
const PERCENT = new Set<string>(['Maximum', 'Reserve']);

function changeOf(p: Readonly<Record<string, unknown>>): Record<string, CimValue> {
  const change: Record<string, CimValue> = {};
  for (const [parameter, property] of Object.entries(PROPERTIES)) {
    const value = p[parameter];
    if (value === undefined || value === null) continue;
    const number = typeof value === 'bigint' ? Number(value) : value;
    change[property] = (PERCENT.has(parameter) ? Number(number) * THOUSANDTHS : number) as CimValue;
  }
  // The primordial pool has no id of its own.
  if (/^primordial$/i.test(String(change.PoolID ?? ''))) change.PoolID = '';
  return change;
}

export const setVMProcessor = cmdlet({
  name: 'Set-VMProcessor',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMProcessor',
  synopsis: 'Configures the processors of virtual machines.',
  description:
    'Maximum, Reserve and RelativeWeight act on a running machine within a second. Guests see the same processor features on every host, so that compatibility for migration and for older systems always holds. A machine has one processor, and its virtualization extensions are not shown to the guest: another wish is refused.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...machineSelector,
    VMProcessor: {
      type: 'VMProcessor[]',
      help: 'Processors as Get-VMProcessor writes them.',
      sets: {VMProcessor: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Count: {type: 'long', help: 'Number of virtual processors.'},
    CompatibilityForMigrationEnabled: {
      type: 'bool',
      help: 'Only features that every host has are shown; here it is always so.',
    },
    CompatibilityForOlderOperatingSystemsEnabled: {
      type: 'bool',
      help: 'Few features are shown, for old systems; here it is always so.',
    },
    HwThreadCountPerCore: {type: 'long', help: 'Threads of a core; 0 is as the host has.'},
    Maximum: {
      type: 'long',
      validate: [{range: [0, 100]}],
      help: 'The most, in percent of a logical processor.',
    },
    Reserve: {
      type: 'long',
      validate: [{range: [0, 100]}],
      help: 'What is kept for the machine, in percent of a logical processor.',
    },
    RelativeWeight: {
      type: 'int',
      validate: [{range: [1, 10_000]}],
      help: 'Its share when machines compete; 100 is normal.',
    },
    MaximumCountPerNumaNode: {type: 'int', help: 'The most processors of a virtual NUMA node.'},
    MaximumCountPerNumaSocket: {type: 'int', help: 'The most nodes of a virtual socket.'},
    ResourcePoolName: {type: 'string', help: 'The processor resource pool: Primordial.'},
    EnableHostResourceProtection: {type: 'bool', help: 'Guards the host against a busy guest.'},
    ExposeVirtualizationExtensions: {
      type: 'bool',
      help: 'Whether the guest can run virtual machines itself.',
    },
    EnableLegacyApicMode: {type: 'bool', help: 'The guest sees a legacy interrupt controller.'},
    AllowACountMCount: {type: 'bool', help: 'The guest can read the counters of true frequency.'},
    Passthru: {type: 'switch', help: 'Writes the processor to the pipeline.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMProcessor'],
  examples: [
    {title: 'At most a quarter of a processor', code: 'Set-VMProcessor web1 -Maximum 25'},
    {title: 'Twice the share of others', code: 'Get-VM web1 | Set-VMProcessor -RelativeWeight 200'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const machines = p.VMProcessor
      ? (p.VMProcessor as VMProcessor[]).map(({machine}) => machine)
      : selected(run, speaker, p);
    for (const machine of machines) {
      if (!run.shouldProcess(machine.name, 'Set-VMProcessor')) continue;
      if (changeMachine(run, speaker, machine, {processor: changeOf(p)}) && p.Passthru)
        run.writeObject(new VMProcessor(machine.fresh()));
    }
  },
});
