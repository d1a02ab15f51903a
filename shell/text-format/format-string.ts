/** The `-f` operator and `[string]::Format`: `{index[,width][:format]}`. Source: language specification 18.1. */
import {runtimeError, NetException} from '../values/net-exception.ts';
import type {Value} from '../values/value.ts';
import {formatValue} from './format-value.ts';

const hole = /^\{\s*(\d{1,7})\s*(?:,\s*(-?\d{1,7})\s*)?(?::((?:[^{}])*))?\}/;

const BAD_INDEX =
  'Index (zero based) must be greater than or equal to zero and less than the size of the argument list.';
const BAD_FORMAT = 'Input string was not in a correct format.';

/** Composite formatting; throws FormatException as .NET does. */
export function compositeFormat(format: string, args: readonly Value[]): string {
  let out = '';
  for (let i = 0; i < format.length; i++) {
    const c = format[i] ?? '';
    if (c !== '{' && c !== '}') out += c;
    else if (format[i + 1] === c) {
      out += c;
      i++;
    } else {
      const match = c === '{' ? hole.exec(format.slice(i)) : null;
      if (!match) throw badFormat(format, i, c);
      out += fillHole(match, args);
      i += match[0].length - 1;
    }
  }
  return out;
}

function badFormat(format: string, at: number, c: string): NetException {
  const why =
    c === '}'
      ? 'Unexpected closing brace without a corresponding opening brace.'
      : holeFault(format, at);
  return new NetException(
    'System.FormatException',
    why
      ? `Input string was not in a correct format. Failure to parse near offset ${at + 1}. ${why}`
      : BAD_FORMAT,
  );
}

function holeFault(format: string, at: number): string {
  return /^\{\s*\d/.test(format.slice(at))
    ? 'Format item ends prematurely.'
    : 'Expected an ASCII digit.';
}

function fillHole([, index, width, format]: RegExpExecArray, args: readonly Value[]): string {
  const i = Number(index);
  if (i >= args.length) throw new NetException('System.FormatException', BAD_INDEX);
  const text = formatValue(args[i], format ?? '');
  const columns = Number(width ?? 0);
  return columns < 0 ? text.padEnd(-columns) : text.padStart(columns);
}

/** `format -f args`. A bad format string is PowerShell's FormatError. */
export function formatString(format: string, args: readonly Value[]): string {
  try {
    return compositeFormat(format, args);
  } catch (error) {
    if (!(error instanceof NetException)) throw error;
    throw runtimeError('FormatError', `Error formatting a string: ${error.message}`, {
      inner: error,
    });
  }
}
