/**
 * Remove-CimInstance. The instances of this host are removed by methods of its services, so the host
 * refuses it for every class; the refusal is its answer and not this cmdlet's.
 */
import {DoorError} from '../../hypervisor/wmi/door-error.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {guarded} from './cim-errors.ts';
import {CimInstanceObject} from './cim-instance.ts';
import {asInstance, DEFAULT_NAMESPACE, namespace} from './common-parameters.ts';

export const removeCimInstance = cmdlet({
  name: 'Remove-CimInstance',
  module: 'CimCmdlets',
  aliases: ['rcim'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.RemoveCimInstanceCommand',
  synopsis: 'Removes a CIM instance from the host.',
  description:
    'Machines are removed by Remove-VM or Msvm_VirtualSystemManagementService.DestroySystem.',
  supportsShouldProcess: true,
  defaultParameterSet: 'CimInstanceComputerSet',
  parameters: {
    InputObject: {
      type: 'CimInstance',
      help: 'The instance.',
      aliases: ['CimInstance'],
      sets: {CimInstanceComputerSet: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Query: {
      type: 'string',
      help: 'A query in WQL whose instances are to be removed.',
      sets: {QueryComputerSet: {mandatory: true, position: 0, pipeline: 'name'}},
    },
    Namespace: {...namespace, sets: {QueryComputerSet: {position: 1, pipeline: 'name'}}},
  },
  process(run, p) {
    const instances =
      p.Query === undefined
        ? [asInstance(p.InputObject)]
        : run
            .door()
            .query(p.Query, p.Namespace ?? DEFAULT_NAMESPACE)
            .map(instance => new CimInstanceObject(run.door(), instance));
    for (const instance of instances) {
      if (!run.shouldProcess(instance.source.path, 'Remove-CimInstance')) continue;
      guarded(run, instance, () => {
        throw new DoorError('PROVIDER_NOT_CAPABLE');
      });
    }
  },
});
