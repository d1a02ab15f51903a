/** Parameters that the item, content and path cmdlets declare alike; what they mean is in item-arguments.ts. */
import type {ParameterDeclarations} from '../../shell/cmdlet/cmdlet.ts';
import {CREDENTIAL_ARGUMENT} from '../../shell/cmdlet/credential-argument.ts';

/** What -Path and -LiteralPath are where the sets have names of their own. */
export const PATH_TEXT = {
  wildcards: true,
  help: 'Paths; wildcards are allowed.',
} as const;

export const LITERAL_TEXT = {
  aliases: ['PSPath', 'LP'],
  help: 'Paths taken as they are, without wildcards.',
} as const;

export const PATH = {
  ...PATH_TEXT,
  type: 'string[]',
  sets: {Path: {mandatory: true, position: 0, pipeline: 'both'}},
} as const;

/** Content cmdlets take values from the pipe, so a path only as a property. */
export const PATH_BY_NAME = {
  ...PATH_TEXT,
  type: 'string[]',
  sets: {Path: {mandatory: true, position: 0, pipeline: 'name'}},
} as const;

export const LITERAL_PATH = {
  ...LITERAL_TEXT,
  type: 'string[]',
  sets: {LiteralPath: {mandatory: true, pipeline: 'name'}},
} as const;

export const NAME_FILTERS = {
  Filter: {type: 'string', wildcards: true, help: 'A wildcard the provider applies itself.'},
  Include: {type: 'string[]', wildcards: true, help: 'Only what fits one of these wildcards.'},
  Exclude: {type: 'string[]', wildcards: true, help: 'Not what fits one of these wildcards.'},
} as const satisfies ParameterDeclarations;

export const FORCE = {type: 'switch', help: 'Also does what is guarded otherwise.'} as const;

export const PASS_THRU = {type: 'switch', help: 'Writes the objects that were worked on.'} as const;

/** No provider takes credentials: whoever gives some is told so for each path. */
export const CREDENTIAL = {
  ...CREDENTIAL_ARGUMENT,
  pipeline: 'name',
  help: 'For providers that ask who wants something. None of hvsh does, so it is refused.',
} as const;
