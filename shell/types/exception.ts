/**
 * The tree of exception types: data, from which each type is made when it is looked up.
 *
 * A row is a base and what derives from it. Source: .NET 8 and System.Management.Automation;
 * language specification 8 and 12.2.
 */
import {defineType, registeredType} from '../values/define-type.ts';
import {Hashtable} from '../values/hashtable.ts';
import {NetException} from '../values/net-exception.ts';
import type {NetType} from '../values/net-type.ts';
import type {MemberTables} from '../values/type-spec.ts';
import type {Value} from '../values/value.ts';

const SMA = 'System.Management.Automation';

/** Base, then the simple or full names derived from it. */
const tree: readonly (readonly [string, readonly string[]])[] = [
  [
    'System.Exception',
    ['System.SystemException', 'System.ApplicationException', 'System.AggregateException'],
  ],
  [
    'System.Exception',
    [
      'System.Net.Http.HttpRequestException',
      `${SMA}.JobFailedException`,
      'Microsoft.PowerShell.Commands.WriteErrorException',
    ],
  ],
  [
    'System.SystemException',
    [
      'System.ArgumentException',
      'System.ArithmeticException',
      'System.ArrayTypeMismatchException',
      'System.DataMisalignedException',
      'System.FormatException',
      'System.IndexOutOfRangeException',
      'System.InvalidCastException',
      'System.InvalidOperationException',
      'System.MemberAccessException',
      'System.NotImplementedException',
      'System.NotSupportedException',
      'System.NullReferenceException',
      'System.OperationCanceledException',
      'System.OutOfMemoryException',
      'System.RankException',
      'System.StackOverflowException',
      'System.TimeoutException',
      'System.TypeInitializationException',
      'System.UnauthorizedAccessException',
      'System.Collections.Generic.KeyNotFoundException',
      'System.IO.IOException',
      'System.IO.InvalidDataException',
      'System.Runtime.InteropServices.ExternalException',
      'System.Security.SecurityException',
      'System.Security.Authentication.AuthenticationException',
      'System.Security.Cryptography.CryptographicException',
      'System.Threading.SynchronizationLockException',
      'System.Xml.XmlException',
      'System.Xml.XPath.XPathException',
      `${SMA}.RuntimeException`,
      `${SMA}.ScriptCallDepthException`,
    ],
  ],
  [
    'System.ArgumentException',
    [
      'System.ArgumentNullException',
      'System.ArgumentOutOfRangeException',
      'System.DuplicateWaitObjectException',
      'System.Globalization.CultureNotFoundException',
      'System.Text.RegularExpressions.RegexParseException',
      'System.Text.DecoderFallbackException',
      `${SMA}.PSArgumentException`,
    ],
  ],
  ['System.ArgumentNullException', [`${SMA}.PSArgumentNullException`]],
  ['System.ArgumentOutOfRangeException', [`${SMA}.PSArgumentOutOfRangeException`]],
  [
    'System.ArithmeticException',
    ['System.DivideByZeroException', 'System.OverflowException', 'System.NotFiniteNumberException'],
  ],
  [
    'System.MemberAccessException',
    [
      'System.FieldAccessException',
      'System.MethodAccessException',
      'System.MissingMemberException',
    ],
  ],
  [
    'System.MissingMemberException',
    ['System.MissingFieldException', 'System.MissingMethodException'],
  ],
  ['System.FormatException', ['System.UriFormatException']],
  ['System.InvalidCastException', [`${SMA}.PSInvalidCastException`]],
  [
    'System.InvalidOperationException',
    [
      'System.ObjectDisposedException',
      `${SMA}.PSInvalidOperationException`,
      'System.Net.NetworkInformation.PingException',
      'System.Net.WebException',
    ],
  ],
  ['System.ObjectDisposedException', [`${SMA}.PSObjectDisposedException`]],
  ['System.NotImplementedException', [`${SMA}.PSNotImplementedException`]],
  [
    'System.NotSupportedException',
    ['System.PlatformNotSupportedException', `${SMA}.PSNotSupportedException`],
  ],
  ['System.OperationCanceledException', ['System.Threading.Tasks.TaskCanceledException']],
  [
    'System.IO.IOException',
    [
      'System.IO.FileNotFoundException',
      'System.IO.DirectoryNotFoundException',
      'System.IO.DriveNotFoundException',
      'System.IO.EndOfStreamException',
      'System.IO.FileLoadException',
      'System.IO.PathTooLongException',
    ],
  ],
  [
    'System.Runtime.InteropServices.ExternalException',
    ['System.ComponentModel.Win32Exception', 'System.Runtime.InteropServices.COMException'],
  ],
  ['System.ComponentModel.Win32Exception', ['System.Net.Sockets.SocketException']],
  ['System.Net.Http.HttpRequestException', ['Microsoft.PowerShell.Commands.HttpResponseException']],
  [
    `${SMA}.RuntimeException`,
    [
      `${SMA}.ActionPreferenceStopException`,
      `${SMA}.ApplicationFailedException`,
      `${SMA}.CmdletInvocationException`,
      `${SMA}.CommandNotFoundException`,
      `${SMA}.ExtendedTypeSystemException`,
      `${SMA}.HaltCommandException`,
      `${SMA}.InvalidPowerShellStateException`,
      `${SMA}.MetadataException`,
      `${SMA}.NativeCommandExitException`,
      `${SMA}.ParameterBindingException`,
      `${SMA}.ParseException`,
      `${SMA}.PipelineStoppedException`,
      `${SMA}.ProviderInvocationException`,
      `${SMA}.PSSecurityException`,
      `${SMA}.RemoteException`,
      `${SMA}.ScriptBlockToPowerShellNotSupportedException`,
      `${SMA}.ScriptRequiresException`,
      `${SMA}.SessionStateException`,
      `${SMA}.WildcardPatternException`,
      `${SMA}.RemotingException`,
    ],
  ],
  [`${SMA}.RemotingException`, [`${SMA}.Remoting.PSRemotingTransportException`]],
  [`${SMA}.CmdletInvocationException`, [`${SMA}.CmdletProviderInvocationException`]],
  [
    `${SMA}.ExtendedTypeSystemException`,
    [
      `${SMA}.MethodException`,
      `${SMA}.GetValueException`,
      `${SMA}.SetValueException`,
      `${SMA}.PropertyNotFoundException`,
    ],
  ],
  [`${SMA}.MethodException`, [`${SMA}.MethodInvocationException`]],
  [`${SMA}.GetValueException`, [`${SMA}.GetValueInvocationException`]],
  [`${SMA}.SetValueException`, [`${SMA}.SetValueInvocationException`]],
  [
    `${SMA}.MetadataException`,
    [
      `${SMA}.ValidationMetadataException`,
      `${SMA}.ArgumentTransformationMetadataException`,
      `${SMA}.ParsingMetadataException`,
    ],
  ],
  [
    `${SMA}.ParameterBindingException`,
    [
      `${SMA}.ParameterBindingValidationException`,
      `${SMA}.ParameterBindingArgumentTransformationException`,
      `${SMA}.ParameterBindingParameterDefaultValueException`,
    ],
  ],
  [`${SMA}.ParseException`, [`${SMA}.IncompleteParseException`]],
  [
    `${SMA}.SessionStateException`,
    [
      `${SMA}.DriveNotFoundException`,
      `${SMA}.ItemNotFoundException`,
      `${SMA}.ProviderNotFoundException`,
      `${SMA}.SessionStateOverflowException`,
      `${SMA}.SessionStateUnauthorizedAccessException`,
    ],
  ],
  [`${SMA}.ProviderNotFoundException`, [`${SMA}.ProviderNameAmbiguousException`]],
  [
    'System.Exception',
    [
      'Microsoft.PowerShell.Commands.ProcessCommandException',
      'Microsoft.PowerShell.Commands.ServiceCommandException',
      'Microsoft.Management.Infrastructure.CimException',
    ],
  ],
];

/** Lower-case name -> name and base. */
const bases = new Map<string, string>();
for (const [base, names] of tree)
  for (const name of names) bases.set(name.toLowerCase(), `${name}\n${base}`);

const hresults: Readonly<Record<string, number>> = {
  ArgumentException: -2147024809,
  ArgumentNullException: -2147467261,
  ArgumentOutOfRangeException: -2146233086,
  DivideByZeroException: -2147352558,
  FileNotFoundException: -2147024894,
  DirectoryNotFoundException: -2147024893,
  FormatException: -2146233033,
  InvalidCastException: -2147467262,
  InvalidOperationException: -2146233079,
  NotImplementedException: -2147467263,
  NotSupportedException: -2146233067,
  OverflowException: -2146233066,
  TimeoutException: -2146233083,
  UnauthorizedAccessException: -2147024891,
};

/** HResult, Data and such, which scripts may also set. */
function field(self: NetException, name: string, fallback: Value): Value {
  if (!(name in self.fields)) self.fields[name] = fallback;
  return self.fields[name];
}

function makeException(
  type: NetType,
  message: string | null,
  inner: NetException | null = null,
): NetException {
  return new NetException(type, message ?? `Exception of type '${type.fullName}' was thrown.`, {
    inner,
  });
}

const rootMembers: MemberTables<NetException>['members'] = {
  'string Message': self => self.message,
  'object InnerException': self => self.inner,
  'object TargetSite': () => null,
  'string StackTrace': self => self.fields.StackTrace ?? null,
  'string Source': {
    get: self => self.fields.Source ?? null,
    set: (self, text: string) => {
      self.fields.Source = text;
    },
  },
  'string HelpLink': {
    get: self => self.fields.HelpLink ?? null,
    set: (self, text: string) => {
      self.fields.HelpLink = text;
    },
  },
  'int HResult': {
    get: self => field(self, 'HResult', hresults[self.typeName] ?? -2146233088),
    set: (self, n: number) => {
      self.fields.HResult = n;
    },
  },
  'object Data': self => field(self, 'Data', new Hashtable()),
  'object GetBaseException()': self => {
    let at = self;
    while (at.inner) at = at.inner;
    return at;
  },
  'string ToString()': self => describe(self),
};

/** `System.FormatException: text`, inner ones after an arrow. */
function describe(self: NetException): string {
  const inner = self.inner
    ? `\n ---> ${describe(self.inner)}\n   --- End of inner exception stack trace ---`
    : '';
  return `${self.type.fullName}: ${self.message}${inner}`;
}

const argumentMembers: MemberTables<NetException>['members'] = {
  'string ParamName': self => self.fields.ParamName ?? null,
};

/** Exceptions of the shell that derive from .NET's and carry a record all the same (IContainsErrorRecord). */
const containsRecord: MemberTables<NetException>['members'] = {
  'object ErrorRecord': self => self.record ?? null,
};

/** Properties of particular types, by simple name; subtypes inherit them. */
const extraMembers: Readonly<Record<string, MemberTables<NetException>['members']>> = {
  Exception: rootMembers,
  ArgumentException: argumentMembers,
  ArgumentOutOfRangeException: {'object ActualValue': self => self.fields.ActualValue ?? null},
  FileNotFoundException: {'string FileName': self => self.fields.FileName ?? null},
  AggregateException: {'object InnerExceptions': self => (self.inner ? [self.inner] : [])},
  RuntimeException: {
    ...containsRecord,
    'bool WasThrownFromThrowStatement': {
      get: self => self.fields.WasThrownFromThrowStatement === true,
      set: (self, thrown: boolean) => {
        self.fields.WasThrownFromThrowStatement = thrown;
      },
    },
  },
  PSInvalidCastException: containsRecord,
  PSArgumentException: containsRecord,
  PSArgumentNullException: containsRecord,
  PSArgumentOutOfRangeException: containsRecord,
  PSInvalidOperationException: containsRecord,
  PSNotSupportedException: containsRecord,
  PSNotImplementedException: containsRecord,
  PSSecurityException: containsRecord,
  ParseException: {'object Errors': self => self.fields.Errors ?? []},
  CommandNotFoundException: {'string CommandName': self => self.fields.CommandName ?? null},
  ParameterBindingException: {
    'string ParameterName': self => self.fields.ParameterName ?? null,
    'string ErrorId': self => self.errorId ?? null,
    'object CommandInvocation': self => self.fields.CommandInvocation ?? null,
    'object ParameterType': self => self.fields.ParameterType ?? null,
    'object TypeSpecified': self => self.fields.TypeSpecified ?? null,
  },
  SessionStateException: {
    'string ItemName': self => self.fields.ItemName ?? null,
    'object SessionStateCategory': self => self.fields.SessionStateCategory ?? null,
  },
  NativeCommandExitException: {
    'int ExitCode': self => self.fields.ExitCode ?? 0,
    'int ProcessId': self => self.fields.ProcessId ?? 0,
    'string Path': self => self.fields.Path ?? null,
  },
  HttpRequestException: {
    'object StatusCode': self => self.fields.StatusCode ?? null,
    'object HttpRequestError': self => self.fields.HttpRequestError ?? null,
  },
  HttpResponseException: {'object Response': self => self.fields.Response ?? null},
  Win32Exception: {'int NativeErrorCode': self => self.fields.NativeErrorCode ?? 0},
};

function constructorsOf(
  type: () => NetType,
  name: string,
): MemberTables<NetException>['constructors'] {
  const common = {
    '()': () => makeException(type(), null),
    '(string message, System.Exception innerException)': (
      message: string,
      inner: NetException | null,
    ) => makeException(type(), message, inner),
  };
  const withParameter = (message: string | null, parameter: string) =>
    new NetException(
      type(),
      `${message ?? 'Value does not fall within the expected range.'} (Parameter '${parameter}')`,
      {
        fields: {ParamName: parameter},
      },
    );
  if (name === 'ArgumentNullException') {
    return {
      ...common,
      '(string paramName)': (parameter: string) =>
        withParameter('Value cannot be null.', parameter),
      '(string paramName, string message)': (parameter: string, message: string) =>
        withParameter(message, parameter),
    };
  }
  if (name === 'ArgumentOutOfRangeException') {
    return {
      ...common,
      '(string paramName)': (parameter: string) =>
        withParameter('Specified argument was out of the range of valid values.', parameter),
      '(string paramName, string message)': (parameter: string, message: string) =>
        withParameter(message, parameter),
      '(string paramName, object actualValue, string message)': (
        parameter: string,
        _v: Value,
        message: string,
      ) => withParameter(message, parameter),
    };
  }
  const plain = {
    ...common,
    '(string message)': (message: string) => makeException(type(), message),
  };
  if (name === 'ArgumentException') {
    return {
      ...plain,
      '(string message, string paramName)': (m: string, parameter: string) =>
        withParameter(m, parameter),
    };
  }
  if (name === 'FileNotFoundException') {
    return {
      ...plain,
      '(string message, string fileName)': (message: string, file: string) =>
        new NetException(type(), message, {fields: {FileName: file}}),
    };
  }
  return plain;
}

/** Defines an exception type and its bases. False when the tree has no such name. */
export function defineException(fullName: string): boolean {
  const lower = fullName.toLowerCase();
  const row = lower === 'system.exception' ? 'System.Exception\n' : bases.get(lower);
  if (row === undefined) return false;
  const [name = '', base = ''] = row.split('\n');
  if (base && !registeredType(base)) defineException(base);
  exceptionType(name, base);
  return true;
}

/** An exception type that is not in the tree: those of modules. `base` must be defined; '' for the root. */
export function exceptionType(
  name: string,
  base: string,
  members: MemberTables<NetException>['members'] = {},
): NetType {
  const simple = name.slice(name.lastIndexOf('.') + 1);
  const type: NetType = defineType<NetException>({
    fullName: name,
    ...(base ? {base: registeredType(base) ?? null} : {}),
    ...(base ? {} : {toText: (self: NetException) => describe(self)}),
    members: {...extraMembers[simple], ...members},
    constructors: constructorsOf(() => type, simple) ?? {},
  });
  return type;
}
