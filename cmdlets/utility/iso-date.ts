/** Dates as JSON has them (ISO 8601) as DateTime values of a wanted kind. */
import {convertTo, invokeMethod, invokeStatic, requireType} from '../../shell/values/index.ts';

/**
 * `Default` keeps what the text says: `Z` is universal time, an offset is converted to local time, none is
 * of no kind. `Local` and `Utc` convert, and take a text without zone as being of that kind. Throws when the
 * text is no date.
 */
export function readIsoDate(text: string, kind: 'Default' | 'Local' | 'Utc'): unknown {
  if (/[+-]\d\d:?\d\d$/.test(text)) {
    const local = convertTo(text, 'datetime');
    return kind === 'Utc' ? invokeMethod(local, 'ToUniversalTime', []) : local;
  }
  const isUniversal = text.endsWith('Z');
  const bare = convertTo(isUniversal ? text.slice(0, -1) : text, 'datetime');
  const type = requireType('System.DateTime');
  if (!isUniversal)
    return kind === 'Default' ? bare : invokeStatic(type, 'SpecifyKind', [bare, kind]);
  const universal = invokeStatic(type, 'SpecifyKind', [bare, 'Utc']);
  return kind === 'Local' ? invokeMethod(universal, 'ToLocalTime', []) : universal;
}
