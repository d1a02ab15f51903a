/** New-CimInstance: an instance in memory, the usual way to make settings that a method takes. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {DoorError} from '../../hypervisor/wmi/door-error.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {Hashtable, toText} from '../../shell/values/index.ts';
import {CimClassObject} from './cim-class.ts';
import {guarded} from './cim-errors.ts';
import {CimInstanceObject} from './cim-instance.ts';
import {cimValue} from './cim-value.ts';
import {completeClassNames, DEFAULT_NAMESPACE, namespace} from './common-parameters.ts';

export const newCimInstance = cmdlet({
  name: 'New-CimInstance',
  module: 'CimCmdlets',
  aliases: ['ncim'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.NewCimInstanceCommand',
  synopsis: 'Creates a CIM instance.',
  description:
    'With -ClientOnly the instance exists in this shell only, for use as an argument. Instances on the host are made by the methods of its services; there is none that can be made this way.',
  supportsShouldProcess: true,
  defaultParameterSet: 'ClassNameComputerSet',
  parameters: {
    ClassName: {
      type: 'string',
      help: 'The class of the instance.',
      sets: {ClassNameComputerSet: {mandatory: true, position: 0, pipeline: 'name'}},
      complete: completeClassNames,
    },
    CimClass: {
      type: 'CimClass',
      help: 'The class of the instance, as Get-CimClass gives it.',
      sets: {CimClassComputerSet: {mandatory: true, position: 0, pipeline: 'name'}},
    },
    Property: {
      type: 'System.Collections.IDictionary',
      help: 'The properties by name.',
      aliases: ['Arguments'],
      position: 1,
      pipeline: 'name',
    },
    Namespace: namespace,
    ClientOnly: {type: 'switch', help: 'Makes the instance in memory.', aliases: ['Local']},
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimInstance'],
  examples: [
    {
      title: 'Settings of a new machine',
      code: "New-CimInstance Msvm_VirtualSystemSettingData -Namespace root/virtualization/v2 -ClientOnly -Property @{ElementName = 'web01'}",
    },
  ],
  process(run, p) {
    const known = p.CimClass instanceof CimClassObject ? p.CimClass.source : undefined;
    const space = known?.namespace ?? p.Namespace ?? DEFAULT_NAMESPACE;
    guarded(run, p.ClassName ?? known?.name ?? null, () => {
      const type = known ?? run.door().classOf(p.ClassName ?? '', space);
      if (!p.ClientOnly) throw new DoorError('PROVIDER_NOT_CAPABLE');
      const properties: Record<string, CimValue> = {};
      const given = p.Property instanceof Hashtable ? p.Property : new Hashtable();
      for (const key of given.keys()) {
        const name = toText(key);
        const declared = type.properties.find(
          property => property.name.toLowerCase() === name.toLowerCase(),
        );
        if (!declared)
          throw new DoorError('INVALID_PROPERTY', `${type.name} has no property "${name}".`);
        properties[declared.name] = cimValue(given.get(key), declared);
      }
      run.writeObject(
        new CimInstanceObject(run.door(), {className: type.name, path: '', properties}, space),
      );
    });
  },
});
