/** Remove-NetNatStaticMapping: a port of the host leads to no machine any more. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {natMappings} from '../inventory/nat-mapping.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Remove-NetNatStaticMapping'} as const;

export const removeNetNatStaticMapping = cmdlet({
  name: 'Remove-NetNatStaticMapping',
  module: 'hvsh',
  className: 'Hvsh.Commands.RemoveNetNatStaticMapping',
  synopsis: 'Removes ports of the host that lead to machines.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  parameters: {
    StaticMappingID: {
      type: 'int[]',
      help: 'Numbers of mappings; without them, all.',
      aliases: ['ID'],
      pipeline: 'name',
    },
    NatName: {type: 'string[]', help: 'Names of virtual switches.', pipeline: 'name'},
  },
  examples: [{title: 'One', code: 'Remove-NetNatStaticMapping -StaticMappingID 0 -Confirm:$false'}],
  process(run, p) {
    for (const mapping of natMappings(run, p.StaticMappingID, p.NatName)) {
      if (!run.shouldProcess(`${mapping.natName};${mapping.id}`, 'Remove-NetNatStaticMapping'))
        continue;
      const params = {Mapping: {ref: mapping.instance.path}};
      const outcome = perform(
        run,
        'Hvsh_NatService',
        'RemoveStaticMapping',
        params,
        'Removing a mapping',
      );
      if (outcome.code !== 0)
        run.writeError(refusal(speaker, `'${mapping.natName}'`, outcome, mapping));
    }
  },
});
