/** Get-NetNatStaticMapping: ports of the host that lead to machines, under the name of Windows' NetNat. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {natMappings} from '../inventory/nat-mapping.ts';

export const getNetNatStaticMapping = cmdlet({
  name: 'Get-NetNatStaticMapping',
  module: 'hvsh',
  className: 'Hvsh.Commands.GetNetNatStaticMapping',
  synopsis: 'Gets the ports of the host that lead to machines.',
  parameters: {
    StaticMappingID: {type: 'int[]', help: 'Numbers of mappings.', aliases: ['ID']},
    NatName: {type: 'string[]', help: 'Names of virtual switches.'},
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimInstance#MSFT_NetNatStaticMapping'],
  examples: [{title: 'All', code: 'Get-NetNatStaticMapping'}],
  process(run, p) {
    for (const mapping of natMappings(run, p.StaticMappingID, p.NatName)) run.writeObject(mapping);
  },
});
