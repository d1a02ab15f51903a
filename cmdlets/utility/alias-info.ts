/** An alias as a command object: what the session resolves it to, with the fields of its definition. */
import type {AliasDefinition, Session} from '../../shell/session/session.ts';
import {customObject, enumValue, requireType} from '../../shell/values/index.ts';

const TYPE_NAME = 'System.Management.Automation.AliasInfo';

export function aliasInfo(session: Session, alias: AliasDefinition): unknown {
  const target = session.resolveCommand(alias.definition);
  const made = customObject({
    ResolvedCommandName: target?.name ?? alias.definition,
    DisplayName: `${alias.name} -> ${alias.definition}`,
    ReferencedCommand: target ?? null,
    ResolvedCommand: target ?? null,
    Definition: alias.definition,
    Options: enumValue(
      requireType('System.Management.Automation.ScopedItemOptions'),
      alias.options,
    ),
    Description: alias.description,
    Name: alias.name,
    CommandType: 'Alias',
    Source: alias.moduleName,
    Version: null,
    ModuleName: alias.moduleName,
    Visibility: 'Public',
  });
  made.typeNames = [TYPE_NAME, 'System.Management.Automation.CommandInfo', 'System.Object'];
  return made;
}
