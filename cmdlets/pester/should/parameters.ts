/** The parameters of Should: a set for each operator, chosen by the operator's switch. */
import type {ParameterDeclaration, SetMembership} from '../../../shell/cmdlet/cmdlet.ts';
import type {Operator} from './operator.ts';

type Sets = Record<string, SetMembership>;

/** For the static table; of `others` only what is not in it. */
export function operatorParameters(
  operators: readonly Operator[],
): Record<string, ParameterDeclaration> {
  const made: Record<string, ParameterDeclaration> = {};
  const because: Sets = {};
  for (const operator of operators) {
    made[operator.name] = {
      type: 'switch',
      aliases: operator.aliases,
      sets: {[operator.name]: {mandatory: true}},
      help: operator.help,
    };
    const own = Object.entries(operator.parameters);
    for (const [name, parameter] of own) made[name] = joined(made[name], parameter, operator.name);
    const last = own.filter(([, parameter]) => parameter.position !== undefined).length;
    because[operator.name] = {position: last};
  }
  made['Because'] = {type: 'string', sets: because, help: 'The reason, for the failure text.'};
  return made;
}

/** A parameter that several operators have is one parameter in several sets. */
function joined(
  known: ParameterDeclaration | undefined,
  parameter: ParameterDeclaration,
  set: string,
): ParameterDeclaration {
  const {position, mandatory, ...rest} = parameter;
  const place: SetMembership = {
    ...(position === undefined ? {} : {position}),
    ...(mandatory === undefined ? {} : {mandatory}),
  };
  const type = known !== undefined && known.type !== parameter.type ? 'object' : parameter.type;
  return {...rest, ...known, type, sets: {...known?.sets, [set]: place}};
}
