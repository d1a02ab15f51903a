/**
 * Names of simple types in CLIXML and how their values are written. Source: [MS-PSRP] 2.2.5.1.
 */
import {SecureString} from '../../shell/types/secure-string.ts';
import {
  asBigInt,
  construct,
  convertTo,
  formatValue,
  getProperty,
  requireType,
  toArray,
  toText,
  unwrap,
} from '../../shell/values/index.ts';
import {decryptText, encryptText} from '../security/key-text.ts';

interface Simple {
  readonly element: string;
  readonly typeName: string;
  readonly write: (value: unknown) => string;
  readonly read: (text: string) => unknown;
}

const TICKS_PER_SECOND = 10_000_000n;

function converted(element: string, typeName: string): Simple {
  return {element, typeName, write: toText, read: text => convertTo(text, typeName)};
}

const SIMPLE: readonly Simple[] = [
  {
    element: 'S',
    typeName: 'System.String',
    write: value => encodeControls(toText(value)),
    read: decodeControls,
  },
  {
    element: 'B',
    typeName: 'System.Boolean',
    write: value => (value === true ? 'true' : 'false'),
    read: text => text === 'true',
  },
  {
    element: 'C',
    typeName: 'System.Char',
    write: value => String(toText(value).charCodeAt(0)),
    read: text => convertTo(String.fromCharCode(Number(text)), 'char'),
  },
  converted('I32', 'System.Int32'),
  converted('I64', 'System.Int64'),
  converted('Db', 'System.Double'),
  converted('Sg', 'System.Single'),
  converted('D', 'System.Decimal'),
  converted('By', 'System.Byte'),
  converted('SB', 'System.SByte'),
  converted('I16', 'System.Int16'),
  converted('U16', 'System.UInt16'),
  converted('U32', 'System.UInt32'),
  converted('U64', 'System.UInt64'),
  converted('G', 'System.Guid'),
  converted('URI', 'System.Uri'),
  converted('Version', 'System.Version'),
  {
    element: 'SBK',
    typeName: 'System.Management.Automation.ScriptBlock',
    write: value => encodeControls(toText(value)),
    read: decodeControls,
  },
  {
    element: 'DT',
    typeName: 'System.DateTime',
    write: value => formatValue(value, 'yyyy-MM-ddTHH:mm:ss.FFFFFFFK'),
    read: text => convertTo(text, 'datetime'),
  },
  {
    element: 'SS',
    typeName: 'System.Security.SecureString',
    write: value => encryptText((unwrap(value) as SecureString).plainText, undefined),
    read: text => new SecureString(decryptText(text, undefined) ?? ''),
  },
  {
    element: 'CA',
    typeName: 'System.Char[]',
    write: value => encodeControls(toArray(value).map(toText).join('')),
    read: text => convertTo(decodeControls(text), 'char[]'),
  },
  {
    element: 'XD',
    typeName: 'System.Xml.XmlDocument',
    write: value => toText(getProperty(value, 'OuterXml')),
    read: text => convertTo(text, 'xml'),
  },
  {element: 'TS', typeName: 'System.TimeSpan', write: durationOf, read: readDuration},
  {
    element: 'BA',
    typeName: 'System.Byte[]',
    write: value => Buffer.from(unwrap(value) as Uint8Array).toString('base64'),
    read: text => new Uint8Array(Buffer.from(text, 'base64')),
  },
];

const byType = new Map(SIMPLE.map(each => [each.typeName, each]));
const byElement = new Map(SIMPLE.map(each => [each.element, each]));

export function simpleByType(typeName: string): Simple | undefined {
  return byType.get(typeName);
}

export function simpleByElement(element: string): Simple | undefined {
  return byElement.get(element);
}

/** Control characters, and what looks like an encoded one, as `_xHHHH_`. */
export function encodeControls(text: string): string {
  return text.replace(
    /\p{Cc}|_(?=x[0-9A-Fa-f]{4}_)/gu,
    one => `_x${one.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
  );
}

export function decodeControls(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** `PT1H30M`, `-P2DT0.5S`, `PT0S`. */
function durationOf(value: unknown): string {
  const ticks = asBigInt(getProperty(value, 'Ticks'));
  const size = ticks < 0n ? -ticks : ticks;
  const seconds = size / TICKS_PER_SECOND;
  const fraction = String(size % TICKS_PER_SECOND)
    .padStart(7, '0')
    .replace(/0+$/, '');
  const days = seconds / 86_400n;
  const parts: readonly (readonly [bigint, string])[] = [
    [(seconds / 3600n) % 24n, 'H'],
    [(seconds / 60n) % 60n, 'M'],
  ];
  const rest = `${seconds % 60n}${fraction === '' ? '' : `.${fraction}`}`;
  const time =
    parts.map(([count, unit]) => (count === 0n ? '' : `${count}${unit}`)).join('') +
    (rest === '0' ? '' : `${rest}S`);
  const text = `P${days === 0n ? '' : `${days}D`}${time === '' ? '' : `T${time}`}`;
  return `${ticks < 0n ? '-' : ''}${text === 'P' ? 'PT0S' : text}`;
}

function readDuration(text: string): unknown {
  const match = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,7}))?S)?)?$/.exec(
    text,
  );
  if (!match) return convertTo(text, 'timespan');
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole =
    BigInt(days) * 86_400n + BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds);
  const ticks = whole * TICKS_PER_SECOND + BigInt(fraction.padEnd(7, '0'));
  return construct(requireType('timespan'), [sign === '-' ? -ticks : ticks]);
}
