/**
 * The text of an error on the screen (language.md 12.3): ConciseView, NormalView, CategoryView.
 *
 * DetailedView is Get-Error's list: views/error-details.ts.
 */
import {basename} from 'node:path';
import type {ErrorRecord} from '../errors/error-record.ts';
import {extendedError} from '../errors/extended-error.ts';
import {InvocationInfo} from '../errors/invocation-info.ts';
import {asNumber, convertTo, getProperty, Hashtable, toText, unwrap} from '../values/index.ts';
import {splitLines} from './cells.ts';
import {errorDetails as detailLines} from './views/error-details.ts';
import type {FormatStyle} from './style.ts';

export interface ErrorViewOptions {
  /** Cells in a line; a message beside a source line is broken to fit. */
  readonly width: number;
  readonly style?: FormatStyle | null;
  /** Is this the name of a command? Then the error begins with it. */
  readonly isCommand?: (name: string) => boolean;
}

/** Colours of an error; empty texts where there are none. */
interface Colours {
  readonly error: string;
  readonly accent: string;
  readonly reset: string;
}

/** What stands beside the bar: the source line and the part to mark. */
interface Place {
  /** After the reason: file and line, or nothing. */
  readonly heading: string;
  readonly lineNumber: number;
  readonly line: string;
  /** Blanks and tildes below the line; empty when no part is known. */
  readonly marks: string;
}

const NATIVE_ERRORS = new Set(['NativeCommandErrorMessage', 'NativeCommandError']);

/** Lines of `record` in the view named by `$ErrorView`. */
export function errorView(record: ErrorRecord, view: string, options: ErrorViewOptions): string[] {
  if (NATIVE_ERRORS.has(record.fullyQualifiedErrorId))
    return coloured(record.exception.message, options);
  if (view === 'DetailedView')
    return coloured(`\n${detailLines(extendedError(record)).join('\n')}`, options);
  if (view === 'CategoryView') return coloured(record.categoryInfo.toString(), options);
  if (view === 'NormalView') return normalView(record, options);
  return conciseView(record, options);
}

function coloursOf({style}: ErrorViewOptions): Colours {
  return {error: style?.error ?? '', accent: style?.errorAccent ?? '', reset: style?.reset ?? ''};
}

function coloured(text: string, options: ErrorViewOptions): string[] {
  const {error, reset} = coloursOf(options);
  return `${error}${text}${reset}`.split('\n');
}

/**
 * One line `REASON: message`, or for errors in a file and in parsing a block with the source line and the
 * failing part marked.
 */
export function conciseView(record: ErrorRecord, options: ErrorViewOptions): string[] {
  const {error, reset} = coloursOf(options);
  const place = placeOf(record);
  const reason = reasonOf(record, options);
  const text = place
    ? `${error}${reason}: ${reset}${placeBlock(place, messageOf(record), record, options)}${reset}`
    : `${error}${reason}: ${error}${plainMessage(record)}${reset}`;
  return [...text.split('\n'), ...recommendation(record, options)];
}

/** A parse error without its place is flattened to one line, as the block would be. */
function plainMessage(record: ErrorRecord): string {
  const message = messageOf(record);
  return record.categoryInfo.category === 'ParserError' ? flattened(message) : message;
}

function recommendation(record: ErrorRecord, options: ErrorViewOptions): string[] {
  const action = record.errorDetails?.recommendedAction?.trim();
  return action ? coloured(`  Recommendation: ${action}`, options) : [];
}

/** Of a parse error only what is wrong: its message begins with the place, which the block shows. */
function messageOf(record: ErrorRecord): string {
  const {errorDetails, exception} = record;
  if (errorDetails?.message) return errorDetails.message;
  const isParseError = record.categoryInfo.category === 'ParserError';
  const [, first] = isParseError ? exception.message.split('~\n') : [];
  return first?.split('\n\n')[0] ?? exception.message;
}

function invocationOf(record: ErrorRecord): InvocationInfo | null {
  return record.invocationInfo instanceof InvocationInfo ? record.invocationInfo : null;
}

/** `Exception` for throw; else the command, the activity, the category. A script block has no name: ''. */
function reasonOf(record: ErrorRecord, options: ErrorViewOptions): string {
  if (getProperty(record.exception, 'WasThrownFromThrowStatement') === true) return 'Exception';
  const invocation = invocationOf(record);
  const command = commandName(invocation);
  if (command && (options.isCommand?.(command) ?? true)) return command;
  const {activity, category, reason} = record.categoryInfo;
  // NotSpecified is the enumeration's zero, which PowerShell's view takes for nothing.
  const kind = category === 'NotSpecified' ? '' : category;
  if (activity) return activity;
  if (invocation?.myCommand) return command;
  return invocation?.invocationName || kind || reason || 'Error';
}

/** A script goes by the name of its file. */
function commandName(invocation: InvocationInfo | null): string {
  const {commandType, name = ''} = invocation?.myCommand ?? {};
  return commandType === 'ExternalScript' ? basename(name) : name;
}

// The place ----------------------------------------------------------------------------------------

function placeOf(record: ErrorRecord): Place | null {
  const target = unwrap(record.targetObject);
  if (target instanceof Hashtable && target.has('Line') && target.has('LineText'))
    return placeOfTarget(target);
  const invocation = invocationOf(record);
  if (!invocation) return null;
  const isParseError =
    record.categoryInfo.category === 'ParserError' &&
    /ParseException|ParentContainsErrorRecordException/.test(record.exception.type.fullName);
  const {scriptName, scriptLineNumber} = invocation;
  if (/\.psm1$/i.test(scriptName)) return null;
  if (!isParseError && !scriptName && scriptLineNumber <= 1) return null;
  const [, line = '', marks = ''] = splitLines(invocation.positionMessage);
  return {
    heading: scriptName ? `${scriptName}:${scriptLineNumber}` : '',
    lineNumber: scriptLineNumber,
    line: line.slice(1),
    marks: marks.slice(1),
  };
}

/** Test frameworks put the failing place into the target object: Line, LineText, File, columns from 1. */
function placeOfTarget(target: Hashtable): Place {
  const line = toText(target.get('LineText')).trim();
  const start = columnOf(target.get('StartColumn'), 1, line.length);
  const end =
    columnOf(target.get('EndColumn'), (start ?? 0) + 1, line.length + 1) ?? line.length + 1;
  return {
    heading: toText(target.get('File')),
    lineNumber: asNumber(target.get('Line')),
    line,
    marks: start === null ? '' : ' '.repeat(start - 1) + '~'.repeat(end - start),
  };
}

function columnOf(value: unknown, from: number, to: number): number | null {
  if (value === null || value === undefined) return null;
  try {
    const column = asNumber(convertTo(value, 'int'));
    return column >= from && column <= to ? column : null;
  } catch {
    return null; // not a number: as if it were not given
  }
}

/** Heading, `Line |`, the line with its number, the marks, the message beside the bar. */
function placeBlock(
  place: Place,
  message: string,
  record: ErrorRecord,
  options: ErrorViewOptions,
): string {
  const {error, accent, reset} = coloursOf(options);
  const number = String(place.lineNumber).padStart(4);
  const shift = ' '.repeat(number.length - 4);
  const bar = `${accent}${shift}     | ${error}`;
  const lines = [
    place.heading,
    `${accent}${shift}Line |`,
    `${accent}${number} | ${reset}${highlighted(place, options)}`,
  ];
  if (place.marks) lines.push(bar + place.marks);
  const fits = invocationOf(record)?.scriptName || record.categoryInfo.category === 'ParserError';
  const pieces = fits
    ? brokenMessage(flattened(message), options.width, shift.length + '     | '.length)
    : [message];
  return [...lines, ...pieces.map(piece => bar + piece)].join('\n');
}

/** The line with the failing part in the accent colour, unless that is all of it. */
function highlighted({line, marks}: Place, options: ErrorViewOptions): string {
  const {accent, reset} = coloursOf(options);
  const length = marks.trim().length;
  const at = Math.max(0, marks.indexOf('~'));
  if (!accent || length === 0 || length >= line.length) return line;
  return line.slice(0, at) + accent + line.slice(at, at + length) + reset + line.slice(at + length);
}

function flattened(message: string): string {
  return message.replace(/\r\n|\n|\t/g, ' ');
}

/** Pieces of a message that fit beside the bar, broken at blanks where there are any. */
function brokenMessage(message: string, width: number, indent: number): string[] {
  const room = width - indent;
  const pieces: string[] = [];
  let rest = message;
  while (width > 0 && rest.length > room) {
    const cut = rest.slice(0, room).search(/\s\S*$/);
    if (cut <= 0) break;
    pieces.push(rest.slice(0, cut));
    rest = rest.slice(cut).trim();
  }
  return [...pieces, rest];
}

// The older views ------------------------------------------------------------------------------------

function normalView(record: ErrorRecord, options: ErrorViewOptions): string[] {
  const invocation = invocationOf(record);
  const name = invocation?.myCommand?.name || invocation?.invocationName || '';
  const position = invocation?.positionMessage ? [invocation.positionMessage] : [];
  const text = [
    `${name ? `${name} : ` : ''}${messageOf(record)}`,
    ...position,
    `    + CategoryInfo          : ${record.categoryInfo.toString()}`,
    `    + FullyQualifiedErrorId : ${record.fullyQualifiedErrorId}`,
    ' ',
  ];
  return coloured(text.join('\n'), options);
}
