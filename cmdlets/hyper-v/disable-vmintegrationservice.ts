/** Disable-VMIntegrationService of the Hyper-V module. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {
  completeServiceNames,
  enableService,
  selectedServices,
  serviceSelector,
} from '../inventory/integration-service.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Disable-VMIntegrationService'} as const;

export const disableVMIntegrationService = cmdlet({
  name: 'Disable-VMIntegrationService',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.DisableVMIntegrationService',
  synopsis: 'Disables integration services of virtual machines; a running guest sees it at once.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    Name: {
      type: 'string[]',
      help: 'Names of the services; wildcards are allowed.',
      wildcards: true,
      sets: {VMName: {mandatory: true, position: 0}, VMObject: {mandatory: true, position: 0}},
      complete: completeServiceNames,
    },
    VMName: {
      ...serviceSelector.VMName,
      sets: {VMName: {mandatory: true, position: 1, pipeline: 'value'}},
    },
    VM: {
      ...serviceSelector.VM,
      sets: {VMObject: {mandatory: true, position: 1, pipeline: 'value'}},
    },
    VMIntegrationService: {
      type: 'VMIntegrationComponent[]',
      help: 'The services, as Get-VMIntegrationService gives them.',
      sets: {VMIntegrationService: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    ComputerName: serviceSelector.ComputerName,
    Passthru: {type: 'switch', help: 'Writes the services to the pipeline.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMIntegrationComponent'],
  examples: [
    {
      title: 'Disable copying of files to a machine',
      code: "Disable-VMIntegrationService 'Guest Service Interface' web1",
    },
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    for (const service of selectedServices(run, speaker, p)) {
      const target = `${service.name} of ${service.machine.name}`;
      if (!run.shouldProcess(target, 'Disable-VMIntegrationService')) continue;
      if (enableService(run, speaker, service, false) && p.Passthru) run.writeObject(service);
    }
  },
});
