/**
 * From the param block of a function or script to its metadata.
 *
 * Attribute arguments are constants or script blocks; evaluating them is the engine's, handed in by the
 * caller. Source: language specification 11.1.
 */
import type {AttributeAst, ParameterAst, TypeConstraintAst, TypeName} from '../../grammar/ast.ts';
import type {ExpressionAst} from '../../grammar/ast.ts';
import type {NetType} from '../values/index.ts';
import {objectType, toText} from '../values/index.ts';
import {runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {attributeNamed, newAttribute, ScriptAttribute, textField} from './attributes.ts';
import type {ConfirmImpact} from './cmdlet.ts';
import {commonParameters} from './common-parameters.ts';
import {
  ALL_SETS_NAME,
  CommandMetadata,
  MAX_SETS,
  type ParameterMetadata,
  type Validator,
} from './metadata.ts';
import {attributedParameter, validatorsOf} from './parameter-attributes.ts';
import {refuseClashes} from './parameter-clashes.ts';

type AttributeList = readonly (AttributeAst | TypeConstraintAst)[];

/** What makes attributes: the engine, where the code that carries them runs. */
export interface AttributeMaker {
  /** Value of an attribute's argument. */
  evaluate(expression: ExpressionAst): Value;
  /** Throws TypeNotFound. */
  typeOf(name: TypeName): NetType;
  /** An instance of a class the script defines, used as an attribute. */
  construct(
    type: NetType,
    positional: readonly Value[],
    named: readonly (readonly [string, Value])[],
  ): Value;
}

export interface ScriptDeclaration extends AttributeMaker {
  readonly name: string;
  readonly parameters: readonly ParameterAst[];
  /** Attributes of the param block. */
  readonly attributes: AttributeList;
}

/** Has the block `[CmdletBinding()]`, or a parameter `[Parameter()]`? Then all of 11.2 applies to it. */
export function isAdvanced(
  attributes: AttributeList,
  parameters: readonly ParameterAst[],
): boolean {
  const named = (list: AttributeList, name: string) =>
    list.some(one => one.kind === 'AttributeAst' && kindOf(one) === name);
  return (
    named(attributes, 'cmdletbinding') ||
    parameters.some(parameter => named(parameter.attributes, 'parameter'))
  );
}

function kindOf(attribute: AttributeAst): string {
  return attribute.typeName.name
    .toLowerCase()
    .replace(/^(system\.)?management\.automation\./, '')
    .replace(/attribute$/, '');
}

/** Metadata of an advanced function, or of a simple one for Get-Command. Throws what bad attributes throw. */
export function scriptMetadata(script: ScriptDeclaration): CommandMetadata {
  const binding = attributeOf(script, 'cmdletbinding');
  const obsolete = attributeOf(script, 'obsolete');
  const own = script.parameters.map(parameter => readParameter(parameter, script));
  const advanced = isAdvanced(script.attributes, script.parameters);
  const field = (name: string) => binding?.fields[name];
  const defaultSet = binding ? textField(binding, 'DefaultParameterSetName') : '';
  const options = {
    supportsShouldProcess: field('SupportsShouldProcess') === true,
    supportsPaging: field('SupportsPaging') === true,
  };
  const parameters = [...place(own, binding), ...(advanced ? commonParameters(options) : [])];
  refuseClashes(parameters);
  const metadata = new CommandMetadata({
    name: script.name,
    errorName: script.name,
    parameters,
    defaultSet: defaultSet === '' ? ALL_SETS_NAME : defaultSet,
    ...options,
    confirmImpact: impactOf(field('ConfirmImpact')),
    ...(obsolete ? {obsolete: textField(obsolete, 'Message')} : {}),
  });
  if (metadata.setNames.length > MAX_SETS) {
    throw runtimeError(
      'ParsingTooManyParameterSets',
      'Cannot get or run the command. The maximum number of parameter sets for this command has been exceeded.',
    );
  }
  return metadata;
}

function impactOf(value: Value): ConfirmImpact {
  const text = value === null || value === undefined ? 'Medium' : toText(value);
  const known = (['None', 'Low', 'Medium', 'High'] as const).find(
    impact => impact.toLowerCase() === text.toLowerCase(),
  );
  return known ?? 'Medium';
}

function attributeOf(script: ScriptDeclaration, kind: string): ScriptAttribute | undefined {
  const written = script.attributes.find(
    one => one.kind === 'AttributeAst' && kindOf(one) === kind,
  );
  if (written?.kind !== 'AttributeAst') return undefined;
  const made = instantiate(written, script);
  return made instanceof ScriptAttribute ? made : undefined;
}

interface ReadParameter {
  readonly name: string;
  readonly type: NetType;
  readonly attributes: readonly Value[];
  readonly placed: boolean;
}

function readParameter(parameter: ParameterAst, script: ScriptDeclaration): ReadParameter {
  const attributes: Value[] = [];
  let type: NetType = objectType;
  for (const one of parameter.attributes) {
    if (one.kind === 'TypeConstraintAst') type = script.typeOf(one.typeName);
    else attributes.push(instantiate(one, script));
  }
  const placed = attributes.some(
    one =>
      one instanceof ScriptAttribute &&
      one.kind === 'Parameter' &&
      one.fields.Position !== UNPLACED,
  );
  return {name: parameter.name.name, type, attributes, placed};
}

const UNPLACED = -2147483648;

/** The object an attribute stands for. Throws what its constructor and setters throw. */
export function instantiate(attribute: AttributeAst, script: AttributeMaker): Value {
  const positional = attribute.positionalArguments.map(argument => script.evaluate(argument));
  const named = attribute.namedArguments.map(
    ({argumentName, argument}) =>
      [argumentName, argument === null ? true : script.evaluate(argument)] as const,
  );
  const builtIn = attributeNamed(attribute.typeName.name);
  return builtIn
    ? newAttribute(builtIn, positional, named)
    : script.construct(script.typeOf(attribute.typeName), positional, named);
}

/** Without explicit positions all but switches are positional, in order of declaration. */
function place(
  parameters: readonly ReadParameter[],
  binding: ScriptAttribute | undefined,
): ParameterMetadata[] {
  const automatic =
    binding?.fields.PositionalBinding !== false && !parameters.some(parameter => parameter.placed);
  let next = 0;
  return parameters.map(parameter => {
    const isSwitch = parameter.type.fullName === 'System.Management.Automation.SwitchParameter';
    const remaining = parameter.attributes.some(
      one => one instanceof ScriptAttribute && one.fields.ValueFromRemainingArguments === true,
    );
    return attributedParameter(parameter, automatic && !isSwitch && !remaining ? next++ : null);
  });
}

/** The checks of one built-in attribute, for typed variables and parameters of simple functions. */
export function parameterValidators(
  attribute: AttributeAst,
  evaluate: (expression: ExpressionAst) => Value,
): readonly Validator[] {
  const type = attributeNamed(attribute.typeName.name);
  if (type === undefined) return [];
  const positional = attribute.positionalArguments.map(evaluate);
  const named = attribute.namedArguments.map(
    ({argumentName, argument}) =>
      [argumentName, argument === null ? true : evaluate(argument)] as const,
  );
  return validatorsOf(newAttribute(type, positional, named));
}
