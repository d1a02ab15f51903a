/** Names of CIM types as the shell shows them (Microsoft.Management.Infrastructure.CimType). */
import type {CimPropertyDeclaration} from '../../hypervisor/wmi/cim.ts';

/** UInt16, StringArray, Reference: the names of CimType. */
export function cimTypeName({type, array}: Pick<CimPropertyDeclaration, 'type' | 'array'>): string {
  const name = {ref: 'Reference', object: 'Instance', datetime: 'DateTime', boolean: 'Boolean'}[
    type as string
  ];
  const plain = name ?? type.replace(/^([us])int/, (_, sign) => `${sign === 'u' ? 'U' : 'S'}Int`);
  return `${plain[0]?.toUpperCase()}${plain.slice(1)}${array ? 'Array' : ''}`;
}
