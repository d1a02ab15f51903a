/** What all service classes share: one instance each, on the host (wmi.md 2, 7). */
import {type ClassDefinition, wmiClass} from '../class-definition.ts';
import {hostName} from '../object-path.ts';

type Methods = NonNullable<ClassDefinition<'service'>['methods']>;

export function serviceClass(
  className: string,
  elementName: string,
  methods: Methods,
  name = className,
) {
  return wmiClass<'service'>(className, {
    list: () => ['service'],
    properties: {
      CreationClassName: () => className,
      Name: () => name,
      SystemCreationClassName: () => 'Msvm_ComputerSystem',
      SystemName: () => hostName,
      ElementName: () => elementName,
      Caption: () => elementName,
      EnabledState: () => 2,
      RequestedState: () => 12,
      EnabledDefault: () => 2,
      HealthState: () => 5,
      OperationalStatus: () => [2],
      StatusDescriptions: () => ['OK'],
      Started: () => true,
    },
    methods,
  });
}
