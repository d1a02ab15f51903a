/** Get-VIEvent: what happened to machines. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {DateTime} from '../../shell/types/date-time.ts';
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import {textOf, timeOf} from '../inventory/cim-fields.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {Datacenter, Folder} from '../inventory/tree.ts';
import {VMHost, thisHost} from '../inventory/vm-host.ts';
import {eventOf} from '../vim/events.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-VIEvent'} as const;

/** PowerCLI's, too, without -MaxSamples. */
const STANDARD_COUNT = 100;

/** GUIDs of the machines that entities mean; undefined: of all. */
function machinesOf(run: Run, entities: readonly unknown[] | undefined): Set<string> | undefined {
  const all = (entity: unknown) =>
    entity instanceof VMHost || entity instanceof Datacenter || entity instanceof Folder;
  if (entities === undefined || entities.some(all)) return undefined;
  return new Set(machinesGiven(run, speaker, entities).map(machine => machine.id));
}

function isWithin(event: CimInstance, start: unknown, finish: unknown): boolean {
  const time = timeOf(event.properties.Time)?.toUniversalTime().ticks ?? 0n;
  const ticks = (moment: unknown) =>
    moment instanceof DateTime ? moment.toUniversalTime().ticks : undefined;
  return time >= (ticks(start) ?? time) && time <= (ticks(finish) ?? time);
}

export const getVIEvent = cmdlet({
  name: 'Get-VIEvent',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVIEvent',
  synopsis: 'Retrieves information about the events on a server.',
  description:
    'The host service keeps what happened to machines for 30 days. The newest come first.',
  parameters: {
    Entity: {
      type: 'object[]',
      help: 'Machines, as objects or by name; the host, its datacenter and folders mean all.',
      position: 0,
      pipeline: 'value',
    },
    Start: {type: 'datetime', help: 'Only events since then.'},
    Finish: {type: 'datetime', help: 'Only events until then.'},
    Username: {type: 'string', help: 'Only events that this user caused.'},
    MaxSamples: {
      type: 'int',
      help: 'How many at most; 100 unless a time is given.',
      validate: [{range: [1, 2_147_483_647]}],
    },
    Types: {
      type: 'string[]',
      help: 'Severities; all that is kept is Info.',
      validate: [{set: ['Error', 'Info', 'Warning']}],
    },
    Server: serverParameter,
  },
  outputTypes: ['VMware.Vim.Event'],
  examples: [
    {
      title: 'Which machines were made today',
      code: 'Get-VIEvent -Start (Get-Date).Date | Where-Object { $_ -is [VMware.Vim.VmCreatedEvent] } | Format-Table CreatedTime, UserName, Vm',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    if (p.Types && !p.Types.some(type => type.toLowerCase() === 'info')) return;
    const door = run.door();
    const machines = machinesOf(run, p.Entity);
    const found = door
      .instances('Hvsh_Event')
      .filter(event => machines?.has(textOf(event, 'SystemName')) ?? true)
      .filter(event => p.Username === undefined || sameUser(event, p.Username))
      .filter(event => isWithin(event, p.Start, p.Finish))
      .toReversed();
    const timed = p.Start !== undefined || p.Finish !== undefined;
    const count = p.MaxSamples ?? (timed ? found.length : STANDARD_COUNT);
    const host = thisHost(door, 'PowerCLI').name;
    for (const event of found.slice(0, count)) run.writeObject(eventOf(event, host));
  },
});

const sameUser = (event: CimInstance, name: string): boolean =>
  textOf(event, 'UserName').toLowerCase() === name.toLowerCase();
