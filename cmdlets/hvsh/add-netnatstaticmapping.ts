/** Add-NetNatStaticMapping: a port of the host leads to a machine's, under the name of Windows' NetNat. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {asNumber} from '../../shell/conversion/plain-number.ts';
import {pathOf} from '../inventory/cim-fields.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {NatStaticMapping} from '../inventory/nat-mapping.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Add-NetNatStaticMapping'} as const;
const ANYWHERE = '0.0.0.0';
const port = {type: 'uint16', validate: [{range: [1, 65_535]}]} as const;

export const addNetNatStaticMapping = cmdlet({
  name: 'Add-NetNatStaticMapping',
  module: 'hvsh',
  className: 'Hvsh.Commands.AddNetNatStaticMapping',
  synopsis: 'Makes a port of the host lead to a port of a machine.',
  description:
    'NatName is the name of a virtual switch that the host is on. The mapping stays until it is removed, and the port is open while the host service runs.',
  supportsShouldProcess: true,
  parameters: {
    NatName: {
      type: 'string',
      help: 'The virtual switch of the machine.',
      mandatory: true,
      position: 0,
    },
    Protocol: {
      type: 'string',
      help: 'TCP or UDP.',
      mandatory: true,
      validate: [{set: ['TCP', 'UDP']}],
    },
    ExternalIPAddress: {
      type: 'string',
      help: 'Address of the host to listen on, such as 127.0.0.1; 0.0.0.0 is all of them.',
      mandatory: true,
    },
    ExternalPort: {...port, help: 'The port of the host.', mandatory: true},
    InternalIPAddress: {type: 'string', help: "The machine's address.", mandatory: true},
    InternalPort: {...port, help: "The machine's port; without it, the same."},
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimInstance#MSFT_NetNatStaticMapping'],
  examples: [
    {
      title: "A machine's web server at port 8080 of the host",
      code: "Add-NetNatStaticMapping 'Default Switch' -Protocol TCP -ExternalIPAddress 127.0.0.1 -ExternalPort 8080 -InternalIPAddress 192.168.137.10 -InternalPort 80",
    },
  ],
  process(run, p) {
    if (!run.shouldProcess(p.NatName, 'Add-NetNatStaticMapping')) return;
    const params = {
      NatName: p.NatName,
      Protocol: p.Protocol.toUpperCase() === 'UDP' ? 17 : 6,
      ExternalIPAddress: p.ExternalIPAddress.replace(/\/32$/, '') || ANYWHERE,
      ExternalPort: asNumber(p.ExternalPort),
      InternalIPAddress: p.InternalIPAddress,
      InternalPort: asNumber(p.InternalPort ?? p.ExternalPort),
    };
    const outcome = perform(run, 'Hvsh_NatService', 'AddStaticMapping', params, 'Adding a mapping');
    if (outcome.code !== 0) {
      run.writeError(refusal(speaker, `'${p.NatName}'`, outcome, p.NatName));
      return;
    }
    run.writeObject(new NatStaticMapping(run.door().get(pathOf(outcome.result.Mapping) ?? '')));
  },
});
