/**
 * The errors the engine itself raises, with PowerShell's ids and texts. One function an error.
 * Those of operators, conversions and members are made by shell/values and its neighbours.
 */
import type {ParseError} from '../../grammar/parse.ts';
import {NetException, runtimeError} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';

/** Error id of calls nested too deep. */
export const CALL_DEPTH_OVERFLOW = 'CallDepthOverflow';

const AUTOMATION = 'System.Management.Automation';

export function variableNotWritable(name: string): NetException {
  return runtimeError(
    'VariableNotWritable',
    `Cannot overwrite variable ${name} because it is read-only or constant.`,
    {
      type: `${AUTOMATION}.SessionStateUnauthorizedAccessException`,
      category: 'WriteError',
      target: name,
    },
  );
}

export function variableIsUndefined(name: string): NetException {
  return runtimeError(
    'VariableIsUndefined',
    `The variable '$${name}' cannot be retrieved because it has not been set.`,
    {target: name},
  );
}

export function commandNotFound(name: string): NetException {
  return runtimeError(
    'CommandNotFoundException',
    `The term '${name}' is not recognized as a name of a cmdlet, function, script file, or executable program.\n` +
      'Check the spelling of the name, or if a path was included, verify that the path is correct and try again.',
    {
      type: `${AUTOMATION}.CommandNotFoundException`,
      category: 'ObjectNotFound',
      target: name,
      fields: {CommandName: name},
    },
  );
}

/** `&` on something that is no command. */
export function badInvocation(): NetException {
  return runtimeError(
    'BadExpression',
    "The expression after '&' in a pipeline element produced an object that was not valid. It must result in " +
      'a command name, a script block, or a CommandInfo object.',
  );
}

export function callDepthOverflow(): NetException {
  return runtimeError(CALL_DEPTH_OVERFLOW, 'The script failed due to call depth overflow.', {
    type: `${AUTOMATION}.ScriptCallDepthException`,
    target: 0,
  });
}

export function driveNotFound(drive: string): NetException {
  return runtimeError(
    'DriveNotFound',
    `Cannot find drive. A drive with the name '${drive}' does not exist.`,
    {type: `${AUTOMATION}.DriveNotFoundException`, category: 'ObjectNotFound', target: drive},
  );
}

export function propertyNotFoundStrict(name: string, target: Value): NetException {
  return runtimeError(
    'PropertyNotFoundStrict',
    `The property '${name}' cannot be found on this object. Verify that the property exists.`,
    {type: `${AUTOMATION}.PropertyNotFoundException`, category: 'NotSpecified', target},
  );
}

export function nullKey(): NetException {
  return runtimeError('InvalidNullKey', 'Null key is not allowed in a hash literal.');
}

export function duplicateKey(key: string): NetException {
  return runtimeError(
    'DuplicateKeyInHashLiteral',
    `Duplicate keys '${key}' are not allowed in hash literals.`,
  );
}

/** An assignment target that is neither variable, property nor element. */
export function invalidLeftHandSide(): NetException {
  return runtimeError(
    'InvalidLeftHandSide',
    'The assignment expression is not valid. The input to an assignment operator must be an object that is ' +
      'able to accept assignments, such as a variable or a property.',
  );
}

export function notUsing(name: string): NetException {
  return runtimeError(
    'UsingWithoutInvokeCommand',
    'A Using variable cannot be retrieved. A Using variable can be used only with Invoke-Command, ' +
      'Start-Job, or InlineScript in the script workflow. When it is used with Invoke-Command, the Using ' +
      'variable is valid only if the script block is invoked on a remote computer.',
    {target: name},
  );
}

/** Text that does not parse, with its syntax errors as a ParseException carries them. */
export function parseFailure(errors: readonly ParseError[], message: string): NetException {
  const [first] = errors;
  const type = first?.incompleteInput ? 'IncompleteParseException' : 'ParseException';
  return new NetException(`${AUTOMATION}.${type}`, message, {
    errorId: first?.errorId ?? 'ParseException',
    category: 'ParserError',
    fields: {Errors: [...errors]},
  });
}
