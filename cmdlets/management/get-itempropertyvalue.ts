/** Get-ItemPropertyValue: the bare values of properties of items. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {NetException, propertyOf} from '../../shell/values/index.ts';
import {itemPlaces} from './item-arguments.ts';
import {propertyHolder} from './item-properties.ts';
import {CREDENTIAL, LITERAL_PATH, NAME_FILTERS} from './path-parameters.ts';

export const getItemPropertyValue = cmdlet({
  name: 'Get-ItemPropertyValue',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['gpv'],
  className: 'GetItemPropertyValueCommand',
  defaultParameterSet: 'Path',
  synopsis: 'Gets the value for one or more properties of a specified item.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {Path: {position: 0, pipeline: 'both'}},
      wildcards: true,
      help: 'Paths; wildcards are allowed. Default: here.',
    },
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
    Name: {
      type: 'string[]',
      mandatory: true,
      position: 1,
      aliases: ['PSProperty'],
      help: 'The properties.',
    },
    ...NAME_FILTERS,
  },
  examples: [{title: 'Its length', code: 'Get-ItemPropertyValue log.txt -Name Length'}],

  process(run, p) {
    const paths = p.LiteralPath === undefined && p.Path === undefined ? {...p, Path: ['.']} : p;
    for (const place of itemPlaces(run, paths)) {
      const item = propertyHolder(run, place);
      if (item === undefined) continue;
      for (const name of p.Name) {
        const found = propertyOf(item, name);
        if (found) run.writeObject(found.get());
        else
          run.writeError(
            run.error(
              'PropertyNotFound',
              'ObjectNotFound',
              new NetException(
                'System.Management.Automation.PSArgumentException',
                `Property ${name} does not exist at path ${place.path}.`,
              ),
              place.path,
            ),
          );
      }
    }
  },
});
