/** New-VIProperty: a property of PowerCLI's objects, computed by a block or read from ExtensionData. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {vmError} from '../inventory/flavour.ts';
import {defineViProperty, viPropertyOf} from '../inventory/vi-property.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'New-VIProperty'} as const;

export const newVIProperty = cmdlet({
  name: 'New-VIProperty',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.NewVIProperty',
  synopsis: 'Creates a new extension property on objects of the specified types.',
  supportsShouldProcess: true,
  defaultParameterSet: 'ValueFromScriptBlock',
  parameters: {
    Name: {type: 'string', help: 'The name of the property.', mandatory: true, position: 0},
    ObjectType: {
      type: 'string[]',
      help: 'The types that get it, such as VirtualMachine or VMHost.',
      mandatory: true,
      position: 1,
    },
    Value: {
      type: 'scriptblock',
      help: 'Computes the value; its first argument is the object.',
      sets: {ValueFromScriptBlock: {mandatory: true, position: 2}},
    },
    ValueFromExtensionProperty: {
      type: 'string',
      help: 'The path of a property of ExtensionData.',
      sets: {ValueFromExtensionProperty: {mandatory: true, position: 2}},
    },
    BasedOnExtensionProperty: {
      type: 'string[]',
      help: 'Paths of ExtensionData that the block reads; kept with the property. They are fetched when they are read.',
      sets: {ValueFromScriptBlock: {}},
    },
    Force: {type: 'switch', help: 'Replaces a property of that name.'},
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VIProperty'],
  examples: [
    {
      title: 'The state of the tools of machines',
      code: "New-VIProperty -Name ToolsStatus -ObjectType VirtualMachine -ValueFromExtensionProperty 'Guest.ToolsStatus'",
    },
  ],
  process(run, p) {
    for (const objectType of p.ObjectType) {
      if (!run.shouldProcess(`${objectType}.${p.Name}`, 'New-VIProperty')) continue;
      if (viPropertyOf(run.session, objectType, p.Name) !== undefined && !p.Force) {
        const message = `A property with name '${p.Name}' is already defined for type '${objectType}'.`;
        run.writeError(
          vmError(
            speaker,
            'Core_NewVIProperty_ProcessRecord_AlreadyExists',
            'ResourceExists',
            message,
            p.Name,
          ),
        );
        continue;
      }
      run.writeObject(
        defineViProperty(run.session, {
          name: p.Name,
          objectType,
          value: p.Value ?? p.ValueFromExtensionProperty ?? '',
          basedOn: p.BasedOnExtensionProperty ?? [],
        }),
      );
    }
  },
});
