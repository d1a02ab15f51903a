/** Set-Item: gives an item of a flat drive its value. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider} from '../../shell/providers/flat-providers.ts';
import {isFile, itemObject} from '../../shell/providers/items.ts';
import type {EnumValue} from '../../shell/values/index.ts';
import {NetException, toText} from '../../shell/values/index.ts';
import {isGuarded} from './guarded-items.ts';
import {targetPlaces} from './item-arguments.ts';
import {
  CREDENTIAL,
  LITERAL_PATH,
  NAME_FILTERS,
  PASS_THRU,
  PATH_BY_NAME,
} from './path-parameters.ts';

export const setItem = cmdlet({
  name: 'Set-Item',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['si'],
  className: 'SetItemCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'Path',
  outputTypes: ['System.Object'],
  synopsis: 'Changes the value of an item to the value specified in the command.',
  parameters: {
    Path: PATH_BY_NAME,
    Value: {type: 'object', position: 1, pipeline: 'both', help: 'The value.'},
    Force: {type: 'switch', help: 'Also changes read-only items.'},
    Options: {
      type: 'System.Management.Automation.ScopedItemOptions',
      help: 'Options of the function, alias or variable, such as ReadOnly.',
    },
    PassThru: PASS_THRU,
    ...NAME_FILTERS,
    LiteralPath: LITERAL_PATH,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'A variable of the environment', code: 'Set-Item env:NAME web1'}],

  process(run, p) {
    for (const place of targetPlaces(run, p)) {
      if (isFile(place)) {
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
        continue;
      }
      if (!run.shouldProcess(`Item: ${place.path} Value: ${toText(p.Value)}`, 'Set Item')) continue;
      if (isGuarded(run, place, p.Force, 'NotWritable')) continue;
      const options = p.Options === undefined ? undefined : (p.Options as EnumValue).value;
      const provider = flatProvider(place.drive.provider.name);
      const keeps = !run.bound.has('Value') && options !== undefined;
      const value = keeps ? provider.content(run.session, place.path) : p.Value;
      provider.set(run.session, place.path, value ?? null, options);
      if (p.PassThru) run.writeObject(itemObject(run.session, place));
    }
  },
});
