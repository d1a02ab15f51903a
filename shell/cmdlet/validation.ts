/**
 * The checks of arguments: ValidateSet, ValidateRange and their kin, with PowerShell's ids and texts.
 *
 * Source: Metadata strings of PowerShell; language specification 11.1. A check that fails throws a
 * ValidationFailure; the binder puts the parameter's name before its text.
 */
import {isNumber} from '../conversion/to-number.ts';
import {ErrorRecord} from '../errors/error-record.ts';
import {NetException} from '../values/net-exception.ts';
import {
  compare,
  convertTo,
  enumerate,
  isEnumerable,
  isNull,
  looseEquals,
  toText,
  typeOf,
  unwrap,
} from '../values/index.ts';
import type {Value} from '../values/value.ts';
import type {Validation} from './cmdlet.ts';
import {asCollection} from './checked-elements.ts';
import type {ArgumentContext, Validator} from './metadata.ts';

/** System.Management.Automation.ValidationMetadataException with the id of its record. */
export class ValidationFailure extends NetException {
  constructor(id: string, message: string, inner?: NetException) {
    super('System.Management.Automation.ValidationMetadataException', message, {
      errorId: id,
      category: 'MetadataError',
      inner,
    });
    this.record = new ErrorRecord(this, id, 'MetadataError');
  }
}

/** A check applied to each element of a list, or to the scalar. */
function each(check: (element: Value, context: ArgumentContext) => void): Validator {
  return (argument, context) => {
    if (!isNull(argument) && isEnumerable(argument)) {
      for (const element of enumerate(argument)) check(element, context);
    } else check(argument, context);
  };
}

export function validateSet(
  values: () => readonly string[],
  options: {caseSensitive?: boolean; errorMessage?: string} = {},
): Validator {
  return each(element => {
    const text = toText(element);
    const allowed = values();
    const same = (value: string) =>
      looseEquals(value, text, {ignoreCase: options.caseSensitive !== true});
    if (allowed.some(same)) return;
    const listed = allowed.join(',');
    throw new ValidationFailure(
      'ValidateSetFailure',
      options.errorMessage
        ? fill(options.errorMessage, text, listed)
        : `The argument "${text}" does not belong to the set "${listed}" specified by the ValidateSet attribute. Supply an argument that is in the set and then try the command again.`,
    );
  });
}

function validateText(
  accepts: (text: string) => boolean,
  refusal: (text: string) => string,
): Validator {
  return each(element => {
    const text = toText(element);
    if (!accepts(text)) throw new ValidationFailure('ValidateSetFailure', refusal(text));
  });
}

export function validateRange(min: Value, max: Value): Validator {
  return each(element => {
    const argument = unwrap(element);
    if (isNull(argument)) throw new ValidationFailure('ArgumentIsNull', TEXTS.null);
    if (!comparableTypes(argument, min)) throw wrongElementType(argument, typeOf(min).name);
    if (compare(argument, min, {ignoreCase: true}) < 0)
      throw outOfRange('ValidateRangeTooSmall', argument, 'less', 'minimum', 'greater', min);
    if (compare(argument, max, {ignoreCase: true}) > 0)
      throw outOfRange('ValidateRangeTooBig', argument, 'greater', 'maximum', 'less', max);
  });
}

function wrongElementType(found: Value, wanted: string): ValidationFailure {
  return new ValidationFailure(
    'ValidationRangeElementType',
    `The argument cannot be validated because its type "${typeOf(found).name}" is not the same type (${wanted}) as the maximum and minimum limits of the parameter. Make sure the argument is of type ${wanted} and then try the command again.`,
  );
}

/** Numbers of all types compare with each other; the rest only with their own. */
function comparableTypes(a: Value, b: Value): boolean {
  if (typeOf(a) === typeOf(b) || (isNumber(a) && isNumber(b))) return true;
  try {
    convertTo(a, typeOf(b));
    return typeof a !== 'string' || typeof b === 'string';
  } catch {
    return false;
  }
}

function outOfRange(
  id: string,
  argument: Value,
  word: string,
  end: string,
  other: string,
  limit: Value,
): ValidationFailure {
  const bound = toText(limit);
  return new ValidationFailure(
    id,
    `The ${toText(argument)} argument is ${word} than the ${end} allowed range of ${bound}. Supply an argument that is ${other} than or equal to ${bound} and then try the command again.`,
  );
}

const RANGE_KINDS = {
  Positive: {holds: (order: number) => order > 0, text: 'greater than zero'},
  NonNegative: {holds: (order: number) => order >= 0, text: 'greater than or equal to zero'},
  Negative: {holds: (order: number) => order < 0, text: 'less than zero'},
  NonPositive: {holds: (order: number) => order <= 0, text: 'less than or equal to zero'},
} as const;

export type RangeKind = keyof typeof RANGE_KINDS;

/** The kind of that name in any case. */
export function rangeKind(name: string): RangeKind | undefined {
  const lower = name.toLowerCase();
  return (Object.keys(RANGE_KINDS) as RangeKind[]).find(kind => kind.toLowerCase() === lower);
}

export function validateRangeKind(kind: RangeKind): Validator {
  const {holds, text} = RANGE_KINDS[kind];
  return each(element => {
    const argument = unwrap(element);
    if (isNull(argument)) throw new ValidationFailure('ArgumentIsNull', TEXTS.null);
    const isSpan = typeOf(argument).fullName === 'System.TimeSpan';
    if (!isSpan && !isNumber(argument)) throw wrongElementType(argument, 'Int32');
    const zero = isSpan ? convertTo(0, 'timespan') : 0;
    if (holds(compare(argument, zero, {ignoreCase: true}))) return;
    throw new ValidationFailure(
      `ValidateRange${kind}Failure`,
      `The argument "${toText(element)}" cannot be validated because its value is not ${text}.`,
    );
  });
}

export function validatePattern(
  matches: (text: string) => boolean,
  pattern: string,
  errorMessage = '',
): Validator {
  return each(element => {
    const text = toText(element);
    if (isNull(element)) throw new ValidationFailure('ArgumentIsEmpty', TEXTS.nullOrEmpty);
    if (matches(text)) return;
    throw new ValidationFailure(
      'ValidatePatternFailure',
      errorMessage
        ? fill(errorMessage, text, pattern)
        : `The argument "${text}" does not match the "${pattern}" pattern. Supply an argument that matches "${pattern}" and try the command again.`,
    );
  });
}

export function validateLength(min: number, max: number): Validator {
  return each(element => {
    const text = unwrap(element);
    if (typeof text !== 'string') {
      throw new ValidationFailure(
        'ValidateLengthNotString',
        'The ValidateLength attribute cannot be applied to a parameter that is not a string or string[] parameter. Make the parameter a string or string[] parameter.',
      );
    }
    if (text.length < min) {
      throw new ValidationFailure(
        'ValidateLengthMinLengthFailure',
        `The character length (${text.length}) of the argument is too short. Specify an argument with a length that is greater than or equal to "${min}", and then try the command again.`,
      );
    }
    if (text.length > max) {
      throw new ValidationFailure(
        'ValidateLengthMaxLengthFailure',
        `The character length (${text.length}) of the argument is too long. Specify an argument with a length that is shorter than or equal to "${max}", and then try the command again.`,
      );
    }
  });
}

export function validateCount(min: number, max: number): Validator {
  return argument => {
    if (!isNull(argument) && !isEnumerable(argument)) {
      throw new ValidationFailure(
        'NotAnArrayParameter',
        'The ValidateCount attribute cannot be applied to a non-array parameter. Either remove the attribute from the parameter or make the parameter an array parameter.',
      );
    }
    const count = isNull(argument) ? 0 : [...enumerate(argument)].length;
    if (count >= min && count <= max) return;
    if (min === max) {
      throw new ValidationFailure(
        'ValidateCountExactFailure',
        `The parameter requires exactly ${max} value(s) - ${count} value(s) were provided.`,
      );
    }
    throw new ValidationFailure(
      'ValidateCountMinMaxFailure',
      `The parameter requires at least ${min} value(s) and no more than ${max} value(s) - ${count} value(s) were provided.`,
    );
  };
}

/** `test` runs the block with `$_` set. */
export function validateScript(
  test: (element: Value, context: ArgumentContext) => boolean,
  blockText: string,
  errorMessage = '',
): Validator {
  return each((element, context) => {
    if (test(element, context)) return;
    const text = toText(element);
    throw new ValidationFailure(
      'ValidateScriptFailure',
      errorMessage
        ? fill(errorMessage, text, blockText)
        : `The "${blockText}" validation script for the argument with value "${text}" did not return a result of True. Determine why the validation script failed, and then try the command again.`,
    );
  });
}

const TEXTS = {
  null: 'The argument is null. Provide a valid value for the argument, and then try running the command again.',
  nullElement:
    'The argument has a null value, or an element of the argument collection contains a null value. Provide a collection that does not contain any null values, and then try the command again.',
  nullOrEmpty:
    'The argument is null or empty. Provide an argument that is not null or empty, and then try the command again.',
  emptyElement:
    'The argument is null, empty, or an element of the argument collection contains a null value. Supply a collection that does not contain any null values and then try the command again.',
  whiteSpace:
    'The argument is null, empty, or consists of only white-space characters. Provide an argument that contains non white-space characters, and then try the command again.',
} as const;

export const validateNotNull: Validator = argument => {
  if (isNull(argument)) throw new ValidationFailure('ArgumentIsNull', TEXTS.null);
  for (const element of asCollection(argument)?.elements ?? [])
    if (isNull(element)) throw new ValidationFailure('ArgumentIsNull', TEXTS.nullElement);
};

export const validateNotNullOrEmpty: Validator = argument =>
  rejectEmpty(argument, text => text === '', 'ArgumentIsEmpty', TEXTS.nullOrEmpty);

export const validateNotNullOrWhiteSpace: Validator = argument =>
  rejectEmpty(
    argument,
    text => text.trim() === '',
    'ArgumentIsEmptyOrWhiteSpace',
    TEXTS.whiteSpace,
  );

function rejectEmpty(
  argument: Value,
  isEmpty: (text: string) => boolean,
  id: string,
  text: string,
): void {
  if (isNull(argument)) throw new ValidationFailure('ArgumentIsNull', TEXTS.nullOrEmpty);
  const bare = unwrap(argument);
  if (typeof bare === 'string') {
    if (isEmpty(bare)) throw new ValidationFailure(id, text);
    return;
  }
  const collection = asCollection(bare);
  if (collection === null) return;
  for (const element of collection.elements) {
    if (isNull(element)) throw new ValidationFailure('ArgumentIsNull', TEXTS.emptyElement);
    if (typeof element === 'string' && isEmpty(element))
      throw new ValidationFailure('ArgumentCollectionContainsEmpty', TEXTS.emptyElement);
  }
  if (collection.isEmpty) throw new ValidationFailure('ArgumentIsEmpty', TEXTS.nullOrEmpty);
}

/** `{0}`, `{1}` of an attribute's ErrorMessage. */
function fill(template: string, ...parts: readonly string[]): string {
  return template.replace(/\{(\d)\}/g, (all, digit: string) => parts[Number(digit)] ?? all);
}

/** The checks of a cmdlet's declaration. */
export function validatorOf(validation: Validation): Validator {
  if ('set' in validation) {
    const {set, caseSensitive = false} = validation;
    return validateSet(() => set, {caseSensitive});
  }
  if ('accepts' in validation) return validateText(validation.accepts, validation.refusal);
  if ('range' in validation) return validateRange(...validation.range);
  if ('rangeKind' in validation) return validateRangeKind(validation.rangeKind);
  if ('count' in validation) return validateCount(...validation.count);
  if ('length' in validation) return validateLength(...validation.length);
  if ('pattern' in validation) {
    const pattern = new RegExp(validation.pattern, 'i');
    return validatePattern(text => pattern.test(text), validation.pattern);
  }
  if ('notNull' in validation) return validateNotNull;
  if ('notNullOrEmpty' in validation) return validateNotNullOrEmpty;
  return validateNotNullOrWhiteSpace;
}
