/** Get-Error's view: an error with all its parts, nested ones indented by four (language.md 12.3). */
import {
  getProperty,
  isEnumerable,
  NetException,
  propertiesOf,
  toText,
  typeNamesOf,
  typeOf,
  unwrap,
} from '../../values/index.ts';
import {splitLines} from '../cells.ts';
import {isScalar} from '../value-text.ts';
import type {View} from './view.ts';
import {custom} from './view.ts';

const INDENT = '    ';
/** An exception may hold another which holds its error record, and so on. */
const DEEPEST = 6;
/** Parts that repeat what stands elsewhere. */
const LEFT_OUT = new Set([
  'ErrorRecord',
  'MyCommand',
  'BoundParameters',
  'UnboundArguments',
  'Data',
  'TargetSite',
]);

export function errorDetailViews(): View[] {
  return [
    custom('System.Management.Automation.ErrorRecord#PSExtendedError', error => [
      ...errorDetails(error),
      '',
    ]),
  ];
}

/** Lines of an error that `extendedError` took apart. */
export function errorDetails(error: unknown): string[] {
  return parts(error, 0);
}

function isNested(value: unknown): boolean {
  const bare = unwrap(value);
  return (
    bare instanceof NetException ||
    /InvocationInfo$|ErrorCategoryInfo$|ErrorDetails$/.test(typeNamesOf(bare)[0] ?? '')
  );
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value === '');
}

/** `Label : value` lines; nested objects follow their label, indented. */
function parts(object: unknown, level: number): string[] {
  const shown = fields(object).filter(([, value]) => !isEmpty(value));
  const width = Math.max(0, ...shown.map(([name]) => name.length));
  return shown.flatMap(([name, value]) => {
    const label = `${name.padEnd(width)} : `;
    if (isNested(value) && level < DEEPEST)
      return [label, ...parts(value, level + 1).map(line => INDENT + line)];
    const [first = '', ...more] = splitLines(text(value));
    return [label + first, ...more.map(line => ' '.repeat(label.length) + line)];
  });
}

function fields(object: unknown): [string, unknown][] {
  const own = propertiesOf(object)
    .filter(property => !property.hidden && !LEFT_OUT.has(property.name))
    .map(property => [property.name, getProperty(object, property.name)] as [string, unknown]);
  return unwrap(object) instanceof NetException ? [['Type', typeOf(object).fullName], ...own] : own;
}

function text(value: unknown): string {
  return isScalar(value) || !isEnumerable(value) ? toText(value) : '{…}';
}
