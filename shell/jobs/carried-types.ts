/**
 * Types whose objects cross to another runspace as what they are: by their fields, or taken apart and put
 * together by functions. `simple` ones cross to a process too, as in CLIXML.
 *
 * A file of types is evaluated when the first object of it crosses. Cmdlets add theirs through the service
 * `carriers` (machines: their id and the door they are asked at).
 */
import {service} from '../cmdlet/services.ts';
import type * as Records from '../errors/error-record.ts';
import type {ErrorCategory} from '../errors/error-category.ts';
import type * as Invocation from '../errors/invocation-info.ts';
import type * as Sources from '../eval/source-text.ts';
import type * as Numbers from '../values/numbers.ts';
import type * as Regexes from '../regex/net-regex.ts';
import type * as StreamRecords from '../session/stream-records.ts';
import type * as FormatRecords from '../format/format-record.ts';
import type * as Entries from '../values/dictionary-entry.ts';
import type {Session} from '../session/session.ts';
import {NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import type {PackPart, Parcel, UnpackPart} from './parcel.ts';

export interface Carrier {
  readonly simple: boolean;
  out(value: object, pack: PackPart): Parcel;
  in(data: Parcel, unpack: UnpackPart, session: Session): Value;
}

type Maker = abstract new (...args: never[]) => object;
type Fields = Record<string, unknown>;

/** Objects that are nothing but their fields. */
function byFields(load: () => Maker, simple = false): Carrier {
  return {
    simple,
    out: (value, pack) => pack({...value}),
    in: (data, unpack) =>
      Object.assign(Object.create(load().prototype as object) as object, unpack(data)),
  };
}

const numbers = () => require('../values/numbers.ts') as typeof Numbers;
const records = () => require('../session/stream-records.ts') as typeof StreamRecords;
const formats = () => require('../format/format-record.ts') as typeof FormatRecords;

const integer = byFields(() => numbers().Integer, true);
const SMA = 'System.Management.Automation.';
const FORMAT = 'Microsoft.PowerShell.Commands.Internal.Format.';

/** By full name. */
const carriers: Readonly<Record<string, Carrier>> = {
  'System.Double': byFields(() => numbers().Double, true),
  'System.Single': byFields(() => numbers().Single, true),
  'System.Char': byFields(() => numbers().Char, true),
  'System.Numerics.BigInteger': byFields(() => numbers().BigInteger, true),
  'System.SByte': integer,
  'System.Byte': integer,
  'System.Int16': integer,
  'System.UInt16': integer,
  'System.UInt32': integer,
  'System.UInt64': integer,
  'System.Decimal': byFields(() => require('../values/decimal.ts').Decimal, true),
  'System.DateTime': byFields(() => require('../types/date-time.ts').DateTime, true),
  'System.TimeSpan': byFields(() => require('../types/time-span.ts').TimeSpan, true),
  'System.Guid': byFields(() => require('../types/guid.ts').Guid, true),
  'System.Version': byFields(() => require('../types/version.ts').Version, true),
  'System.Uri': byFields(() => require('../types/uri.ts').Uri, true),
  'System.Security.SecureString': byFields(
    () => require('../types/secure-string.ts').SecureString,
    true,
  ),
  'System.DateTimeOffset': byFields(() => require('../types/date-time-offset.ts').DateTimeOffset),
  'System.Net.IPAddress': byFields(() => require('../types/ip-address.ts').IPAddress),
  'System.IO.FileInfo': byFields(() => require('../providers/file-info.ts').FileInfo),
  'System.IO.DirectoryInfo': byFields(() => require('../providers/file-info.ts').DirectoryInfo),
  [`${SMA}SemanticVersion`]: byFields(
    () => require('../types/semantic-version.ts').SemanticVersion,
  ),
  [`${SMA}PSCredential`]: byFields(() => require('../types/secure-string.ts').PSCredential, true),
  [`${SMA}SwitchParameter`]: byFields(
    () => require('../values/switch-parameter.ts').SwitchParameter,
  ),
  [`${SMA}WarningRecord`]: byFields(() => records().WarningRecord, true),
  [`${SMA}VerboseRecord`]: byFields(() => records().VerboseRecord, true),
  [`${SMA}DebugRecord`]: byFields(() => records().DebugRecord, true),
  [`${SMA}InformationRecord`]: byFields(() => records().InformationRecord, true),
  [`${SMA}HostInformationMessage`]: byFields(() => records().HostInformationMessage, true),
  [`${FORMAT}FormatStartData`]: byFields(() => formats().FormatStartData, true),
  [`${FORMAT}GroupStartData`]: byFields(() => formats().GroupStartData, true),
  [`${FORMAT}FormatEntryData`]: byFields(() => formats().FormatEntryData, true),
  [`${FORMAT}GroupEndData`]: byFields(() => formats().GroupEndData, true),
  [`${FORMAT}FormatEndData`]: byFields(() => formats().FormatEndData, true),
  'System.Collections.DictionaryEntry': {
    simple: false,
    out: (value, pack) => pack({...value}),
    in(data, unpack) {
      const {DictionaryEntry} = require('../values/dictionary-entry.ts') as typeof Entries;
      const {key, value} = unpack(data) as {key: Value; value: Value};
      return new DictionaryEntry(key, value);
    },
  },
  'System.Text.RegularExpressions.Regex': {
    simple: false,
    out: (value, pack) => {
      const {pattern, options} = value as Regexes.NetRegex;
      return pack({pattern, options});
    },
    in(data, unpack) {
      const {netRegex} = require('../regex/net-regex.ts') as typeof Regexes;
      const {pattern, options} = unpack(data) as {pattern: string; options: number};
      return netRegex(pattern, options);
    },
  },
  [`${SMA}ErrorRecord`]: {simple: true, out: packError, in: unpackError},
  [`${SMA}InvocationInfo`]: {simple: true, out: packInvocation, in: unpackInvocation},
};

/** All exceptions share one class: their type is a name. */
const exceptionCarrier: Carrier = {simple: true, out: packException, in: unpackException};

/** How objects of a type cross; undefined: as bags. */
export function carrierOf(fullName: string): Carrier | undefined {
  return (
    carriers[fullName] ??
    (fullName.endsWith('Exception') ? exceptionCarrier : service('carriers')[fullName])
  );
}

function packException(value: object, pack: PackPart): Parcel {
  const {type, message, inner, errorId, category, fields} = value as NetException;
  return pack({type: type.fullName, message, inner, errorId, category, fields});
}

function unpackException(data: Parcel, unpack: UnpackPart): Value {
  const {type, message, ...details} = unpack(data) as Fields & {type: string; message: string};
  return new NetException(type, message, details);
}

function packError(value: object, pack: PackPart): Parcel {
  const record = value as Records.ErrorRecord;
  const {category, activity, reason, targetName, targetType} = record.categoryInfo;
  const {exception, targetObject, invocationInfo, scriptStackTrace} = record;
  return pack({
    exception,
    target: targetObject,
    id: record.fullyQualifiedErrorId,
    category,
    info: {activity, reason, targetName, targetType},
    details: record.errorDetails && {...record.errorDetails},
    invocationInfo,
    scriptStackTrace,
  });
}

function unpackError(data: Parcel, unpack: UnpackPart): Value {
  const {ErrorRecord, ErrorDetails} = require('../errors/error-record.ts') as typeof Records;
  const parts = unpack(data) as Fields;
  const record = new ErrorRecord(
    parts.exception as NetException,
    parts.id as string,
    parts.category as ErrorCategory,
    parts.target,
  );
  Object.assign(record.categoryInfo, parts.info);
  record.invocationInfo = parts.invocationInfo;
  record.scriptStackTrace = parts.scriptStackTrace as string | null;
  if (parts.details) record.errorDetails = Object.assign(new ErrorDetails(''), parts.details);
  record.exception.record = record;
  return record;
}

function packInvocation(value: object, pack: PackPart): Parcel {
  const info = value as Invocation.InvocationInfo;
  const {source, node, invocationName, pipelineLength, pipelinePosition, expectingInput} = info;
  return pack({
    command: info.myCommand?.name ?? null,
    text: source.text,
    file: source.file,
    node: {start: node.start, end: node.end},
    call: {invocationName, pipelineLength, pipelinePosition, expectingInput},
  });
}

/** The command is the one of that name here, if there is one. */
function unpackInvocation(data: Parcel, unpack: UnpackPart, session: Session): Value {
  const {InvocationInfo} = require('../errors/invocation-info.ts') as typeof Invocation;
  const {SourceText} = require('../eval/source-text.ts') as typeof Sources;
  const parts = unpack(data) as {
    command: string | null;
    text: string;
    file: string;
    node: {start: number; end: number};
    call: ConstructorParameters<typeof Invocation.InvocationInfo>[3];
  };
  const command = parts.command
    ? session.resolveCommand(parts.command, session.topFrame)
    : undefined;
  return new InvocationInfo(
    command ?? null,
    new SourceText(parts.text, parts.file),
    parts.node,
    parts.call,
  );
}
