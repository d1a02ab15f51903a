/** Ports of the host that lead to machines, as NetNat's cmdlets show them. */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {defineType} from '../../shell/values/define-type.ts';
import {numberOf, textOf} from './cim-fields.ts';

export class NatStaticMapping {
  readonly instance: CimInstance;
  constructor(instance: CimInstance) {
    this.instance = instance;
  }
  get id(): number {
    return numberOf(this.instance, 'StaticMappingID');
  }
  get natName(): string {
    return textOf(this.instance, 'NatName');
  }
}

const text = (name: string) => ({
  type: 'string' as const,
  get: ({instance}: NatStaticMapping) => textOf(instance, name),
});
const port = (name: string) => ({
  type: 'uint16' as const,
  get: ({instance}: NatStaticMapping) => numberOf(instance, name),
});

defineType<NatStaticMapping>({
  fullName: 'Microsoft.Management.Infrastructure.CimInstance#MSFT_NetNatStaticMapping',
  instance: NatStaticMapping,
  toText: mapping => `${mapping.natName};${mapping.id}`,
  properties: {
    StaticMappingID: {type: 'int', get: mapping => mapping.id},
    NatName: text('NatName'),
    Protocol: {
      type: 'string',
      get: ({instance}) => (numberOf(instance, 'Protocol') === 17 ? 'UDP' : 'TCP'),
    },
    ExternalIPAddress: text('ExternalIPAddress'),
    ExternalPort: port('ExternalPort'),
    InternalIPAddress: text('InternalIPAddress'),
    InternalPort: port('InternalPort'),
    Active: {type: 'bool', get: () => true},
  },
});

/** Mappings with any of these numbers and names; all without. */
export function natMappings(
  run: Run,
  ids: readonly number[] | undefined,
  names: readonly string[] | undefined,
): NatStaticMapping[] {
  const lower = names?.map(name => name.toLowerCase());
  return run
    .door()
    .instances('Hvsh_NatStaticMapping')
    .map(instance => new NatStaticMapping(instance))
    .filter(
      ({id, natName}) =>
        (!ids || ids.includes(id)) && (!lower || lower.includes(natName.toLowerCase())),
    );
}
