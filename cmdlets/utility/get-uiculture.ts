/** Get-UICulture: the culture of texts. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {readStatic, requireType} from '../../shell/values/index.ts';

export const getUICulture = cmdlet({
  name: 'Get-UICulture',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetUICultureCommand',
  outputTypes: ['System.Globalization.CultureInfo', 'Microsoft.PowerShell.VistaCultureInfo'],
  synopsis: 'Gets the current UI culture settings in the operating system.',
  parameters: {},
  examples: [{title: 'Its name', code: '(Get-UICulture).Name'}],

  process(run) {
    run.writeObject(readStatic(requireType('cultureinfo'), 'CurrentUICulture'));
  },
});
