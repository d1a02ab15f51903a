/**
 * From the attributes of one parameter to its metadata. Serves script parameters and dynamic ones.
 *
 * An attribute whose arguments make no sense fails here, when the command is called: that is PowerShell's
 * ExceptionConstructingAttribute. Source: language specification 11.1.
 */
import {isNumber} from '../conversion/to-number.ts';
import {
  compare,
  findType,
  invokeMethod,
  invokeStatic,
  isNull,
  type NetType,
  toArray,
  toBool,
  toText,
  typeOf,
  unwrap,
} from '../values/index.ts';
import {NetException, runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {ScriptAttribute, textField} from './attributes.ts';
import {
  ALL_SETS_NAME,
  type Completer,
  ParameterMetadata,
  type ParameterSpec,
  PLAIN_FLAGS,
  type SetFlags,
  type Transformation,
  type Validator,
} from './metadata.ts';
import {asScriptBlock} from './script-block-argument.ts';
import {
  rangeKind,
  validateCount,
  validateLength,
  validateNotNull,
  validateNotNullOrEmpty,
  validateNotNullOrWhiteSpace,
  validatePattern,
  validateRange,
  validateRangeKind,
  validateScript,
  validateSet,
  ValidationFailure,
} from './validation.ts';

/** Position of a parameter that has none. */
const UNPLACED = -2147483648;

export interface AttributedParameter {
  readonly name: string;
  readonly type: NetType;
  /** ScriptAttribute, or an instance of a script's own attribute class. */
  readonly attributes: readonly Value[];
  readonly help?: string;
  readonly dynamic?: boolean;
}

/** `autoPosition`: the place by order of declaration, when none is given. */
export function attributedParameter(
  parameter: AttributedParameter,
  autoPosition: number | null = null,
): ParameterMetadata {
  const known = parameter.attributes.filter(attribute => attribute instanceof ScriptAttribute);
  const has = (kind: string) => known.some(attribute => attribute.kind === kind);
  const find = (kind: string) => known.find(attribute => attribute.kind === kind);
  const set = find('ValidateSet');
  const obsolete = find('Obsolete');
  const typeName = find('PSTypeName');
  const fallback = find('PSDefaultValue');
  const completer = completerOf(find('ArgumentCompleter'), find('ArgumentCompletions'));
  const spec: ParameterSpec = {
    name: parameter.name,
    type: parameter.type,
    aliases: known
      .filter(attribute => attribute.kind === 'Alias')
      .flatMap(attribute => toArray(attribute.fields.AliasNames).map(toText)),
    sets: setsOf(known, autoPosition),
    transformations: parameter.attributes.flatMap(transformationOf),
    validators: parameter.attributes.flatMap(validatorsOf),
    allowNull: has('AllowNull'),
    allowEmptyString: has('AllowEmptyString'),
    allowEmptyCollection: has('AllowEmptyCollection'),
    wildcards: has('SupportsWildcards'),
    scripted: true,
    dynamic: parameter.dynamic ?? false,
    attributes: () => parameter.attributes,
    ...(set ? {validSet: validValues(set)} : {}),
    ...(obsolete ? {obsolete: textField(obsolete, 'Message')} : {}),
    ...(typeName ? {psTypeName: textField(typeName, 'PSTypeName')} : {}),
    ...(fallback ? {defaultText: textField(fallback, 'Help') || textField(fallback, 'Value')} : {}),
    ...(completer ? {completer} : {}),
    ...(parameter.help === undefined ? {} : {help: parameter.help}),
  };
  return new ParameterMetadata(spec);
}

function setsOf(
  attributes: readonly ScriptAttribute[],
  autoPosition: number | null,
): ReadonlyMap<string, SetFlags> {
  const sets = new Map<string, SetFlags>();
  for (const attribute of attributes) {
    if (attribute.kind !== 'Parameter') continue;
    sets.set(
      textField(attribute, 'ParameterSetName') || ALL_SETS_NAME,
      flagsOf(attribute, autoPosition),
    );
  }
  if (sets.size === 0) sets.set(ALL_SETS_NAME, {...PLAIN_FLAGS, position: autoPosition});
  return sets;
}

function flagsOf(attribute: ScriptAttribute, autoPosition: number | null): SetFlags {
  const {fields} = attribute;
  const position = Number(fields.Position);
  return {
    mandatory: toBool(fields.Mandatory),
    position: position === UNPLACED ? autoPosition : position,
    byValue: toBool(fields.ValueFromPipeline),
    byPropertyName: toBool(fields.ValueFromPipelineByPropertyName),
    remaining: toBool(fields.ValueFromRemainingArguments),
    helpMessage: textField(attribute, 'HelpMessage'),
    dontShow: toBool(fields.DontShow),
  };
}

// ---- checks and transformations ----------------------------------------------------------------

/** The checks an attribute makes; none for attributes that say something else. */
export function validatorsOf(attribute: Value): Validator[] {
  if (!(attribute instanceof ScriptAttribute)) {
    return isA(attribute, 'System.Management.Automation.ValidateArgumentsAttribute')
      ? [argument => void invokeMethod(attribute, 'Validate', [argument, null])]
      : [];
  }
  const make = VALIDATORS[attribute.kind];
  return make === undefined ? [] : [make(attribute)];
}

const VALIDATORS: Readonly<Record<string, (attribute: ScriptAttribute) => Validator>> = {
  ValidateSet: attribute =>
    validateSet(validValues(attribute), {
      caseSensitive: !toBool(attribute.fields.IgnoreCase),
      errorMessage: textField(attribute, 'ErrorMessage'),
    }),
  ValidateRange: rangeOf,
  ValidatePattern: patternOf,
  ValidateLength: attribute =>
    validateLength(
      ...limits(attribute, 'ValidateLengthMaxLengthSmallerThanMinLength', TEXTS.length),
    ),
  ValidateCount: attribute =>
    validateCount(...limits(attribute, 'ValidateRangeMaxLengthSmallerThanMinLength', TEXTS.count)),
  ValidateScript: scriptOf,
  ValidateNotNull: () => validateNotNull,
  ValidateNotNullOrEmpty: () => validateNotNullOrEmpty,
  ValidateNotNullOrWhiteSpace: () => validateNotNullOrWhiteSpace,
};

const TEXTS = {
  length:
    'The specified maximum character length of the argument is shorter than the specified minimum argument character length. Update the ValidateLength attribute for the parameter.',
  count:
    'The specified maximum number of arguments for a parameter is fewer than the specified minimum number of arguments. Update the ValidateCount attribute for the parameter.',
  range:
    'The specified maximum range cannot be accepted because it is less than the specified minimum range. Update the ValidateRange attribute for the parameter.',
} as const;

/** What an attribute's constructor throws that is no failed validation. */
function badAttribute(inner: NetException): NetException {
  return runtimeError('ExceptionConstructingAttribute', inner.message, {inner});
}

function limits(attribute: ScriptAttribute, id: string, text: string): [number, number] {
  const min = Number(attribute.fields.MinLength);
  const max = Number(attribute.fields.MaxLength);
  if (min < 0) throw badAttribute(outOfRange('minLength', min));
  if (max <= 0) throw badAttribute(outOfRange('maxLength', max));
  if (max < min) throw new ValidationFailure(id, text);
  return [min, max];
}

function outOfRange(name: string, value: number): NetException {
  return new NetException(
    'System.Management.Automation.PSArgumentOutOfRangeException',
    `Cannot process argument because the value of argument "${name}" is out of range. Change argument "${name}" to a value that is within range. (Parameter '${name}')\nActual value was ${value}.`,
    {errorId: 'ArgumentOutOfRange', fields: {ParamName: name, ActualValue: value}},
  );
}

function rangeOf(attribute: ScriptAttribute): Validator {
  const {MinRange: first, MaxRange: second} = attribute.fields;
  if (second === undefined) {
    const kind = rangeKind(toText(first));
    if (kind === undefined)
      throw badAttribute(
        new ValidationFailure(
          'SubstringDisambiguationEnumParseThrewAnException',
          `Unable to match the identifier name ${toText(first)} to a valid enumerator name. Specify one of the following enumerator names and try again:\nPositive, NonNegative, Negative, NonPositive`,
        ),
      );
    return validateRangeKind(kind);
  }
  const [min, max] = [unwrap(first), unwrap(second)];
  if (typeOf(min) !== typeOf(max) && !(isNumber(min) && isNumber(max)))
    throw new ValidationFailure(
      'MinRangeNotTheSameTypeOfMaxRange',
      `The specified minimum range (${typeOf(min).name}) cannot be accepted because it is not the same type as the specified maximum range (${typeOf(max).name}). Update the ValidateRange attribute for the parameter.`,
    );
  if (compare(max, min, {ignoreCase: true}) < 0)
    throw new ValidationFailure('MaxRangeSmallerThanMinRange', TEXTS.range);
  return validateRange(min, max);
}

function patternOf(attribute: ScriptAttribute): Validator {
  const pattern = textField(attribute, 'RegexPattern');
  const regexType = findType('regex') as NetType;
  return validatePattern(
    text => toBool(invokeStatic(regexType, 'IsMatch', [text, pattern, attribute.fields.Options])),
    pattern,
    textField(attribute, 'ErrorMessage'),
  );
}

function scriptOf(attribute: ScriptAttribute): Validator {
  const block = asScriptBlock(attribute.fields.ScriptBlock);
  if (block === undefined) return () => undefined;
  return validateScript(
    element => {
      const output = block.invoke({underscore: element, args: [element]});
      return toBool(output.length === 1 ? output[0] : output);
    },
    block.text,
    textField(attribute, 'ErrorMessage'),
  );
}

/** The values listed, or those a generator class (IValidateSetValuesGenerator) gives. */
function validValues(attribute: ScriptAttribute): () => readonly string[] {
  const listed = toArray(attribute.fields.ValidValues);
  const [first] = listed;
  if (listed.length !== 1 || typeof first === 'string' || isNull(first))
    return () => listed.map(toText);
  return () => {
    const values = invokeMethod(invokeStatic(first as NetType, 'new', []), 'GetValidValues', []);
    if (isNull(values))
      throw new ValidationFailure(
        'ValidateSetGeneratedValidValuesListIsNull',
        'Valid values generator return a null value.',
      );
    return toArray(values).map(toText);
  };
}

function transformationOf(attribute: Value): Transformation[] {
  if (attribute instanceof ScriptAttribute) return [];
  return isA(attribute, 'System.Management.Automation.ArgumentTransformationAttribute')
    ? [argument => invokeMethod(attribute, 'Transform', [null, argument])]
    : [];
}

function isA(value: Value, typeName: string): boolean {
  const type = findType(typeName);
  return type !== undefined && !isNull(value) && typeOf(value).is(type);
}

function completerOf(
  byBlock: ScriptAttribute | undefined,
  byList: ScriptAttribute | undefined,
): Completer | undefined {
  if (byList) return () => toArray(byList.fields.Completions);
  const block = asScriptBlock(byBlock?.fields.ScriptBlock);
  if (block === undefined) return undefined;
  return ({commandName, parameterName, word, commandAst, bound}) =>
    block.invoke({args: [commandName, parameterName, word, commandAst, bound]});
}
