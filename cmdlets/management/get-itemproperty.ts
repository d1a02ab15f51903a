/** Get-ItemProperty: properties of items. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {itemObject} from '../../shell/providers/items.ts';
import {
  customObject,
  hasWildcard,
  NetException,
  propertiesOf,
  wildcard,
} from '../../shell/values/index.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

const ALWAYS = /^PS(?:Path|ParentPath|ChildName|Drive|Provider)$/;

export const getItemProperty = cmdlet({
  name: 'Get-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gp'],
  className: 'GetItemPropertyCommand',
  defaultParameterSet: 'Path',
  outputTypes: [
    'System.Boolean',
    'System.String',
    'System.DateTime',
    'System.IO.FileInfo',
    'System.IO.DirectoryInfo',
  ],
  synopsis: 'Gets the properties of a specified item.',
  parameters: {
    Path: PATH,
    Name: {
      type: 'string[]',
      position: 1,
      aliases: ['PSProperty'],
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    ...NAME_FILTERS,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Its length', code: '(Get-ItemProperty log.txt -Name Length).Length'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      const item = itemObject(run.session, place);
      if (!p.Name) {
        run.writeObject(item);
        continue;
      }
      const all = propertiesOf(item);
      const found = p.Name.flatMap(name => {
        const fits = wildcard(name);
        const named = all.filter(property => fits(property.name) && !ALWAYS.test(property.name));
        if (named.length === 0 && !hasWildcard(name)) missing(name, place.path);
        return named;
      });
      const notes = all.filter(property => ALWAYS.test(property.name));
      if (found.length > 0)
        run.writeObject(
          customObject([...found, ...notes].map(each => [each.name, each.get()] as const)),
        );
    }

    function missing(name: string, path: string) {
      run.writeError(
        run.error(
          'PropertyNotFound',
          'ObjectNotFound',
          new NetException(
            'System.Management.Automation.PSArgumentException',
            `Property ${name} does not exist at path ${path}.`,
          ),
          path,
        ),
      );
    }
  },
});
