/** Clear-Item: takes the value of an item of a flat drive away. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFile} from '../../shell/providers/items.ts';
import {NetException} from '../../shell/values/index.ts';
import {isGuarded} from './guarded-items.ts';
import {itemPlaces} from './item-arguments.ts';
import {CREDENTIAL, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

export const clearItem = cmdlet({
  name: 'Clear-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['cli'],
  className: 'ClearItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Clears the contents of an item, but does not delete the item.',
  parameters: {
    Path: PATH,
    Force: {type: 'switch', help: 'Also clears read-only items.'},
    ...NAME_FILTERS,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Empty a variable of the environment', code: 'Clear-Item env:NAME'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      const {name} = place.drive.provider;
      if (isFile(place) || name === 'Function' || name === 'Alias') {
        const message =
          'Provider operation stopped because the provider does not support this operation.';
        run.writeError(
          run.error(
            'NotSupported',
            'NotImplemented',
            new NetException('System.Management.Automation.PSNotSupportedException', message),
            place.path,
          ),
        );
      } else if (
        run.shouldProcess(`Item: ${place.path}`, 'Clear Item') &&
        !isGuarded(run, place, p.Force, 'NotWritable')
      )
        flatProvider(name).set(run.session, place.path, name === 'Environment' ? '' : null);
    }
  },
});
