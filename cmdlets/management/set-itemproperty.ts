/** Set-ItemProperty: changes properties of items, such as a file's times and attributes. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  getProperty,
  NetException,
  propertiesOf,
  propertyOf,
  setProperty,
  toText,
} from '../../shell/values/index.ts';
import {itemPlaces} from './item-arguments.ts';
import {propertyHolder} from './item-properties.ts';
import {CREDENTIAL, LITERAL_TEXT, NAME_FILTERS, PATH_TEXT} from './path-parameters.ts';

export const setItemProperty = cmdlet({
  name: 'Set-ItemProperty',
  module: 'Microsoft.PowerShell.Management',
  aliases: ['sp'],
  className: 'SetItemPropertyCommand',
  supportsShouldProcess: true,
  defaultParameterSet: 'propertyValuePathSet',
  outputTypes: ['System.Management.Automation.PSCustomObject'],
  synopsis: 'Creates or changes the value of a property of an item.',
  parameters: {
    Path: {
      type: 'string[]',
      sets: {
        propertyValuePathSet: {mandatory: true, position: 0, pipeline: 'name'},
        propertyPSObjectPathSet: {mandatory: true, position: 0, pipeline: 'name'},
      },
      ...PATH_TEXT,
    },
    LiteralPath: {
      type: 'string[]',
      sets: {
        propertyValueLiteralPathSet: {mandatory: true, pipeline: 'name'},
        propertyPSObjectLiteralPathSet: {mandatory: true, pipeline: 'name'},
      },
      ...LITERAL_TEXT,
    },
    Name: {
      type: 'string',
      sets: {
        propertyValuePathSet: {mandatory: true, position: 1, pipeline: 'name'},
        propertyValueLiteralPathSet: {mandatory: true, position: 1, pipeline: 'name'},
      },
      aliases: ['PSProperty'],
      help: 'The property.',
    },
    Value: {
      type: 'object',
      sets: {
        propertyValuePathSet: {mandatory: true, position: 2, pipeline: 'name'},
        propertyValueLiteralPathSet: {mandatory: true, position: 2, pipeline: 'name'},
      },
      allowNull: true,
      help: 'The value.',
    },
    InputObject: {
      type: 'psobject',
      sets: {
        propertyPSObjectPathSet: {mandatory: true, pipeline: 'both'},
        propertyPSObjectLiteralPathSet: {mandatory: true, pipeline: 'both'},
      },
      help: 'An object whose properties are the new values.',
    },
    PassThru: {type: 'switch', help: 'Writes an object with the properties that were set.'},
    Force: {type: 'switch', help: 'Also works on hidden items that a wildcard fits.'},
    ...NAME_FILTERS,
    Credential: CREDENTIAL,
  },
  examples: [{title: 'Read-only', code: 'Set-ItemProperty log.txt -Name IsReadOnly -Value $true'}],

  process(run, p) {
    const values: (readonly [string, unknown])[] =
      p.Name === undefined
        ? propertiesOf(p.InputObject).map(each => [each.name, each.get()] as const)
        : [[p.Name, p.Value]];
    for (const place of itemPlaces(run, p)) {
      const item = propertyHolder(run, place);
      if (item === undefined) continue;
      for (const [name, value] of values) {
        const target = `Item: ${place.path} Property: ${name}`;
        if (run.shouldProcess(target, 'Set Property')) set(run, item, name, value, place.path);
      }
      if (p.PassThru) for (const [name] of values) run.writeObject(getProperty(item, name));
    }
  },
});

function set(run: Run, item: unknown, name: string, value: unknown, path: string) {
  try {
    if (!propertyOf(item, name))
      throw new NetException(
        'System.Management.Automation.PSArgumentException',
        `The property '${name}' cannot be found on '${path}'.`,
      );
    setProperty(item, name, value);
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    run.writeError(run.error('SetPropertyError', 'WriteError', error, toText(path)));
  }
}
