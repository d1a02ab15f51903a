/** Get-VMIntegrationService of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  completeServiceNames,
  selectedServices,
  serviceSelector,
} from '../inventory/integration-service.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Get-VMIntegrationService'} as const;

export const getVMIntegrationService = cmdlet({
  name: 'Get-VMIntegrationService',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.GetVMIntegrationService',
  synopsis: 'Gets the integration services of virtual machines.',
  defaultParameterSet: 'VMName',
  parameters: {
    ...serviceSelector,
    Name: {
      type: 'string[]',
      help: 'Names of the services; wildcards are allowed. Absent: all.',
      position: 1,
      wildcards: true,
      complete: completeServiceNames,
    },
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMIntegrationComponent'],
  examples: [
    {
      title: 'Which services of a machine are in contact',
      code: 'Get-VMIntegrationService web1 | Format-Table Name, Enabled, PrimaryStatusDescription',
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const service of selectedServices(run, speaker, p)) run.writeObject(service);
  },
});
