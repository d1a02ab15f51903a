/**
 * Streams 2 to 6 at the top: what nobody redirected is shown by the host.
 *
 * Errors go to standard error, the rest to standard output, as the console host of PowerShell does.
 */
import {ErrorRecord} from '../errors/error-record.ts';
import type {Sink, Streams} from '../eval/runtime.ts';
import {errorView} from '../format/error-view.ts';
import {sessionStyle} from '../format/session-settings.ts';
import type {Session} from '../session/session.ts';
import {HostInformationMessage, InformationRecord} from '../session/stream-records.ts';
import {toText} from '../values/index.ts';
import type {Value} from '../values/value.ts';

/** SGR numbers of System.ConsoleColor, foreground; background is 10 more. */
const COLOURS: Readonly<Record<string, number>> = {
  black: 30,
  darkred: 31,
  darkgreen: 32,
  darkyellow: 33,
  darkblue: 34,
  darkmagenta: 35,
  darkcyan: 36,
  gray: 37,
  darkgray: 90,
  red: 91,
  green: 92,
  yellow: 93,
  blue: 94,
  magenta: 95,
  cyan: 96,
  white: 97,
};

const RESET = '\x1b[0m';
/** PSStyle.Formatting.Warning, Verbose and Debug. */
const NOTICE = '\x1b[33;1m';

/** `session` is asked when something is shown: streams are made before it. */
export function displayStreams(session: () => Session): Streams {
  const notice = (label: string): Sink => ({
    process: record => showNotice(session(), `${label}: ${toText(record)}`),
  });
  return {
    error: {process: record => showError(session(), record)},
    warning: notice('WARNING'),
    verbose: notice('VERBOSE'),
    debug: notice('DEBUG'),
    information: {isDisplay: true, process: record => showInformation(session(), record)},
  };
}

function showNotice(session: Session, text: string): void {
  session.formatter.flush();
  const {host} = session;
  host.writeLine(host.supportsAnsi ? `${NOTICE}${text}${RESET}` : text);
}

/** An error as `$ErrorView` wants it. */
export function showError(session: Session, record: Value): void {
  session.formatter.flush();
  const {host} = session;
  if (!(record instanceof ErrorRecord)) {
    host.writeErrorLine(toText(record));
    return;
  }
  const view = toText(session.getVariable('ErrorView') ?? 'ConciseView');
  const lines = errorView(record, view, {
    width: host.width,
    style: sessionStyle(session, host.supportsAnsi),
    isCommand: name => session.resolveCommand(name) !== undefined,
  });
  for (const line of lines) host.writeErrorLine(line);
}

function showInformation(session: Session, record: Value): void {
  session.formatter.flush();
  const data = record instanceof InformationRecord ? record.messageData : record;
  if (data instanceof HostInformationMessage)
    session.host.write(hostText(data, session.host.supportsAnsi));
  else session.host.writeLine(toText(data));
}

function hostText(message: HostInformationMessage, colours: boolean): string {
  const codes = colours
    ? [colour(message.foregroundColor, 0), colour(message.backgroundColor, 10)]
    : [];
  const sgr = codes.filter(code => code !== null).join(';');
  const text = sgr === '' ? message.message : `\x1b[${sgr}m${message.message}${RESET}`;
  return message.noNewLine ? text : `${text}\n`;
}

function colour(name: string | null, offset: number): number | null {
  const code = name === null ? undefined : COLOURS[name.toLowerCase()];
  return code === undefined ? null : code + offset;
}
