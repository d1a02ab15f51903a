/** A cmdlet's declaration of a parameter as the attributes that scripts look at: `.Attributes`. */
import type {Value} from '../values/value.ts';
import {attributeNamed, newAttribute, type ScriptAttribute} from './attributes.ts';
import type {ParameterDeclaration, Validation} from './cmdlet.ts';
import {ALL_SETS_NAME, type SetFlags} from './metadata.ts';

type Named = readonly (readonly [string, Value])[];

function attribute(
  kind: string,
  positional: readonly Value[] = [],
  named: Named = [],
): ScriptAttribute[] {
  const type = attributeNamed(kind);
  return type === undefined ? [] : [newAttribute(type, positional, named)];
}

/** `sets`: how the parameter takes part in each. */
export function declaredAttributes(
  declared: ParameterDeclaration,
  sets: ReadonlyMap<string, SetFlags>,
): ScriptAttribute[] {
  return [
    ...[...sets].flatMap(([name, flags]) => attribute('Parameter', [], inSet(name, flags))),
    ...(declared.aliases?.length ? attribute('Alias', [...declared.aliases]) : []),
    ...(declared.validate ?? []).flatMap(validating),
    ...(declared.allowNull ? attribute('AllowNull') : []),
    ...(declared.allowEmptyString ? attribute('AllowEmptyString') : []),
    ...(declared.allowEmptyCollection ? attribute('AllowEmptyCollection') : []),
    ...(declared.wildcards ? attribute('SupportsWildcards') : []),
  ];
}

function inSet(name: string, flags: SetFlags): Named {
  const named: [string, Value][] = [];
  if (name !== ALL_SETS_NAME) named.push(['ParameterSetName', name]);
  if (flags.mandatory) named.push(['Mandatory', true]);
  if (flags.position !== null) named.push(['Position', flags.position]);
  if (flags.byValue) named.push(['ValueFromPipeline', true]);
  if (flags.byPropertyName) named.push(['ValueFromPipelineByPropertyName', true]);
  if (flags.remaining) named.push(['ValueFromRemainingArguments', true]);
  if (flags.dontShow) named.push(['DontShow', true]);
  return named;
}

function validating(validation: Validation): ScriptAttribute[] {
  if ('set' in validation) {
    const exact: Named = validation.caseSensitive ? [['IgnoreCase', false]] : [];
    return attribute('ValidateSet', [...validation.set], exact);
  }
  if ('range' in validation) return attribute('ValidateRange', [...validation.range]);
  if ('rangeKind' in validation) return attribute('ValidateRange', [validation.rangeKind]);
  if ('count' in validation) return attribute('ValidateCount', [...validation.count]);
  if ('length' in validation) return attribute('ValidateLength', [...validation.length]);
  if ('pattern' in validation) return attribute('ValidatePattern', [validation.pattern]);
  if ('notNull' in validation) return attribute('ValidateNotNull');
  if ('notNullOrEmpty' in validation) return attribute('ValidateNotNullOrEmpty');
  return attribute('ValidateNotNullOrWhiteSpace');
}
