/** Get-Culture: the culture of the session, or another one. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {isCultureKnown} from '../../shell/types/culture.ts';
import {
  convertTo,
  enumerate,
  invokeStatic,
  readStatic,
  requireType,
} from '../../shell/values/index.ts';

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
      allowEmptyString: true,
      validate: [
        {notNull: true},
        {accepts: isCultureKnown, refusal: name => `The culture "${name}" is not known here.`},
      ],
      help: 'Names of cultures; the empty one is invariant.',
    },
    NoUserOverrides: {
      type: 'switch',
      sets: {CurrentCulture: {}, Name: {}},
      help: 'The culture as it is by itself. Users override nothing here, so it is the same.',
    },
    ListAvailable: {type: 'switch', sets: {ListAvailable: {}}, help: 'All cultures.'},
  },
  examples: [
    {title: 'One by name', code: '(Get-Culture de-DE).EnglishName', output: ['German (Germany)']},
  ],

  process(run, p) {
    const type = requireType('cultureinfo');
    if (p.ListAvailable)
      for (const culture of enumerate(invokeStatic(type, 'GetCultures', ['AllCultures'])))
        run.writeObject(culture);
    else if (p.Name) for (const name of p.Name) run.writeObject(convertTo(name, 'cultureinfo'));
    else run.writeObject(readStatic(type, 'CurrentCulture'));
  },
});
