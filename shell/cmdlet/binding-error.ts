/**
 * Errors of parameter binding: ids, categories and texts to the letter.
 *
 * Source: ParameterBinderStrings of PowerShell; language specification 11.2, step 12.
 */
import {ErrorRecord} from '../errors/error-record.ts';
import type {ErrorCategory} from '../errors/error-record.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import type {CommandMetadata, ParameterMetadata} from './metadata.ts';

interface BindingText {
  readonly text: (a: string, b: string) => string;
  readonly category?: ErrorCategory; // default InvalidArgument
  readonly exception?: string; // default ParameterBindingException
}

const VALIDATION = 'ParameterBindingValidationException';
const TRANSFORMATION = 'ParameterBindingArgumentTransformationException';

export const BINDING_TEXTS = {
  NamedParameterNotFound: {
    text: name => `A parameter cannot be found that matches parameter name '${name}'.`,
  },
  PositionalParameterNotFound: {
    text: value => `A positional parameter cannot be found that accepts argument '${value}'.`,
  },
  MissingArgument: {
    text: (name, type) =>
      `Missing an argument for parameter '${name}'. Specify a parameter of type '${type}' and try again.`,
  },
  AmbiguousParameter: {
    text: (name, matches) =>
      `Parameter cannot be processed because the parameter name '${name}' is ambiguous. Possible matches include:${matches}.`,
  },
  AmbiguousParameterSet: {
    text: () =>
      'Parameter set cannot be resolved using the specified named parameters. One or more parameters issued cannot be used together or an insufficient number of parameters were provided.',
  },
  AmbiguousPositionalParameterNoName: {
    text: () => 'Cannot bind positional parameters because no names were given.',
  },
  ParameterAlreadyBound: {
    text: name =>
      `Cannot bind parameter because parameter '${name}' is specified more than once. To provide multiple values to parameters that can accept multiple values, use the array syntax. For example, "-parameter value1,value2,value3".`,
  },
  MissingMandatoryParameter: {
    text: names =>
      `Cannot process command because of one or more missing mandatory parameters:${names}.`,
  },
  CannotConvertArgument: {
    text: (name, detail) =>
      `Cannot convert ${detail} required by parameter '${name}'. Specified method is not supported.`,
  },
  CannotConvertArgumentNoMessage: {
    text: (name, detail) => `Cannot bind parameter '${name}'. ${detail}`,
  },
  ParameterArgumentTransformationError: {
    text: (name, detail) =>
      `Cannot process argument transformation on parameter '${name}'. ${detail}`,
    category: 'InvalidData',
    exception: TRANSFORMATION,
  },
  ParameterArgumentValidationError: {
    text: (name, detail) => `Cannot validate argument on parameter '${name}'. ${detail}`,
    category: 'InvalidData',
    exception: VALIDATION,
  },
  ParameterArgumentValidationErrorNullNotAllowed: {
    text: name => `Cannot bind argument to parameter '${name}' because it is null.`,
    category: 'InvalidData',
    exception: VALIDATION,
  },
  ParameterArgumentValidationErrorEmptyStringNotAllowed: {
    text: name => `Cannot bind argument to parameter '${name}' because it is an empty string.`,
    category: 'InvalidData',
    exception: VALIDATION,
  },
  ParameterArgumentValidationErrorEmptyArrayNotAllowed: {
    text: name => `Cannot bind argument to parameter '${name}' because it is an empty array.`,
    category: 'InvalidData',
    exception: VALIDATION,
  },
  ParameterArgumentValidationErrorEmptyCollectionNotAllowed: {
    text: name => `Cannot bind argument to parameter '${name}' because it is an empty collection.`,
    category: 'InvalidData',
    exception: VALIDATION,
  },
  MismatchedPSTypeName: {
    text: (name, wanted) =>
      `Cannot bind argument to parameter '${name}', because PSTypeNames of the argument do not match the PSTypeName required by the parameter: ${wanted}.`,
  },
  ScriptBlockArgumentNoInput: {
    text: name =>
      `Cannot evaluate parameter '${name}' because its argument is specified as a script block and there is no input. A script block cannot be evaluated without input.`,
    category: 'MetadataError',
  },
  ScriptBlockArgumentInvocationFailed: {
    text: (name, detail) =>
      `The input to the script block for parameter '${name}' failed. ${detail}`,
  },
  ScriptBlockArgumentNoOutput: {
    text: name =>
      `Cannot evaluate parameter '${name}' because its argument input did not produce any output.`,
  },
  InputObjectNotBound: {
    text: () =>
      'The input object cannot be bound to any parameters for the command either because the command does not take pipeline input or the input and its properties do not match any of the parameters that take pipeline input.',
  },
  InputObjectMissingMandatory: {
    text: names =>
      `The input object cannot be bound because it did not contain the information required to bind all mandatory parameters: ${names}`,
  },
  GetDynamicParametersException: {
    text: (_, detail) => `Cannot retrieve the dynamic parameters for the cmdlet. ${detail}`,
  },
  ParameterBindingFailed: {
    text: (name, detail) => `Cannot bind parameter '${name}' to the target. ${detail}`,
  },
} as const satisfies Record<string, BindingText>;

export type BindingErrorId = keyof typeof BINDING_TEXTS;

/** A binding error as the exception to throw; its record is already made. */
export function bindingError(
  command: Pick<CommandMetadata, 'name' | 'spec'>,
  id: BindingErrorId,
  a = '',
  b = '',
  details: {target?: Value; inner?: NetException | null; parameter?: ParameterMetadata} = {},
): NetException {
  const row: BindingText = BINDING_TEXTS[id];
  const exception = new NetException(
    `System.Management.Automation.${row.exception ?? 'ParameterBindingException'}`,
    row.text(a, b),
    {
      inner: details.inner ?? null,
      errorId: `${id},${command.spec.errorName}`,
      category: row.category ?? 'InvalidArgument',
      fields: {ParameterName: a, ErrorId: id},
    },
  );
  const record = new ErrorRecord(
    exception,
    `${id},${command.spec.errorName}`,
    row.category ?? 'InvalidArgument',
    details.target ?? null,
  );
  record.categoryInfo.activity = command.name;
  exception.record = record;
  return exception;
}

/** The id with which a binding error was made, or undefined for other errors. */
export function bindingErrorId(error: unknown): string | undefined {
  return error instanceof NetException && /ParameterBinding/.test(error.typeName)
    ? String(error.fields.ErrorId)
    : undefined;
}
