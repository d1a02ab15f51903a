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
    Path: {
      type: 'string[]',
      sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed.',
    },
    Name: {
      type: 'string[]',
      position: 1,
      aliases: ['PSProperty'],
      wildcards: true,
      help: 'Names; wildcards are allowed where the cmdlet searches.',
    },
    Filter: {type: 'string', wildcards: true, help: 'A wildcard the provider applies itself.'},
    Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
    Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
    LiteralPath: {
      type: 'string[]',
      sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
      aliases: ['PSPath', 'LP'],
      help: 'Paths taken as they are, without wildcards.',
    },
  },

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
