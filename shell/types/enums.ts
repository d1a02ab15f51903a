/**
 * .NET's and PowerShell's enumerations that scripts name: data. Each becomes a type when it is looked up.
 *
 * `flags` marks those whose values combine.
 */
import {defineEnum} from '../values/define-enum.ts';
import {HTTP_STATUS} from './http-status.ts';

interface Row {
  readonly flags?: true;
  readonly values: Readonly<Record<string, number>>;
}

/** Names counted from `first`. */
function counted(names: string, first = 0): Row {
  return {values: Object.fromEntries(names.split(' ').map((name, i) => [name, first + i]))};
}

function flags(values: Readonly<Record<string, number>>): Row {
  return {flags: true, values};
}

const SMA = 'System.Management.Automation';

const rows: Readonly<Record<string, Row>> = {
  'System.DayOfWeek': counted('Sunday Monday Tuesday Wednesday Thursday Friday Saturday'),
  'System.ConsoleColor': counted(
    'Black DarkBlue DarkGreen DarkCyan DarkRed DarkMagenta DarkYellow Gray DarkGray Blue Green Cyan Red Magenta Yellow White',
  ),
  'System.ConsoleKey': {
    values: {
      Backspace: 8,
      Tab: 9,
      Enter: 13,
      Escape: 27,
      Spacebar: 32,
      PageUp: 33,
      PageDown: 34,
      End: 35,
      Home: 36,
      LeftArrow: 37,
      UpArrow: 38,
      RightArrow: 39,
      DownArrow: 40,
      Delete: 46,
    },
  },
  'System.Reflection.ProcessorArchitecture': counted('None MSIL X86 IA64 Amd64 Arm'),
  'System.Globalization.CalendarWeekRule': counted('FirstDay FirstFullWeek FirstFourDayWeek'),
  'System.UriPartial': counted('Scheme Authority Path Query'),
  'System.DateTimeKind': counted('Unspecified Utc Local'),
  'System.Environment+SpecialFolder': {
    values: {
      Desktop: 0,
      Programs: 2,
      MyDocuments: 5,
      Personal: 5,
      Favorites: 6,
      Startup: 7,
      MyMusic: 13,
      MyVideos: 14,
      DesktopDirectory: 16,
      Templates: 21,
      ApplicationData: 26,
      LocalApplicationData: 28,
      CommonApplicationData: 35,
      Windows: 36,
      System: 37,
      ProgramFiles: 38,
      MyPictures: 39,
      UserProfile: 40,
    },
  },
  'System.EnvironmentVariableTarget': counted('Process User Machine'),
  'System.Base64FormattingOptions': counted('None InsertLineBreaks'),
  'System.MidpointRounding': counted(
    'ToEven AwayFromZero ToZero ToNegativeInfinity ToPositiveInfinity',
  ),
  'System.PlatformID': counted('Win32S Win32Windows Win32NT WinCE Unix Xbox MacOSX Other'),
  'System.StringComparison': counted(
    'CurrentCulture CurrentCultureIgnoreCase InvariantCulture InvariantCultureIgnoreCase Ordinal OrdinalIgnoreCase',
  ),
  'System.StringSplitOptions': flags({None: 0, RemoveEmptyEntries: 1, TrimEntries: 2}),
  'System.TypeCode': {
    values: {
      Empty: 0,
      Object: 1,
      DBNull: 2,
      Boolean: 3,
      Char: 4,
      SByte: 5,
      Byte: 6,
      Int16: 7,
      UInt16: 8,
      Int32: 9,
      UInt32: 10,
      Int64: 11,
      UInt64: 12,
      Single: 13,
      Double: 14,
      Decimal: 15,
      DateTime: 16,
      String: 18,
    },
  },
  'System.UriKind': counted('RelativeOrAbsolute Absolute Relative'),
  'System.AttributeTargets': flags({
    Assembly: 1,
    Module: 2,
    Class: 4,
    Struct: 8,
    Enum: 16,
    Constructor: 32,
    Method: 64,
    Property: 128,
    Field: 256,
    Event: 512,
    Interface: 1024,
    Parameter: 2048,
    Delegate: 4096,
    ReturnValue: 8192,
    GenericParameter: 16384,
    All: 32767,
  }),
  'System.Diagnostics.ProcessPriorityClass': {
    values: {
      Normal: 32,
      Idle: 64,
      High: 128,
      RealTime: 256,
      BelowNormal: 16384,
      AboveNormal: 32768,
    },
  },
  'System.Diagnostics.ProcessWindowStyle': counted('Normal Hidden Minimized Maximized'),
  'System.Globalization.DateTimeStyles': flags({
    None: 0,
    AllowLeadingWhite: 1,
    AllowTrailingWhite: 2,
    AllowInnerWhite: 4,
    AllowWhiteSpaces: 7,
    NoCurrentDateDefault: 8,
    AdjustToUniversal: 16,
    AssumeLocal: 32,
    AssumeUniversal: 64,
    RoundtripKind: 128,
  }),
  'System.Globalization.NumberStyles': flags({
    None: 0,
    AllowLeadingWhite: 1,
    AllowTrailingWhite: 2,
    AllowLeadingSign: 4,
    Integer: 7,
    AllowTrailingSign: 8,
    AllowParentheses: 16,
    AllowDecimalPoint: 32,
    AllowThousands: 64,
    Number: 111,
    AllowExponent: 128,
    Float: 167,
    AllowCurrencySymbol: 256,
    Currency: 383,
    Any: 511,
    AllowHexSpecifier: 512,
    HexNumber: 515,
  }),
  'System.Globalization.CultureTypes': flags({
    NeutralCultures: 1,
    SpecificCultures: 2,
    InstalledWin32Cultures: 4,
    AllCultures: 7,
  }),
  'System.IO.FileAccess': flags({Read: 1, Write: 2, ReadWrite: 3}),
  'System.IO.FileMode': counted('CreateNew Create Open OpenOrCreate Truncate Append', 1),
  'System.IO.FileShare': flags({
    None: 0,
    Read: 1,
    Write: 2,
    ReadWrite: 3,
    Delete: 4,
    Inheritable: 16,
  }),
  'System.IO.SearchOption': counted('TopDirectoryOnly AllDirectories'),
  'System.IO.SeekOrigin': counted('Begin Current End'),
  'System.IO.UnixFileMode': flags({
    None: 0,
    OtherExecute: 1,
    OtherWrite: 2,
    OtherRead: 4,
    GroupExecute: 8,
    GroupWrite: 16,
    GroupRead: 32,
    UserExecute: 64,
    UserWrite: 128,
    UserRead: 256,
    StickyBit: 512,
    SetGroup: 1024,
    SetUser: 2048,
  }),
  'System.IO.Compression.CompressionMode': counted('Decompress Compress'),
  'System.IO.Compression.CompressionLevel': counted('Optimal Fastest NoCompression SmallestSize'),
  'System.Net.HttpStatusCode': {values: HTTP_STATUS},
  'Microsoft.PowerShell.Commands.WebRequestMethod': counted(
    'Default Get Head Post Put Delete Trace Options Merge Patch',
  ),
  'Microsoft.PowerShell.Commands.WebAuthenticationType': counted('None Basic Bearer OAuth'),
  'Microsoft.PowerShell.Commands.WebSslProtocol': flags({
    Default: 0,
    Tls: 192,
    Tls11: 768,
    Tls12: 3072,
    Tls13: 12288,
  }),
  'System.Net.SecurityProtocolType': flags({
    SystemDefault: 0,
    Ssl3: 48,
    Tls: 192,
    Tls11: 768,
    Tls12: 3072,
    Tls13: 12288,
  }),
  'System.Net.Sockets.AddressFamily': {
    values: {Unknown: -1, Unspecified: 0, Unix: 1, InterNetwork: 2, InterNetworkV6: 23},
  },
  'System.Reflection.BindingFlags': flags({
    Default: 0,
    IgnoreCase: 1,
    DeclaredOnly: 2,
    Instance: 4,
    Static: 8,
    Public: 16,
    NonPublic: 32,
    FlattenHierarchy: 64,
  }),
  'System.Runtime.InteropServices.Architecture': counted('X86 X64 Arm Arm64 Wasm S390x'),
  'System.Security.Cryptography.CipherMode': counted('CBC ECB OFB CFB CTS', 1),
  'System.Text.NormalizationForm': {values: {FormC: 1, FormD: 2, FormKC: 5, FormKD: 6}},
  'System.Text.RegularExpressions.RegexOptions': flags({
    None: 0,
    IgnoreCase: 1,
    Multiline: 2,
    ExplicitCapture: 4,
    Compiled: 8,
    Singleline: 16,
    IgnorePatternWhitespace: 32,
    RightToLeft: 64,
    ECMAScript: 256,
    CultureInvariant: 512,
    NonBacktracking: 1024,
  }),
  'System.Xml.XmlNodeType': counted(
    'None Element Attribute Text CDATA EntityReference Entity ProcessingInstruction Comment Document DocumentType DocumentFragment Notation Whitespace SignificantWhitespace EndElement EndEntity XmlDeclaration',
  ),
  'System.Threading.ThreadState': flags({
    Running: 0,
    StopRequested: 1,
    SuspendRequested: 2,
    Background: 4,
    Unstarted: 8,
    Stopped: 16,
    WaitSleepJoin: 32,
    Suspended: 64,
    AbortRequested: 128,
    Aborted: 256,
  }),
  'System.Diagnostics.ThreadState': counted(
    'Initialized Ready Running Standby Terminated Wait Transition Unknown',
  ),
  'System.Security.AccessControl.AceFlags': {
    flags: true,
    values: {
      None: 0,
      ObjectInherit: 1,
      ContainerInherit: 2,
      NoPropagateInherit: 4,
      InheritOnly: 8,
      InheritanceFlags: 15,
      Inherited: 16,
      SuccessfulAccess: 64,
      FailedAccess: 128,
      AuditFlags: 192,
    },
  },
  'System.Threading.ApartmentState': counted('STA MTA Unknown'),
  'System.Threading.Tasks.TaskStatus': counted(
    'Created WaitingForActivation WaitingToRun Running WaitingForChildrenToComplete RanToCompletion Canceled Faulted',
  ),
  'Microsoft.PowerShell.ExecutionPolicy': {
    values: {
      Unrestricted: 0,
      RemoteSigned: 1,
      AllSigned: 2,
      Restricted: 3,
      Bypass: 4,
      Undefined: 5,
      Default: 3,
    },
  },
  'Microsoft.PowerShell.ExecutionPolicyScope': counted(
    'Process CurrentUser LocalMachine UserPolicy MachinePolicy',
  ),
  [`${SMA}.ActionPreference`]: counted(
    'SilentlyContinue Stop Continue Inquire Ignore Suspend Break',
  ),
  [`${SMA}.CommandTypes`]: flags({
    Alias: 1,
    Function: 2,
    Filter: 4,
    Cmdlet: 8,
    ExternalScript: 16,
    Application: 32,
    Script: 64,
    Configuration: 256,
    All: 383,
  }),
  [`${SMA}.CommandOrigin`]: counted('Runspace Internal'),
  [`${SMA}.CompletionResultType`]: counted(
    'Text History Command ProviderItem ProviderContainer Property Method ParameterName ParameterValue Variable Namespace Type Keyword DynamicKeyword',
  ),
  [`${SMA}.ConfirmImpact`]: counted('None Low Medium High'),
  [`${SMA}.ErrorCategory`]: counted(
    'NotSpecified OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation InvalidResult InvalidType MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError PermissionDenied ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError ProtocolError ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled',
  ),
  [`${SMA}.JobState`]: counted(
    'NotStarted Running Completed Failed Stopped Blocked Suspended Disconnected Suspending Stopping AtBreakpoint',
  ),
  [`${SMA}.ModuleType`]: counted('Script Binary Manifest Cim Workflow'),
  [`${SMA}.OutputRendering`]: counted('Host PlainText Ansi'),
  [`${SMA}.RunspaceMode`]: counted('CurrentRunspace NewRunspace'),
  [`${SMA}.ProgressRecordType`]: counted('Processing Completed'),
  [`${SMA}.ProgressView`]: counted('Minimal Classic'),
  [`${SMA}.PSLanguageMode`]: counted(
    'FullLanguage RestrictedLanguage NoLanguage ConstrainedLanguage',
  ),
  [`${SMA}.PSMemberTypes`]: flags({
    AliasProperty: 1,
    CodeProperty: 2,
    Property: 4,
    NoteProperty: 8,
    ScriptProperty: 16,
    Properties: 31,
    PropertySet: 32,
    Method: 64,
    CodeMethod: 128,
    ScriptMethod: 256,
    Methods: 448,
    ParameterizedProperty: 512,
    MemberSet: 1024,
    Event: 2048,
    Dynamic: 4096,
    InferredProperty: 8192,
    All: 16383,
  }),
  [`${SMA}.PSMemberViewTypes`]: flags({Extended: 1, Adapted: 2, Base: 4, All: 7}),
  [`${SMA}.PSTokenType`]: counted(
    'Unknown Command CommandParameter CommandArgument Number String Variable Member LoopLabel Attribute Type Operator GroupStart GroupEnd Keyword Comment StatementSeparator NewLine LineContinuation Position',
  ),
  [`${SMA}.RollbackSeverity`]: counted('Error TerminatingError Never'),
  [`${SMA}.ScopedItemOptions`]: flags({
    None: 0,
    ReadOnly: 1,
    Constant: 2,
    Private: 4,
    AllScope: 8,
    Unspecified: 16,
  }),
  [`${SMA}.SessionStateEntryVisibility`]: counted('Public Private'),
  [`${SMA}.ShouldProcessReason`]: flags({None: 0, WhatIf: 1}),
  [`${SMA}.SplitOptions`]: flags({
    SimpleMatch: 1,
    RegexMatch: 2,
    CultureInvariant: 4,
    IgnorePatternWhitespace: 8,
    Multiline: 16,
    Singleline: 32,
    IgnoreCase: 64,
    ExplicitCapture: 128,
  }),
  [`${SMA}.WhereOperatorSelectionMode`]: counted('Default First Last SkipUntil Until Split'),
  [`${SMA}.WildcardOptions`]: flags({None: 0, Compiled: 1, IgnoreCase: 2, CultureInvariant: 4}),
  [`${SMA}.ExperimentAction`]: counted('None Hide Show'),
  [`${SMA}.Runspaces.RunspaceState`]: counted(
    'BeforeOpen Opening Opened Closed Closing Broken Disconnecting Disconnected Connecting',
  ),
  [`${SMA}.PSInvocationState`]: counted(
    'NotStarted Running Stopping Stopped Completed Failed Disconnected',
  ),
  [`${SMA}.VariableAccessMode`]: counted('Read Write ReadWrite'),
};

const byName = new Map(Object.keys(rows).map(name => [name.toLowerCase(), name]));

/** Defines an enumeration of the table; false when it has no such name. */
export function defineNamedEnum(fullName: string): boolean {
  const name = byName.get(fullName.toLowerCase());
  const row = name === undefined ? undefined : rows[name];
  if (!name || !row) return false;
  defineEnum({fullName: name, values: row.values, flags: row.flags ?? false});
  return true;
}
