/** Clear-ItemProperty: resets a file's attributes, the only property of an item that can be empty. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {convertTo, NetException, setProperty} from '../../shell/values/index.ts';
import {itemPlaces} from './item-arguments.ts';
import {propertyHolder} from './item-properties.ts';
import {CREDENTIAL, LITERAL_PATH, NAME_FILTERS, PATH} from './path-parameters.ts';

export const clearItemProperty = cmdlet({
  name: 'Clear-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['clp'],
  className: 'ClearItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  synopsis: 'Clears the value of a property but does not delete the property.',
  parameters: {
    Path: PATH,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
    Name: {type: 'string', mandatory: true, position: 1, pipeline: 'name', help: 'The property.'},
    Force: {type: 'switch', help: 'Also works on hidden items that a wildcard fits.'},
    ...NAME_FILTERS,
  },
  examples: [{title: 'No attributes', code: 'Clear-ItemProperty log.txt -Name Attributes'}],

  process(run, p) {
    for (const place of itemPlaces(run, p)) {
      const item = propertyHolder(run, place);
      if (item === undefined) continue;
      if (!run.shouldProcess(`Item: ${place.path} Property: ${p.Name}`, 'Clear Property')) continue;
      if (p.Name.toLowerCase() === 'attributes') {
        setProperty(item, 'Attributes', convertTo('Normal', 'System.IO.FileAttributes'));
        continue;
      }
      const message = `Property ${p.Name} cannot be cleared. Only the Attributes property can be cleared.`;
      run.writeError(
        run.error(
          'Argument',
          'InvalidArgument',
          new NetException('System.Management.Automation.PSArgumentException', message),
          place.path,
        ),
      );
    }
  },
});
