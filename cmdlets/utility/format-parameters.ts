/** Parameters that Format-Table, Format-List, Format-Wide and Format-Custom declare alike; format-run.ts reads them. */
import type {ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';

export const FORMAT_PARAMETERS = {
  ExcludeProperty: {
    type: 'string[]',
    wildcards: true,
    help: 'Properties to leave out; wildcards are allowed.',
  },
  GroupBy: {type: 'object', help: 'Begins a new group when this property or expression changes.'},
  View: {type: 'string', help: 'The name of the view to show.'},
  ShowError: {type: 'switch', help: 'Shows errors of expressions after the output.'},
  DisplayError: {type: 'switch', help: 'Shows errors of expressions in their cells.'},
  Force: {type: 'switch', help: 'Shows all there is to show of errors.'},
  Expand: {
    type: 'string',
    validate: [{set: ['CoreOnly', 'EnumOnly', 'Both']}],
    help: 'What to do with a collection: its elements, itself, or both.',
  },
  InputObject: {
    type: 'psobject',
    pipeline: 'value',
    help: 'The objects to work on, usually piped.',
  },
} as const satisfies ParameterDeclarations;

/** Format-Wide takes one property, the others several. */
export const PROPERTIES = {
  type: 'object[]',
  validate: [{notNullOrEmpty: true}],
  position: 0,
  wildcards: true,
  help: 'Properties to work with: names, wildcards or calculated properties.',
} as const satisfies ParameterDeclarations[string];
