/** Parameters of the cmdlets that write content: Set-Content and Add-Content. content-writing.ts reads them. */
import type {ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import {ENCODING} from '../../shell/cmdlet/encoding-argument.ts';
import {
  CREDENTIAL,
  FORCE,
  LITERAL_PATH,
  NAME_FILTERS,
  PASS_THRU,
  PATH_BY_NAME,
} from './path-parameters.ts';

export const CONTENT_PARAMETERS = {
  Path: PATH_BY_NAME,
  Value: {
    type: 'object[]',
    mandatory: true,
    position: 1,
    pipeline: 'both',
    allowNull: true,
    allowEmptyCollection: true,
    help: 'What to write, each value on a line of its own.',
  },
  PassThru: PASS_THRU,
  ...NAME_FILTERS,
  Force: FORCE,
  NoNewline: {type: 'switch', help: 'Writes no line end.'},
  Encoding: ENCODING,
  AsByteStream: {type: 'switch', help: 'The values are bytes.'},
  LiteralPath: LITERAL_PATH,
  Credential: CREDENTIAL,
} as const satisfies ParameterDeclarations;
