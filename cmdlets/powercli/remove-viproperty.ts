/** Remove-VIProperty: takes extension properties away again. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {notFound} from '../inventory/flavour.ts';
import {removeViProperty, ViProperty, viPropertyOf} from '../inventory/vi-property.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Remove-VIProperty'} as const;

export const removeVIProperty = cmdlet({
  name: 'Remove-VIProperty',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.RemoveVIProperty',
  synopsis: 'Removes extension properties.',
  supportsShouldProcess: true,
  confirmImpact: 'High',
  defaultParameterSet: 'Default',
  parameters: {
    VIProperty: {
      type: 'VIProperty[]',
      help: 'The properties, as Get-VIProperty retrieves them.',
      sets: {VIProperty: {mandatory: true, position: 0, pipeline: 'value'}},
    },
    Name: {type: 'string[]', help: 'Names.', sets: {Default: {mandatory: true, position: 0}}},
    ObjectType: {
      type: 'string[]',
      help: 'The types that have them.',
      sets: {Default: {mandatory: true, position: 1}},
    },
  },
  examples: [{title: 'All of them', code: 'Get-VIProperty | Remove-VIProperty -Confirm:$false'}],
  process(run, p) {
    const named = (p.Name ?? []).flatMap(name =>
      (p.ObjectType ?? []).flatMap(type => {
        const found = viPropertyOf(run.session, type, name);
        if (found === undefined) run.writeError(notFound(speaker, 'VIProperty', name));
        return found ?? [];
      }),
    );
    for (const property of [...(p.VIProperty ?? []), ...named])
      if (
        property instanceof ViProperty &&
        run.shouldProcess(property.facts.name, 'Remove-VIProperty')
      )
        removeViProperty(run.session, property);
  },
});
