/** Get-StatType: the names of the counters that are measured. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {measuredEntities} from '../inventory/measured.ts';
import {serverParameter} from '../inventory/selectors.ts';
import {allCounters, countersOf} from '../inventory/stat-counters.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Get-StatType'} as const;

export const getStatType = cmdlet({
  name: 'Get-StatType',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetViStatTypes',
  synopsis: 'Retrieves the statistics types available for objects.',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    Entity: {
      type: 'object[]',
      help: 'Machines, pools or hosts; names are taken as machines.',
      position: 1,
      pipeline: 'value',
    },
    Realtime: {
      type: 'switch',
      help: 'Those of the series of 20 seconds: every counter is measured in it.',
    },
    Server: serverParameter,
  },
  outputTypes: ['System.String'],
  examples: [
    {title: 'Processor counters of a machine', code: 'Get-StatType -Entity web1 -Name cpu.*'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const found = p.Entity
      ? p.Entity.flatMap(given => measuredEntities(run, speaker, given)).flatMap(({key}) =>
          countersOf(door, key),
        )
      : allCounters(door);
    const matchers = (p.Name ?? ['*']).map(name => wildcard(name));
    for (const name of new Set(found))
      if (matchers.some(matches => matches(name))) run.writeObject(name);
  },
});
