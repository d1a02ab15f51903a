/** From a cmdlet's declaration to the metadata that binder, help and completion read. Made once a cmdlet. */
import {requireType} from '../values/find-type.ts';
import {type Cmdlet, className, type ParameterDeclaration, type SetMembership} from './cmdlet.ts';
import {commonParameters} from './common-parameters.ts';
import {declaredAttributes} from './declared-attributes.ts';
import {
  ALL_SETS_NAME,
  CommandMetadata,
  ParameterMetadata,
  type ParameterSpec,
  PLAIN_FLAGS,
  type SetFlags,
} from './metadata.ts';
import {validatorOf} from './validation.ts';

const made = new WeakMap<Cmdlet, CommandMetadata>();

export function cmdletMetadata(cmdlet: Cmdlet): CommandMetadata {
  const known = made.get(cmdlet);
  if (known !== undefined) return known;
  const metadata = new CommandMetadata({
    name: cmdlet.name,
    errorName: className(cmdlet),
    parameters: [
      ...Object.entries(cmdlet.parameters).map(([name, declared]) =>
        declaredParameter(name, declared),
      ),
      ...commonParameters(cmdlet),
    ],
    defaultSet: cmdlet.defaultParameterSet,
    supportsShouldProcess: cmdlet.supportsShouldProcess ?? false,
    supportsPaging: cmdlet.supportsPaging ?? false,
    confirmImpact: cmdlet.confirmImpact ?? 'Medium',
  });
  made.set(cmdlet, metadata);
  return metadata;
}

/** A parameter as declared. `dynamic`: it exists because of other arguments. */
export function declaredParameter(
  name: string,
  declared: ParameterDeclaration,
  dynamic = false,
): ParameterMetadata {
  const sets = setsOf(declared);
  const set = declared.validate?.find(validation => 'set' in validation);
  const spec: ParameterSpec = {
    name,
    type: () => requireType(declared.type),
    aliases: declared.aliases ?? [],
    sets,
    attributes: () => declaredAttributes(declared, sets),
    transformed: declared.transform !== undefined,
    validators: declared.validate?.map(validatorOf) ?? [],
    allowNull: declared.allowNull ?? false,
    allowEmptyString: declared.allowEmptyString ?? false,
    allowEmptyCollection: declared.allowEmptyCollection ?? false,
    wildcards: declared.wildcards ?? false,
    dynamic,
    ...(set ? {validSet: () => set.set} : {}),
    ...(declared.help === undefined ? {} : {help: declared.help}),
    ...(declared.defaultText === undefined ? {} : {defaultText: declared.defaultText}),
  };
  return new ParameterMetadata(spec);
}

function setsOf(declared: ParameterDeclaration): ReadonlyMap<string, SetFlags> {
  const own = declared.sets;
  if (own === undefined) return new Map([[ALL_SETS_NAME, flagsOf(declared, declared)]]);
  return new Map(
    Object.entries(own).map(([name, member]) => [
      name,
      flagsOf({...general(declared), ...member}, declared),
    ]),
  );
}

/** Settings beside `sets` hold in each of them unless it says otherwise. */
function general(declared: ParameterDeclaration): SetMembership {
  const {mandatory, position, pipeline, remaining} = declared;
  return {
    ...(mandatory === undefined ? {} : {mandatory}),
    ...(position === undefined ? {} : {position}),
    ...(pipeline === undefined ? {} : {pipeline}),
    ...(remaining === undefined ? {} : {remaining}),
  };
}

function flagsOf(member: SetMembership, declared: ParameterDeclaration): SetFlags {
  const {pipeline} = member;
  return {
    ...PLAIN_FLAGS,
    mandatory: member.mandatory ?? false,
    position: member.position ?? null,
    byValue: pipeline === 'value' || pipeline === 'both',
    byPropertyName: pipeline === 'name' || pipeline === 'both',
    remaining: member.remaining ?? false,
    dontShow: declared.dontShow ?? false,
  };
}
