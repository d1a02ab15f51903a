/** Ports of the host that lead to machines: Hvsh_NatStaticMapping and the service that makes them. */
import type {StaticMapping, SwitchConfig} from '../../root/vmms/networks/switch-config.ts';
import {RETURN, VmmsError} from '../../root/vmms/vmms-error.ts';
import {wmiClass} from '../class-definition.ts';
import {serviceClass} from './services.ts';

/** IANA's numbers, as NetNat has them. */
const PROTOCOLS: Readonly<Record<number, StaticMapping['protocol']>> = {6: 'tcp', 17: 'udp'};

interface SwitchMapping {
  readonly network: SwitchConfig;
  readonly mapping: StaticMapping;
}

export const hvshNatStaticMapping = wmiClass<SwitchMapping>('Hvsh_NatStaticMapping', {
  *list(vmms) {
    for (const network of vmms.switches.all())
      for (const mapping of network.mappings) yield {network, mapping};
  },
  properties: {
    StaticMappingID: ({mapping}) => mapping.id,
    NatName: ({network}) => network.name,
    ElementName: ({network, mapping}) => `${network.name};${mapping.id}`,
    Protocol: ({mapping}) => (mapping.protocol === 'tcp' ? 6 : 17),
    ExternalIPAddress: ({mapping}) => mapping.externalAddress,
    ExternalPort: ({mapping}) => mapping.externalPort,
    InternalIPAddress: ({mapping}) => mapping.internalAddress,
    InternalPort: ({mapping}) => mapping.internalPort,
  },
});

export const hvshNatService = serviceClass('Hvsh_NatService', 'Network Address Translation', {
  AddStaticMapping: async (_, args, vmms) => {
    const name = args.requiredText('NatName').toLowerCase();
    const network = vmms.switches.all().find(row => row.name.toLowerCase() === name);
    if (!network) throw new VmmsError(RETURN.ObjectNotFound, 'No switch has the name of the NAT.');
    const protocol = PROTOCOLS[args.number('Protocol') ?? 6];
    if (!protocol) throw new VmmsError(RETURN.InvalidParameter, 'Protocol must be 6 or 17.');
    const externalPort = args.number('ExternalPort') ?? 0;
    const mapping = await vmms.switches.addMapping(network, {
      protocol,
      externalAddress: args.text('ExternalIPAddress') ?? '0.0.0.0',
      externalPort,
      internalAddress: args.requiredText('InternalIPAddress'),
      internalPort: args.number('InternalPort') ?? externalPort,
    });
    return {ReturnValue: RETURN.Completed, Mapping: hvshNatStaticMapping.of({network, mapping})};
  },
  RemoveStaticMapping: async (_, args, vmms) => {
    const {network, mapping} = args.object('Mapping', hvshNatStaticMapping);
    await vmms.switches.removeMapping(network, mapping.id);
    return RETURN.Completed;
  },
});
