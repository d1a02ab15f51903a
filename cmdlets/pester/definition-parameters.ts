/** The parameters that Describe, Context and It share. */
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';

export const definitionParameters = {
  Name: {
    type: 'string',
    mandatory: true,
    position: 0,
    help: 'The name; <x> in it stands for the variable x.',
  },
  Tag: {type: 'string[]', aliases: ['Tags'], help: 'Words to select it by.'},
  Skip: {type: 'switch', help: 'It is not run.'},
  ForEach: {
    type: 'object[]',
    aliases: ['TestCases'],
    allowNull: true,
    allowEmptyCollection: true,
    help: 'Items; one is made for each.',
  },
  AllowNullOrEmptyForEach: {type: 'switch', help: 'No items make none, without an error.'},
} as const satisfies Record<string, ParameterDeclaration>;

export const codeParameter = {
  type: 'scriptblock',
  position: 1,
  help: 'The code.',
} as const satisfies ParameterDeclaration;
