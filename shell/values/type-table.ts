/**
 * Where types live that are not made at start: full name -> the file that defines it, evaluated at first use.
 *
 * esbuild turns `require` of a local file into a lazy synchronous load. A new type file is one line here.
 */
type Load = () => unknown;

/** Each file with the types it defines. Names without a namespace are in System. */
const files: readonly (readonly [Load, string])[] = [
  [() => require('../types/activator.ts'), 'Activator'],
  [
    () => require('../types/completion-result.ts'),
    'Management.Automation.CompletionResult Management.Automation.CommandCompletion',
  ],
  [() => require('../types/console.ts'), 'Console'],
  [
    () => require('../types/convert.ts'),
    'Convert DBNull Management.Automation.Language.NullString IntPtr Runtime.InteropServices.Marshal BitConverter',
  ],
  [
    () => require('../types/culture.ts'),
    'Globalization.CultureInfo Globalization.TextInfo Globalization.NumberFormatInfo Globalization.DateTimeFormatInfo',
  ],
  [() => require('../types/date-time.ts'), 'DateTime'],
  [() => require('../types/date-time-offset.ts'), 'DateTimeOffset'],
  [
    () => require('../types/dictionary.ts'),
    'Collections.Generic.Dictionary`2 Collections.Generic.SortedDictionary`2 Collections.Generic.SortedList`2 Collections.Concurrent.ConcurrentDictionary`2 Collections.Generic.KeyValuePair`2 StringComparer',
  ],
  [() => require('../types/directory.ts'), 'IO.Directory'],
  [
    () => require('../types/encoding.ts'),
    'Text.Encoding Text.UTF8Encoding Text.ASCIIEncoding Text.UnicodeEncoding Text.UTF32Encoding',
  ],
  [() => require('../types/enumerable.ts'), 'Linq.Enumerable'],
  [
    () => require('../types/environment.ts'),
    'Environment OperatingSystem Runtime.InteropServices.RuntimeInformation AppContext',
  ],
  [() => require('../types/event-args.ts'), 'EventArgs'],
  [() => require('../jobs/data-collection.ts'), 'Management.Automation.PSDataCollection`1'],
  [() => require('../types/file.ts'), 'IO.File'],
  [() => require('../types/stream.ts'), 'IO.Stream IO.MemoryStream IO.FileStream'],
  [() => require('../types/text-reader.ts'), 'IO.TextReader IO.StreamReader IO.StringReader'],
  [() => require('../types/text-writer.ts'), 'IO.TextWriter IO.StreamWriter IO.StringWriter'],
  [() => require('../types/binary-io.ts'), 'IO.BinaryReader IO.BinaryWriter'],
  [
    () => require('../types/compression-stream.ts'),
    'IO.Compression.GZipStream IO.Compression.DeflateStream',
  ],
  [() => require('../types/drive-info.ts'), 'IO.DriveInfo'],
  [
    () => require('../types/host-values.ts'),
    'Management.Automation.Host.ChoiceDescription Management.Automation.Host.Size Management.Automation.Host.Coordinates',
  ],
  [
    () => require('../types/hash-algorithm.ts'),
    'Security.Cryptography.HashAlgorithm Security.Cryptography.MD5 Security.Cryptography.SHA1 Security.Cryptography.SHA256 Security.Cryptography.SHA384 Security.Cryptography.SHA512 Security.Cryptography.MD5CryptoServiceProvider Security.Cryptography.SHA1CryptoServiceProvider Security.Cryptography.SHA256CryptoServiceProvider Security.Cryptography.SHA1Managed Security.Cryptography.SHA256Managed Security.Cryptography.SHA384Managed Security.Cryptography.SHA512Managed Security.Cryptography.HMACMD5 Security.Cryptography.HMACSHA1 Security.Cryptography.HMACSHA256 Security.Cryptography.HMACSHA384 Security.Cryptography.HMACSHA512',
  ],
  [() => require('../types/dns.ts'), 'Net.Dns Net.IPHostEntry'],
  [() => require('../types/web-utility.ts'), 'Net.WebUtility Web.HttpUtility'],
  [() => require('../types/service-point-manager.ts'), 'Net.ServicePointManager'],
  [
    () => require('../types/name-value-collection.ts'),
    'Collections.Specialized.NameValueCollection',
  ],
  [
    () => require('../types/calendar-week.ts'),
    'Globalization.Calendar Globalization.GregorianCalendar Globalization.ISOWeek',
  ],
  [
    () => require('../types/threading.ts'),
    'Threading.Interlocked Threading.Monitor Diagnostics.Debug Diagnostics.Trace',
  ],
  [
    () => require('../providers/file-info.ts'),
    'IO.FileInfo IO.DirectoryInfo IO.FileSystemInfo IO.FileAttributes',
  ],
  [() => require('../types/gc.ts'), 'GC'],
  [() => require('../types/guid.ts'), 'Guid'],
  [
    () => require('../types/http-message.ts'),
    'Net.Http.HttpResponseMessage Net.Http.HttpRequestMessage Net.Http.HttpContent',
  ],
  [
    () => require('../types/web-session.ts'),
    'Net.Cookie Net.CookieContainer Net.WebProxy Microsoft.PowerShell.Commands.WebRequestSession',
  ],
  [
    () => require('../types/hash-set.ts'),
    'Collections.Generic.HashSet`1 Collections.Generic.SortedSet`1',
  ],
  [() => require('../types/ip-address.ts'), 'Net.IPAddress Net.IPEndPoint'],
  [
    () => require('../types/language-primitives.ts'),
    'Management.Automation.LanguagePrimitives Management.Automation.Internal.AutomationNull Management.Automation.PSTypeName',
  ],
  [
    () => require('../types/list.ts'),
    'Collections.CollectionBase Collections.Generic.List`1 Collections.ObjectModel.Collection`1 Collections.ObjectModel.ReadOnlyCollection`1',
  ],
  [() => require('../types/math.ts'), 'Math MathF'],
  [
    () => require('../types/note-property.ts'),
    'Management.Automation.PSNoteProperty Management.Automation.PSScriptProperty Management.Automation.PSAliasProperty Management.Automation.PSScriptMethod Management.Automation.PSPropertySet Management.Automation.PSMemberSet Management.Automation.PSCodeMethod Management.Automation.PSCodeProperty',
  ],
  [() => require('../types/nullable.ts'), 'Nullable`1'],
  [
    () => require('../types/observable-collection.ts'),
    'Collections.ObjectModel.ObservableCollection`1',
  ],
  [() => require('../types/path.ts'), 'IO.Path'],
  [
    () => require('../types/platform.ts'),
    'Management.Automation.Platform Management.Automation.Internal.InternalTestHooks',
  ],
  [() => require('../types/ps-serializer.ts'), 'Management.Automation.PSSerializer'],
  [
    () => require('../commands/proxy-command.ts'),
    'Management.Automation.CommandMetadata Management.Automation.ProxyCommand',
  ],
  [() => require('../types/string-decorated.ts'), 'Management.Automation.Internal.StringDecorated'],
  [() => require('../types/process.ts'), 'Diagnostics.Process'],
  [() => require('../session/variable-type.ts'), 'Management.Automation.PSVariable'],
  [
    () => require('../types/queue-stack.ts'),
    'Collections.Queue Collections.Stack Collections.Generic.Queue`1 Collections.Generic.Stack`1',
  ],
  [
    () => require('../types/reflection.ts'),
    'Reflection.MemberTypes Reflection.MemberInfo Reflection.MethodInfo Reflection.PropertyInfo Reflection.Assembly Reflection.RuntimeAssembly Reflection.CustomAttributeData',
  ],
  [
    () => require('../types/host-structs.ts'),
    'Management.Automation.Host.Coordinates Management.Automation.Host.Size Management.Automation.Host.Rectangle Management.Automation.Host.PSHost Management.Automation.Host.PSHostUserInterface Management.Automation.Host.PSHostRawUserInterface',
  ],
  [() => require('../types/thread.ts'), 'Threading.Thread'],
  [
    () => require('../eval/initial-session-state.ts'),
    'Management.Automation.Runspaces.InitialSessionState Management.Automation.Runspaces.SessionStateVariableEntry Management.Automation.Runspaces.SessionStateFunctionEntry Management.Automation.Runspaces.SessionStateAliasEntry',
  ],
  [() => require('../types/type-accelerators.ts'), 'Management.Automation.TypeAccelerators'],
  [() => require('../types/random.ts'), 'Random Security.Cryptography.RandomNumberGenerator'],
  [
    () => require('../types/regex.ts'),
    'Text.RegularExpressions.Regex Text.RegularExpressions.Match Text.RegularExpressions.Group Text.RegularExpressions.MatchCollection',
  ],
  [
    () => require('../types/secure-string.ts'),
    'Security.SecureString Management.Automation.PSCredential Net.NetworkCredential',
  ],
  [() => require('../types/semantic-version.ts'), 'Management.Automation.SemanticVersion'],
  [() => require('../types/stopwatch.ts'), 'Diagnostics.Stopwatch'],
  [() => require('../types/string-builder.ts'), 'Text.StringBuilder'],
  [() => require('../types/time-span.ts'), 'TimeSpan'],
  [() => require('../types/time-zone.ts'), 'TimeZoneInfo TimeZone'],
  [() => require('../types/timer.ts'), 'Timers.Timer'],
  [() => require('../types/uri.ts'), 'Uri UriBuilder Net.Mail.MailAddress'],
  [() => require('../types/version.ts'), 'Version'],
  [() => require('../types/zip-file.ts'), 'IO.Compression.ZipFile'],
  [() => require('../types/xml-document.ts'), 'Xml.XmlDocument'],
  [
    () => require('../types/xml-nodes.ts'),
    'Xml.XmlElement Xml.XmlAttribute Xml.XmlNode Xml.XmlNodeList Xml.XmlText Xml.XmlCDataSection Xml.XmlComment Xml.XmlWhitespace Xml.XmlDeclaration Xml.XmlProcessingInstruction Xml.XmlDocumentType Xml.XmlDocumentFragment Xml.XmlAttributeCollection Xml.XmlCharacterData Xml.XmlLinkedNode Xml.XmlNamespaceManager Xml.XmlNameTable Xml.NameTable',
  ],
  [() => require('../types/wildcard-pattern.ts'), 'Management.Automation.WildcardPattern'],
];

const loaders = new Map<string, Load>();
/** Full names as they are spelled. */
const spelled = new Set<string>();
for (const [load, names] of files)
  for (const name of names.split(' '))
    addLoader(name.startsWith('Microsoft.') ? name : `System.${name}`, load);

function addLoader(fullName: string, load: Load): void {
  loaders.set(fullName.toLowerCase(), load);
  spelled.add(fullName);
}

/** Full names of the types that a file defines when they are first asked for. */
export function loadableTypeNames(): Iterable<string> {
  return spelled;
}

/** Makes the types of a file outside shell/ known: full names, and accelerators with the name they stand for. */
export function addTypeFile(
  load: Load,
  names: readonly string[],
  accelerators: Readonly<Record<string, string>>,
): void {
  for (const name of names) addLoader(name, load);
  for (const [short, name] of Object.entries(accelerators))
    acceleratorNames[short.toLowerCase()] = name;
}

/** Types of which any count of parameters exists: `System.Func`3`. */
const families: readonly (readonly [RegExp, (fullName: string) => boolean])[] = [
  [/exception$/, name => require('../types/exception.ts').defineException(name)],
  [
    /^system\.(?:func|action|predicate|comparison|converter)(?:`\d+)?$|eventhandler(?:`\d)?$|\.threadstart$|\.matchevaluator$/,
    name => require('../types/delegate.ts').defineDelegate(name),
  ],
  [/^system\.(?:value)?tuple(?:`\d)?$/, name => require('../types/tuple.ts').defineTuple(name)],
  [/\.i[a-z]\w*(?:`\d)?$/, name => require('../types/interface.ts').defineInterface(name)],
  [
    /^system\.management\.automation\.(?:language\.\w+|variablepath)$/,
    name => require('../language/index.ts').defineLanguageType(name),
  ],
  [/./, name => require('../types/enums.ts').defineNamedEnum(name)],
];

/** Evaluates the file that defines the type; false when no file does. */
export function loadType(fullName: string): boolean {
  const lower = fullName.toLowerCase();
  const load = loaders.get(lower);
  if (!load) return families.some(([form, define]) => form.test(lower) && define(fullName));
  loaders.delete(lower);
  load();
  return true;
}

/** Accelerators of types that are not made at start; those made at start know their own. */
export const acceleratorNames: Record<string, string> = {
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  guid: 'System.Guid',
  version: 'System.Version',
  semver: 'System.Management.Automation.SemanticVersion',
  uri: 'System.Uri',
  regex: 'System.Text.RegularExpressions.Regex',
  ipaddress: 'System.Net.IPAddress',
  ipendpoint: 'System.Net.IPEndPoint',
  mailaddress: 'System.Net.Mail.MailAddress',
  cultureinfo: 'System.Globalization.CultureInfo',
  securestring: 'System.Security.SecureString',
  pscredential: 'System.Management.Automation.PSCredential',
  nullstring: 'System.Management.Automation.Language.NullString',
  xml: 'System.Xml.XmlDocument',
  wildcardpattern: 'System.Management.Automation.WildcardPattern',
  pstypename: 'System.Management.Automation.PSTypeName',
  psnoteproperty: 'System.Management.Automation.PSNoteProperty',
  psaliasproperty: 'System.Management.Automation.PSAliasProperty',
  psscriptproperty: 'System.Management.Automation.PSScriptProperty',
  psserializer: 'System.Management.Automation.PSSerializer',
  initialsessionstate: 'System.Management.Automation.Runspaces.InitialSessionState',
  psvariable: 'System.Management.Automation.PSVariable',
  psscriptmethod: 'System.Management.Automation.PSScriptMethod',
};
