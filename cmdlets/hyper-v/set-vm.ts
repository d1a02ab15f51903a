/** Set-VM of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {bootParameters, bootSourceOf} from '../inventory/boot-source.ts';
import {changeMachine, type MachineChange} from '../inventory/change-settings.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {selected} from '../inventory/find-machines.ts';
import {hyperVSelector, passthru} from '../inventory/selectors.ts';
import {memoryChange} from '../inventory/memory-change.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VM'} as const;

const START_ACTION: Readonly<Record<string, number>> = {nothing: 2, startifrunning: 3, start: 4};
const STOP_ACTION: Readonly<Record<string, number>> = {turnoff: 2, save: 3, shutdown: 4};

interface Settings {
  readonly ProcessorCount?: bigint | undefined;
  readonly DynamicMemory: boolean;
  readonly StaticMemory: boolean;
  readonly MemoryStartupBytes?: bigint | undefined;
  readonly MemoryMinimumBytes?: bigint | undefined;
  readonly MemoryMaximumBytes?: bigint | undefined;
  readonly AutomaticStartAction?: string | undefined;
  readonly AutomaticStopAction?: string | undefined;
  readonly AutomaticStartDelay?: number | undefined;
  readonly Notes?: string | undefined;
  readonly NewVMName?: string | undefined;
}

/** `{name: value}` when there is a value. */
const when = <T>(
  value: T | undefined,
  name: string,
  form: (value: T) => CimValue,
): Record<string, CimValue> => (value === undefined ? {} : {[name]: form(value)});

function changeOf(machine: VirtualMachine, p: Settings): MachineChange {
  return {
    system: {
      ...when(p.NewVMName, 'ElementName', text => text),
      ...when(p.Notes, 'Notes', text => [text]),
      ...when(
        p.AutomaticStartAction,
        'AutomaticStartupAction',
        text => START_ACTION[text.toLowerCase()] ?? 2,
      ),
      ...when(
        p.AutomaticStopAction,
        'AutomaticShutdownAction',
        text => STOP_ACTION[text.toLowerCase()] ?? 2,
      ),
      ...when(p.AutomaticStartDelay, 'AutomaticStartupActionDelay', seconds => ({
        datetime: `${String(Math.floor(seconds / 86400)).padStart(8, '0')}${clock(seconds % 86400)}.000000:000`,
      })),
    },
    memory: memoryChange(machine, {
      DynamicMemoryEnabled: p.DynamicMemory ? true : p.StaticMemory ? false : undefined,
      startup: p.MemoryStartupBytes,
      minimum: p.MemoryMinimumBytes,
      maximum: p.MemoryMaximumBytes,
    }),
    processor: when(p.ProcessorCount, 'VirtualQuantity', Number),
  };
}

const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map(part => String(part).padStart(2, '0'))
    .join('');

export const setVM = cmdlet({
  name: 'Set-VM',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVM',
  synopsis: 'Configures virtual machines.',
  supportsShouldProcess: true,
  defaultParameterSet: 'Name',
  parameters: {
    ...hyperVSelector,
    ProcessorCount: {
      type: 'long',
      help: 'Number of virtual processors.',
      validate: [{range: [1, 64]}],
    },
    DynamicMemory: {type: 'switch', help: 'Memory follows what the guest needs.'},
    StaticMemory: {type: 'switch', help: 'Memory stays what it is at the start.'},
    MemoryStartupBytes: {type: 'long', help: 'Memory at the start, in bytes.'},
    MemoryMinimumBytes: {type: 'long', help: 'The least that dynamic memory leaves it.'},
    MemoryMaximumBytes: {type: 'long', help: 'The most that dynamic memory gives it.'},
    AutomaticStartAction: {
      type: 'string',
      help: 'What the machine does when the host starts.',
      validate: [{set: ['Nothing', 'StartIfRunning', 'Start']}],
    },
    AutomaticStopAction: {
      type: 'string',
      help: 'What it does when the host stops.',
      validate: [{set: ['TurnOff', 'Save', 'ShutDown']}],
    },
    AutomaticStartDelay: {
      type: 'int',
      help: 'Seconds between host start and machine start.',
      validate: [{rangeKind: 'NonNegative'}],
    },
    Notes: {type: 'string', help: 'Text kept with the machine.', allowEmptyString: true},
    ...bootParameters,
    NewVMName: {type: 'string', help: 'A new name.'},
    Passthru: passthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VirtualMachine'],
  examples: [
    {
      title: 'Rename a machine and note its owner',
      code: "Set-VM web1 -NewVMName web01 -Notes 'owner: ops'",
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const boot = bootSourceOf(run, speaker, p);
    for (const machine of selected(run, speaker, p)) {
      const change = {...changeOf(machine, p), boot};
      if (!run.shouldProcess(machine.name, 'Set-VM')) continue;
      if (changeMachine(run, speaker, machine, change) && p.Passthru)
        run.writeObject(machine.fresh());
    }
  },
});
