/** Get-VIProperty: the extension properties that New-VIProperty made. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {wildcard} from '../../shell/values/wildcard.ts';
import {viProperties} from '../inventory/vi-property.ts';

export const getVIProperty = cmdlet({
  name: 'Get-VIProperty',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.GetVIProperty',
  synopsis: 'Retrieves the extension properties of objects.',
  parameters: {
    Name: {type: 'string[]', help: 'Names; wildcards are allowed.', position: 0, wildcards: true},
    ObjectType: {
      type: 'string[]',
      help: 'The types that have them; wildcards are allowed.',
      position: 1,
      wildcards: true,
    },
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.VIProperty'],
  examples: [{title: 'Those of machines', code: 'Get-VIProperty -ObjectType VirtualMachine'}],
  process(run, p) {
    const fits = (patterns: readonly string[] | undefined, text: string) =>
      patterns === undefined || patterns.some(pattern => wildcard(pattern)(text));
    for (const property of viProperties(run.session)) {
      const {name, objectType} = property.facts;
      if (fits(p.Name, name) && fits(p.ObjectType, objectType)) run.writeObject(property);
    }
  },
});
