/** Names that a command may not give twice: parameters, aliases, and the common parameters it has. */
import {runtimeError} from '../values/net-exception.ts';
import type {ParameterMetadata} from './metadata.ts';

const CLASHES = {
  ParameterNameAlreadyExistsForCommand: (name: string) =>
    `A parameter with the name '${name}' was defined multiple times for the command.`,
  AliasParameterNameAlreadyExistsForCommand: (alias: string) =>
    `The parameter alias cannot be specified because an alias with the name '${alias}' was already defined multiple times for the command.`,
  ParameterNameConflictsWithAlias: (name: string, owner: string) =>
    `The parameter '${name}' cannot be specified because it conflicts with the parameter alias of the same name for parameter '${owner}'.`,
} as const;

function clash(id: keyof typeof CLASHES, name: string, owner = ''): Error {
  return runtimeError(id, CLASHES[id](name, owner), {
    type: 'System.Management.Automation.MetadataException',
    category: 'MetadataError',
  });
}

/** Throws a MetadataException for the first parameter whose name or alias was there before it. */
export function refuseClashes(parameters: readonly ParameterMetadata[]): void {
  const names = new Map<string, string>();
  const aliases = new Map<string, string>();
  for (const {name, aliases: own} of parameters) {
    const lower = name.toLowerCase();
    if (names.has(lower)) throw clash('ParameterNameAlreadyExistsForCommand', name);
    const owner = aliases.get(lower);
    if (owner !== undefined) throw clash('ParameterNameConflictsWithAlias', name, owner);
    names.set(lower, name);
    for (const alias of own) {
      const lowerAlias = alias.toLowerCase();
      if (aliases.has(lowerAlias)) throw clash('AliasParameterNameAlreadyExistsForCommand', alias);
      if (names.has(lowerAlias)) throw clash('ParameterNameConflictsWithAlias', alias, name);
      aliases.set(lowerAlias, name);
    }
  }
}
