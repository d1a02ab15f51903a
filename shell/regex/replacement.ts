/** .NET replacement patterns: `$1 ${n} ${name} $& $$ $_ $+ $' ` and the one with a backtick. */
import type {NetMatch} from './net-regex.ts';

const code = /\$(?:(\$|&|`|'|\+|_)|(\d+)|\{(\w+)\})/g;

/** What stands for the match. A group that does not exist is left as it is written. */
export function expandReplacement(template: string, found: NetMatch): string {
  return template.replace(code, (whole, sign, number, name) =>
    sign ? signText(sign, found) : groupText(number ?? name, found, whole),
  );
}

function signText(sign: string, found: NetMatch): string {
  switch (sign) {
    case '$':
      return '$';
    case '&':
      return found.value;
    case '`':
      return found.input.slice(0, found.index);
    case "'":
      return found.input.slice(found.index + found.length);
    case '_':
      return found.input;
    default:
      return found.groups.at(-1)?.value ?? '';
  }
}

function groupText(which: string, found: NetMatch, written: string): string {
  return found.group(which)?.value ?? (which === '0' ? found.value : written);
}
