/** Format-Custom: an object as `class Name {`, its properties indented, nested to a depth (language.md 17.3). */
import {
  getProperty,
  isEnumerable,
  Hashtable,
  propertiesOf,
  typeNamesOf,
  unwrap,
} from '../values/index.ts';
import {elementsOf, isScalar, valueText} from './value-text.ts';

const STEP = '  ';

export interface CustomOptions {
  readonly depth: number;
  readonly enumerationLimit: number;
  /** Properties of the outermost object; absent: all visible ones. */
  readonly properties?: readonly string[] | undefined;
}

/** Lines of one object. */
export function customLines(object: unknown, options: CustomOptions): string[] {
  if (isScalar(object)) return [leaf(object, options)];
  if (isCollection(object)) return enumeration(object, 0, options);
  return objectLines(object, 0, options, options.properties);
}

function isCollection(value: unknown): boolean {
  const bare = unwrap(value);
  return bare instanceof Hashtable || isEnumerable(bare);
}

function leaf(value: unknown, {enumerationLimit}: CustomOptions): string {
  return valueText(value, {enumerationLimit, inTable: false});
}

function indented(lines: readonly string[]): string[] {
  return lines.map(line => (line === '' ? line : STEP + line));
}

function className(object: unknown): string {
  const name = typeNamesOf(object)[0] ?? 'PSObject';
  return name.slice(name.lastIndexOf('.') + 1);
}

function objectLines(
  object: unknown,
  level: number,
  options: CustomOptions,
  names: readonly string[] = propertiesOf(object)
    .filter(each => !each.hidden)
    .map(each => each.name),
): string[] {
  const body = names.flatMap(name =>
    propertyLines(name, getProperty(object, name), level, options),
  );
  return [`class ${className(object)}`, '{', ...indented(body), '}'];
}

function propertyLines(
  name: string,
  value: unknown,
  level: number,
  options: CustomOptions,
): string[] {
  if (value === null || value === undefined || isScalar(value))
    return [`${name} = ${leaf(value, options)}`];
  if (isCollection(value))
    return [`${name} = `, ...indented(enumeration(value, level + 1, options))];
  if (level >= options.depth) return [`${name} = ${leaf(value, options)}`];
  return [`${name} = `, ...indented(objectLines(value, level + 1, options))];
}

function enumeration(collection: unknown, level: number, options: CustomOptions): string[] {
  const body: string[] = [];
  let count = 0;
  for (const element of elementsOf(collection)) {
    if (options.enumerationLimit >= 0 && count++ === options.enumerationLimit) {
      body.push('…');
      break;
    }
    body.push(...elementLines(element, level, options));
  }
  return ['[', ...indented(body), ']', ''];
}

function elementLines(element: unknown, level: number, options: CustomOptions): string[] {
  if (element === null || element === undefined || level >= options.depth || isScalar(element))
    return [leaf(element, options)];
  return isCollection(element)
    ? ['', ...indented(enumeration(element, level + 1, options))]
    : objectLines(element, level + 1, options);
}
