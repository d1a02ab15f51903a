/** What Get-Command -ShowCommandInfo tells of a command: plain objects that need no further look-up. */
import {metadataOf} from '../../shell/commands/command-info.ts';
import type {Command} from '../../shell/eval/runtime.ts';
import {parameterSets} from '../../shell/help/syntax.ts';
import type {Session} from '../../shell/session/session.ts';
import {
  customObject,
  getProperty,
  list,
  type NetType,
  type PSCustomObject,
  requireType,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';

/** Position of a parameter that has none. */
const UNPLACED = -2147483648;

export function showCommandInfo(command: Command, session: Session): PSCustomObject {
  return customObject({
    Name: command.name,
    ModuleName: command.moduleName ?? '',
    Module: customObject({Name: command.moduleName ?? ''}),
    CommandType: command.commandType,
    Definition: getProperty(command, 'Definition') ?? null,
    ParameterSets: setsOf(command, session),
  });
}

function setsOf(command: Command, session: Session): Value[] {
  const metadata = metadataOf(command, session);
  if (metadata === undefined) return [];
  return parameterSets(metadata).map(({name, isDefault, parameters}) =>
    customObject({
      Name: name,
      IsDefault: isDefault,
      Parameters: parameters.map(({parameter, flags}) => {
        const allowed = parameter.spec.validSet?.();
        return customObject({
          Name: parameter.name,
          IsMandatory: flags.mandatory,
          ValueFromPipeline: flags.byValue,
          Position: flags.position ?? UNPLACED,
          ParameterType: typeInfo(parameter.type),
          HasParameterSet: allowed !== undefined,
          ValidParamSetValues: list([...(allowed ?? [])]),
        });
      }),
    }),
  );
}

function typeInfo(type: NetType): PSCustomObject {
  return customObject({
    FullName: type.fullName,
    IsEnum: type.isEnum,
    IsArray: type.isArray,
    EnumValues: list((type.enumInfo?.names ?? []).map(name => type.enumInfo?.named(name))),
    HasFlagAttribute: type.enumInfo?.isFlags ?? false,
    ElementType: type.isArray && type.elementType ? typeInfo(type.elementType) : null,
    ImplementsDictionary: type.is(requireType('System.Collections.IDictionary')),
  });
}
