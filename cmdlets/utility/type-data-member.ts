/** The member that Update-TypeData is asked for by parameters, and what is asked of them. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {type ExtendedMember, NetException, toText} from '../../shell/values/index.ts';
import {memberMakers} from './made-member.ts';

export interface MemberArguments {
  readonly MemberType?: unknown;
  readonly MemberName?: string | undefined;
  readonly Value?: unknown;
  readonly SecondValue?: unknown;
}

export function typeDataError(run: Run, id: string, text: string): ReturnType<Run['error']> {
  return run.error(
    id,
    'InvalidOperation',
    new NetException(
      id.startsWith('Types')
        ? 'System.Management.Automation.RuntimeException'
        : 'System.InvalidOperationException',
      text,
    ),
  );
}

/** Null when no parameter asks for a member. Ends the command when the parameters do not fit the kind. */
export function addedMember(run: Run, p: MemberArguments): ExtendedMember | null {
  if (p.MemberType === undefined) {
    if (p.MemberName === undefined && p.Value === undefined && p.SecondValue === undefined)
      return null;
    return run.throwTerminatingError(
      typeDataError(
        run,
        'MemberTypeIsMissing',
        'The MemberName, Value, and SecondValue parameters cannot be specified without the MemberType parameter.',
      ),
    );
  }
  const kind = toText(p.MemberType);
  const make = kind.endsWith('Set') ? undefined : memberMakers[kind];
  if (!make)
    return run.throwTerminatingError(
      typeDataError(
        run,
        'CannotUpdateMemberType',
        `Cannot update a member with type "${kind}". Specify a different type for the MemberType parameter.`,
      ),
    );
  return make(check(run, kind, p), p.Value ?? null, p.SecondValue ?? null);
}

/** The name, when name and values are what the kind needs. */
function check(run: Run, kind: string, {MemberName, Value: first, SecondValue}: MemberArguments) {
  const refuse = (id: string, text: string): never =>
    run.throwTerminatingError(typeDataError(run, id, text));
  const required = (name: string): never =>
    refuse(
      `${name}ShouldBeSpecified`,
      `The ${name} parameter is required for the type "${kind}". Please specify the ${name} parameter.`,
    );
  if (MemberName === undefined || MemberName === '') return required('MemberName');
  if (kind.endsWith('Property') && kind !== 'NoteProperty' && kind !== 'AliasProperty') {
    if ((first ?? null) === null && (SecondValue ?? null) === null)
      refuse(
        'ValueAndSecondValueAreNotBothNull',
        `The Value and SecondValue parameters should not both be null for a member of type "${kind}". Specify a non-null value for one of the two parameters.`,
      );
    return MemberName;
  }
  if (first === undefined) return required('Value');
  if (kind !== 'NoteProperty' && (first === null || first === ''))
    refuse(
      'ValueShouldBeSpecified',
      `The Value parameter should not be null or an empty string for a member of type "${kind}". Specify a non-null value for the Value parameter when updating this member type.`,
    );
  if (SecondValue !== undefined && kind !== 'AliasProperty')
    refuse(
      'SecondValueShouldNotBeSpecified',
      `The SecondValue parameter is not necessary for a member of type "${kind}", and should not be specified. Do not specify the SecondValue parameter when updating this member type.`,
    );
  return MemberName;
}
