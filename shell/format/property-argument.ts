/**
 * Arguments of `-Property` and `-GroupBy`: names, wildcards, script blocks, and hashtables whose keys may
 * be shortened (language.md 17.2, about_Calculated_Properties).
 *
 * Which keys a cmdlet knows is its own business; what they mean is the same everywhere.
 */
import {currentSession} from '../eval/current-session.ts';
import {
  asNumber,
  getMember,
  hasProperty,
  Hashtable,
  hasWildcard,
  hooks,
  propertiesOf,
  propertyReader,
  toText,
  typeOf,
  unwrap,
  wildcard,
} from '../values/index.ts';
import type {Alignment} from './table-layout.ts';

export type PropertyKey =
  | 'expression'
  | 'name'
  | 'label'
  | 'width'
  | 'alignment'
  | 'formatstring'
  | 'depth'
  | 'ascending'
  | 'descending';

export interface PropertyArgument {
  /** A property name or wildcard, unless there is a block. */
  readonly name: string;
  readonly block?: unknown;
  readonly label?: string | undefined;
  readonly width?: number | undefined;
  readonly align?: Alignment | undefined;
  readonly format?: string | undefined;
  readonly depth?: number | undefined;
  readonly ascending?: boolean | undefined;
  readonly descending?: boolean | undefined;
}

/** Reports a wrong argument with PowerShell's error id; never returns. */
export type Refuse = (errorId: string, message: string) => never;

export const TABLE_KEYS: readonly PropertyKey[] = [
  'expression',
  'label',
  'name',
  'formatstring',
  'width',
  'alignment',
  'depth',
];
export const LIST_KEYS: readonly PropertyKey[] = ['expression', 'label', 'name', 'formatstring'];
export const GROUP_KEYS: readonly PropertyKey[] = ['expression', 'label', 'name', 'formatstring'];

export function propertyArguments(
  list: readonly unknown[],
  keys: readonly PropertyKey[],
  refuse: Refuse,
): PropertyArgument[] {
  return list.map(each => propertyArgument(each, keys, refuse));
}

export function propertyArgument(
  value: unknown,
  keys: readonly PropertyKey[],
  refuse: Refuse,
): PropertyArgument {
  const bare = unwrap(value);
  if (bare instanceof Hashtable) return fromHashtable(bare, keys, refuse);
  if (hooks.isScriptBlock(bare)) return {name: toText(bare), block: bare};
  if (bare === null || bare === undefined)
    refuse(
      'DictionaryKeyUnknownType',
      'The value of a parameter was null; one of the following types was expected: {System.String, System.Management.Automation.ScriptBlock}.',
    );
  const name = toText(bare);
  if (name === '') refuse('ExpressionEmptyString1', 'An empty string value is not allowed.');
  return {name};
}

function fromHashtable(
  table: Hashtable,
  keys: readonly PropertyKey[],
  refuse: Refuse,
): PropertyArgument {
  const given = new Map<PropertyKey, unknown>();
  for (const [key, value] of table.entries()) {
    const known = keyOf(key, keys, refuse);
    if (given.has(known))
      refuse(
        'DictionaryKeyDuplicate',
        `The duplicated key "${toText(key)}" conflicts with "${known}".`,
      );
    given.set(known, value);
  }
  const expression = unwrap(given.get('expression'));
  if (expression === undefined || expression === null)
    refuse('DictionaryKeyMandatoryEntry', 'A mandatory entry for expression is missing.');
  const isBlock = hooks.isScriptBlock(expression);
  if (!isBlock && typeof expression !== 'string')
    refuse(
      'DictionaryKeyIllegalValue1',
      illegalType(
        'expression',
        expression,
        '{System.String, System.Management.Automation.ScriptBlock}',
      ),
    );
  const label = given.get('label') ?? given.get('name');
  return {
    name: toText(expression),
    ...(isBlock ? {block: expression} : {}),
    label: label === undefined ? undefined : toText(label),
    width: widthOf(given.get('width'), refuse),
    align: alignmentNamed(given.get('alignment'), refuse),
    format: given.has('formatstring') ? toText(given.get('formatstring')) : undefined,
    depth: given.has('depth') ? asNumber(given.get('depth')) : undefined,
    ascending: given.has('ascending') ? given.get('ascending') === true : undefined,
    descending: given.has('descending') ? given.get('descending') === true : undefined,
  };
}

function illegalType(key: string, value: unknown, expected: string): string {
  return `The "${key}" key has a type, ${typeOf(value).fullName}, that is not valid; expected types are ${expected}.`;
}

function keyOf(key: unknown, keys: readonly PropertyKey[], refuse: Refuse): PropertyKey {
  if (typeof key !== 'string')
    refuse(
      'DictionaryKeyNonString',
      `The ${typeOf(key).name} key type is not valid. The key must be a string.`,
    );
  const text = key.toLowerCase();
  const exact = keys.find(each => each === text);
  if (exact) return exact;
  const fits = keys.filter(each => each.startsWith(text));
  if (fits.length > 1)
    refuse(
      'DictionaryKeyAmbiguous',
      `The ${key} key is ambiguous; ${fits[0]} and ${fits[1]} conflict.`,
    );
  return fits[0] ?? refuse('DictionaryKeyIllegal', `The ${key} key is not valid.`);
}

function widthOf(value: unknown, refuse: Refuse): number | undefined {
  if (value === undefined) return undefined;
  const width = asNumber(value);
  if (!(width > 0))
    refuse(
      'WidthOutOfRange',
      `The value "${toText(value)}" for key "width" should be greater than 0.`,
    );
  return width;
}

function alignmentNamed(value: unknown, refuse: Refuse): Alignment | undefined {
  if (value === undefined) return undefined;
  const text = toText(value).toLowerCase();
  const found = (['left', 'center', 'right'] as const).find(
    each => text !== '' && each.startsWith(text),
  );
  return (
    found ??
    refuse(
      'AlignmentIllegalValue',
      `The value "${toText(value)}" for key "alignment" is not valid; valid values are left, center, right.`,
    )
  );
}

/** Value of one argument on one object. A block sees the object as `$_`. Throws what it throws. */
export function argumentValue(argument: PropertyArgument, object: unknown): unknown {
  return argumentReader(argument)(object);
}

/** `argumentValue` for many objects. */
export function argumentReader(argument: PropertyArgument): (object: unknown) => unknown {
  if (argument.block === undefined) return propertyReader(argument.name);
  const read = hooks.scriptReader(argument.block);
  const session = currentSession();
  return object => {
    // An error in the block is for the caller to handle, not to be shown by the statement it is in.
    const saved = session.propagateErrors;
    session.propagateErrors = true;
    try {
      return read(object);
    } finally {
      session.propagateErrors = saved;
    }
  };
}

/** The names behind a property set of that name; undefined when it is none. */
function propertySet(object: unknown, name: string): readonly string[] | undefined {
  const member = getMember(object, name);
  return member !== undefined && 'memberType' in member && member.memberType === 'PropertySet'
    ? member.properties
    : undefined;
}

/** Wildcards become the properties of `object` they fit, property sets their members; the rest stays. */
export function resolveWildcards(
  list: readonly PropertyArgument[],
  object: unknown,
): readonly PropertyArgument[] {
  const isPlain = (argument: PropertyArgument) =>
    argument.block !== undefined ||
    (!hasWildcard(argument.name) && propertySet(object, argument.name) === undefined);
  if (list.every(isPlain)) return list;
  return list.flatMap(argument => {
    if (argument.block !== undefined) return [argument];
    const set = propertySet(object, argument.name);
    if (set !== undefined) return set.map(name => ({...argument, name}));
    if (!hasWildcard(argument.name) || hasProperty(object, argument.name)) return [argument];
    const fits = wildcard(argument.name);
    return propertiesOf(object)
      .filter(property => !property.hidden && fits(property.name))
      .map(property => ({...argument, name: property.name}));
  });
}
