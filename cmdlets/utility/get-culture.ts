/** Get-Culture: the culture of the session, or another one. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {convertTo, NetException, readStatic, requireType} from '../../shell/values/index.ts';

export const getCulture = cmdlet({
  name: 'Get-Culture',
  module: 'Microsoft.PowerShell.Utility',
  className: 'GetCultureCommand',
  defaultParameterSet: 'CurrentCulture',
  outputTypes: ['System.Globalization.CultureInfo'],
  synopsis: 'Gets the current culture set in the operating system.',
  parameters: {
    Name: {
      type: 'string[]',
      sets: {Name: {position: 0, pipeline: 'value'}},
      help: 'Names of cultures.',
    },
  },

  process(run, p) {
    if (!p.Name) return run.writeObject(readStatic(requireType('cultureinfo'), 'CurrentCulture'));
    for (const name of p.Name) {
      try {
        run.writeObject(convertTo(name, 'cultureinfo'));
      } catch (error) {
        if (!(error instanceof NetException)) throw error;
        run.writeError(run.error('ItemNotFoundException', 'ObjectNotFound', error, name));
      }
    }
  },
});
