/** Get-CimAssociatedInstance: what an instance is associated with. */
import type {AssociatorFilter} from '../../hypervisor/wmi/door.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {guarded} from './cim-errors.ts';
import {CimInstanceObject} from './cim-instance.ts';
import {isThisHost} from './cim-session.ts';
import {asInstance, where} from './common-parameters.ts';

export const getCimAssociatedInstance = cmdlet({
  name: 'Get-CimAssociatedInstance',
  module: 'CimCmdlets',
  aliases: ['gcai'],
  className: 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimAssociatedInstanceCommand',
  synopsis: 'Gets the CIM instances that are connected to an instance by an association.',
  parameters: {
    InputObject: {
      type: 'CimInstance',
      help: 'The instance to start from.',
      aliases: ['CimInstance'],
      mandatory: true,
      position: 0,
      pipeline: 'value',
    },
    Association: {
      type: 'string',
      help: 'The class of the association. Absent: any.',
      position: 1,
      pipeline: 'name',
    },
    ResultClassName: {
      type: 'string',
      help: 'The class of the instances to get. Absent: any.',
      pipeline: 'name',
    },
    ...where,
  },
  outputTypes: ['Microsoft.Management.Infrastructure.CimInstance'],
  examples: [
    {
      title: 'The settings of a machine',
      code: 'Get-CimInstance Msvm_ComputerSystem -Namespace root/virtualization/v2 -Filter "ElementName=\'web01\'" | Get-CimAssociatedInstance -Association Msvm_SettingsDefineState',
    },
  ],
  process(run, p) {
    if (!isThisHost(run, p.ComputerName)) return;
    const source = asInstance(p.InputObject);
    const filter: AssociatorFilter = {
      ...(p.Association === undefined ? {} : {assocClass: p.Association}),
      ...(p.ResultClassName === undefined ? {} : {resultClass: p.ResultClassName}),
    };
    guarded(run, source, () => {
      for (const instance of run.door().associators(source.source.path, filter))
        run.writeObject(new CimInstanceObject(run.door(), instance));
    });
  },
});
