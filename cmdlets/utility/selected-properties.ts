/** The objects Select-Object makes: some properties of another, and expanded property values. */
import type {PropertyArgument} from '../../shell/format/property-argument.ts';
import {argumentValue, resolveWildcards} from '../../shell/format/property-argument.ts';
import {isExpressionError} from '../../shell/errors/raise.ts';
import {
  addMember,
  foldName,
  enumerate,
  getProperty,
  hasProperty,
  hasWildcard,
  isEnumerable,
  propertiesOf,
  propertyName,
  PSCustomObject,
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
  const made = new PSCustomObject();
  made.typeNames = typeNamesFor(typeNamesOf(object)[0] ?? 'System.Object');
  for (const [name, value] of wanted(object, properties, excluded, report)) {
    if (made.has(foldName(name)))
      report.error('AlreadyExistingUserSpecifiedPropertyNoExpand', alreadyThere(name));
    else made.note(name, value);
  }
  return made;
}

const typeNames = new Map<string, string[]>();

/** One list for all objects made of objects of one type. */
function typeNamesFor(origin: string): string[] {
  let names = typeNames.get(origin);
  if (names === undefined) {
    names = [`Selected.${origin}`, 'System.Management.Automation.PSCustomObject', 'System.Object'];
    typeNames.set(origin, names);
  }
  return names;
}

function wanted(
  object: unknown,
  properties: readonly PropertyArgument[],
  excluded: readonly NameTest[],
  report: Report,
): [string, unknown][] {
  const found: [string, unknown][] = [];
  for (const argument of properties) {
    const isWildcard = argument.block === undefined && hasWildcard(argument.name);
    // A wildcard adds what is not there yet.
    const known = isWildcard ? new Set(found.map(([name]) => foldName(name))) : null;
    for (const each of resolveWildcards([argument], object)) {
      const name = each.label ?? actualName(object, each);
      if (name === '') reportNameless(report);
      else if (!excluded.some(fits => fits(name)) && known?.has(foldName(name)) !== true)
        found.push([name, valueOf(object, each)]);
    }
  }
  return found;
}

function reportNameless(report: Report): void {
  report.error(
    'EmptyScriptBlockAndNoName',
    'A property is an empty script block and does not provide a name.',
  );
}

/** The name as the object spells it. */
function actualName(object: unknown, argument: PropertyArgument): string {
  if (argument.block !== undefined) return argument.name;
  return propertyName(object, argument.name) ?? argument.name;
}

/** An expression that fails gives nothing. */
function valueOf(object: unknown, argument: PropertyArgument): unknown {
  try {
    return argumentValue(argument, object) ?? null;
  } catch (error) {
    if (isExpressionError(error)) return null;
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
