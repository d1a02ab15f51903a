/** The objects Select-Object makes: some properties of another, and expanded property values. */
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {argumentValue, resolveWildcards} from '../../shell/format/property-argument.ts';
import {Raised} from '../../shell/errors/raise.ts';
import {
  addMember,
  customObject,
  enumerate,
  getProperty,
  hasProperty,
  hasWildcard,
  isEnumerable,
  NetException,
  propertiesOf,
  typeNamesOf,
  wildcard,
} from '../../shell/values/index.ts';

type NameTest = (name: string) => boolean;

interface Report {
  error(id: string, message: string): void;
}

/** A custom object with the wanted properties. A name that exists already is an error and left out. */
export function selected(
  object: unknown,
  properties: readonly PropertyArgument[],
  excluded: readonly NameTest[],
  report: Report,
): unknown {
  const values = new Map<string, readonly [string, unknown]>();
  for (const [name, value] of wanted(object, properties, excluded, report)) {
    const key = name.toLowerCase();
    if (values.has(key))
      report.error('AlreadyExistingUserSpecifiedPropertyNoExpand', alreadyThere(name));
    else values.set(key, [name, value]);
  }
  const made = customObject(values.values());
  const origin = typeNamesOf(object)[0] ?? 'System.Object';
  made.typeNames = [
    `Selected.${origin}`,
    'System.Management.Automation.PSCustomObject',
    'System.Object',
  ];
  return made;
}

function* wanted(
  object: unknown,
  properties: readonly PropertyArgument[],
  excluded: readonly NameTest[],
  report: Report,
): Generator<[string, unknown]> {
  const fromWildcards = new Set<string>();
  for (const argument of properties) {
    const isWildcard = argument.block === undefined && hasWildcard(argument.name);
    for (const each of resolveWildcards([argument], object)) {
      const name = each.label ?? actualName(object, each);
      if (excluded.some(fits => fits(name))) continue;
      if (name === '') {
        report.error(
          'EmptyScriptBlockAndNoName',
          'A property is an empty script block and does not provide a name.',
        );
        continue;
      }
      // A wildcard adds what is not there yet.
      if (isWildcard && fromWildcards.has(name.toLowerCase())) continue;
      fromWildcards.add(name.toLowerCase());
      yield [name, valueOf(object, each)];
    }
  }
}

/** The name as the object spells it. */
function actualName(object: unknown, argument: PropertyArgument): string {
  if (argument.block !== undefined) return argument.name;
  const wantedName = argument.name.toLowerCase();
  return (
    propertiesOf(object).find(each => each.name.toLowerCase() === wantedName)?.name ?? argument.name
  );
}

/** An expression that fails gives nothing. */
function valueOf(object: unknown, argument: PropertyArgument): unknown {
  try {
    return argumentValue(argument, object) ?? null;
  } catch (error) {
    if (error instanceof NetException || error instanceof Raised) return null;
    throw error;
  }
}

function alreadyThere(name: string): string {
  return `The property cannot be processed because the property "${name}" already exists.`;
}

/** Values of one property, element by element; other properties are added to each as notes. */
export function* expanded(
  object: unknown,
  property: string,
  properties: readonly PropertyArgument[] | undefined,
  excluded: readonly NameTest[],
  report: Report,
): Generator<unknown> {
  const names = expandedNames(object, property);
  if (names.length > 1)
    return report.error('MutlipleExpandProperties', 'Multiple properties cannot be expanded.');
  const [name] = names;
  if (name === undefined)
    return report.error('ExpandPropertyNotFound', `Property "${property}" cannot be found.`);
  const value = getProperty(object, name);
  const elements = isEnumerable(value) ? enumerate(value) : [value];
  for (const element of elements)
    yield properties ? withNotes(element, object, properties, excluded, report) : element;
}

function expandedNames(object: unknown, property: string): string[] {
  if (!hasWildcard(property)) return hasProperty(object, property) ? [property] : [];
  const fits = wildcard(property);
  return propertiesOf(object)
    .map(each => each.name)
    .filter(fits);
}

function withNotes(
  element: unknown,
  object: unknown,
  properties: readonly PropertyArgument[],
  excluded: readonly NameTest[],
  report: Report,
): unknown {
  let carrier = element;
  for (const [name, value] of wanted(object, properties, excluded, report)) {
    if (hasProperty(carrier, name))
      report.error('AlreadyExistingUserSpecifiedPropertyExpand', alreadyThere(name));
    else carrier = addMember(carrier, {memberType: 'NoteProperty', name, value});
  }
  return carrier;
}
