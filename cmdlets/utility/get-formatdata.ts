/** Get-FormatData: the views of types. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {addedViews} from '../../shell/format/session-settings.ts';
import {allBuiltInViews} from '../../shell/format/views/find-view.ts';
import type {View} from '../../shell/format/views/view.ts';
import {customObject, wildcard} from '../../shell/values/index.ts';

const CONTROLS = {
  table: 'TableControl',
  list: 'ListControl',
  wide: 'WideControl',
  custom: 'CustomControl',
} as const;

export const getFormatData = cmdlet({
  name: 'Get-FormatData',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetFormatDataCommand',
  outputTypes: ['System.Management.Automation.ExtendedTypeDefinition'],
  synopsis: 'Gets the formatting data in the current session.',
  parameters: {
    TypeName: {type: 'string[]', position: 0, wildcards: true, help: 'The name of a type.'},
  },
  examples: [{title: 'Views of a type', code: 'Get-FormatData System.IO.*'}],

  process(run, p) {
    const {prepended, appended} = addedViews(run.session);
    const fits = (p.TypeName ?? ['*']).map(pattern => wildcard(pattern));
    const byType = new Map<string, View[]>();
    for (const view of [...prepended, ...allBuiltInViews(), ...appended]) {
      const key = view.types.join(' ');
      byType.set(key, [...(byType.get(key) ?? []), view]);
    }
    for (const views of byType.values()) {
      const types = views[0]?.types ?? [];
      if (types.some(type => fits.some(test => test(type))))
        run.writeObject(definition(types, views));
    }
  },
});

function definition(types: readonly string[], views: readonly View[]): unknown {
  return customObject(
    {
      TypeNames: [...types],
      FormatViewDefinition: views.map(view =>
        customObject(
          {Name: view.name, Control: CONTROLS[view.kind]},
          'System.Management.Automation.FormatViewDefinition',
        ),
      ),
      TypeName: types[0],
    },
    'System.Management.Automation.ExtendedTypeDefinition',
  );
}
