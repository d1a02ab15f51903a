/**
 * Members at Tab: of the object before a `.`, statics behind `::`, and of the objects that a command gets by its
 * pipeline (`Get-VM | Where-Object Po`). What the object is: inferred.ts.
 */
import type {Session} from '../session/session.ts';
import {canUse} from '../values/access.ts';
import {typesNow} from '../values/define-type.ts';
import {
  Hashtable,
  isNull,
  methodsOf,
  type NetType,
  propertiesOf,
  staticOwner,
  toText,
  typeDataOf,
  unwrap,
  type Value,
} from '../values/index.ts';
import type {Method, Property} from '../values/member-table.ts';
import {INDEXERS} from '../values/property-info.ts';
import {byName, type CompletionMatch, match, quoted, startsWith} from './completion-match.ts';
import {firstElement, type Inferred, inferText} from './inferred.ts';
import {openText, operandStart, pipelineBefore, pipelineOfBlock} from './open-text.ts';

/** Offers for a member's name that ends the text, and where the name begins; undefined: there is none. */
export function members(
  text: string,
  session: Session,
): {readonly start: number; readonly matches: readonly CompletionMatch[]} | undefined {
  const [typed, operator, prefix] = /(\?\.|\.|::)(\w*)$/.exec(text) ?? [];
  if (typed === undefined || openText(text).quote !== '') return undefined;
  const end = text.length - typed.length;
  const from = operandStart(text, end);
  if (from < 0) return undefined;
  const object = inferText(text.slice(from, end), {session, block: pipelineOfBlock(text)});
  const all = operator === '::' ? staticMembers(object) : instanceMembers(object);
  const start = text.length - (prefix ?? '').length;
  return {start, matches: beginningWith(prefix ?? '', all)};
}

/** Every name once, the first of it; properties and methods together, by name. */
function beginningWith(prefix: string, all: Iterable<CompletionMatch>): CompletionMatch[] {
  const begins = startsWith(prefix);
  const found = new Map<string, CompletionMatch>();
  for (const member of all) {
    const key = member.listItemText.toLowerCase();
    if (begins(key) && !found.has(key)) found.set(key, member);
  }
  return [...found.values()].sort(byName);
}

function propertyOffer(name: string, toolTip: string): CompletionMatch {
  return match(/^\w+$/.test(name) ? name : quotedName(name), 'Property', name, toolTip);
}

function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

function methodOffer(name: string, overloads: readonly string[]): CompletionMatch {
  return match(`${name}(`, 'Method', name, overloads.join('\n') || name);
}

// ---- of values ---------------------------------------------------------------------------------

function* instanceMembers({value, types}: Inferred): Iterable<CompletionMatch> {
  if (isNull(value)) for (const type of types) yield* declaredMembers(type);
  else yield* membersOfValue(value);
  if (!isNull(value) || types.length > 0) {
    yield methodOffer('ForEach', ['ForEach(expression [, arguments...])']);
    yield methodOffer('Where', ['Where({ expression } [, mode [, numberToReturn]])']);
  }
}

/** Its own members and, of a list, those that every element is asked for. */
function* membersOfValue(value: Value): Iterable<CompletionMatch> {
  const bare = unwrap(value);
  if (bare instanceof Hashtable)
    for (const key of bare.keys()) yield propertyOffer(toText(key), `[object] ${toText(key)}`);
  yield* ownMembers(value);
  const first = firstElement(value);
  if (first !== value && !isNull(first)) yield* ownMembers(first);
}

function* ownMembers(value: Value): Iterable<CompletionMatch> {
  for (const info of propertiesOf(value))
    if (!info.hidden) yield propertyOffer(info.name, info.name);
  for (const {name, memberType, overloads} of methodsOf(value))
    if (memberType !== 'ParameterizedProperty') yield methodOffer(name, overloads);
}

// ---- of types ----------------------------------------------------------------------------------

/** A type that only stands for others (PowerCLI declares those) has their members. */
function* declaredMembers(type: NetType): Iterable<CompletionMatch> {
  for (const name of type.hierarchy)
    for (const member of typeDataOf(name)?.members.values() ?? []) {
      if (member.memberType.endsWith('Property')) yield propertyOffer(member.name, member.name);
      else if (member.memberType.endsWith('Method')) yield methodOffer(member.name, []);
    }
  if (type.table.members.size === 0)
    for (const other of typesNow())
      if (other !== type && other.is(type)) yield* offered(other.table.members.values());
  for (let at: NetType | null = type; at !== null; at = at.base)
    yield* offered(at.table.members.values());
}

function* staticMembers({value}: Inferred): Iterable<CompletionMatch> {
  if (isNull(value)) return;
  const type = staticOwner(unwrap(value));
  for (const name of type.enumInfo?.names ?? []) yield propertyOffer(name, name);
  for (let at: NetType | null = type; at !== null; at = at.base)
    yield* offered(at.table.statics.values());
  const constructors = type.table.constructors.flatMap(({signature}) => signature?.text ?? []);
  if (type.table.constructors.length > 0) yield methodOffer('new', constructors);
}

function* offered(table: Iterable<Property | Method>): Iterable<CompletionMatch> {
  for (const member of table) {
    if (!canUse(member)) continue;
    if (member.kind === 'property') {
      if (!member.hidden) yield propertyOffer(member.name, `${member.type} ${member.name}`);
    } else if (member.isStatic || !INDEXERS.has(member.name)) {
      const texts = member.overloads.flatMap(({signature}) => signature?.text ?? []);
      yield methodOffer(member.name, texts);
    }
  }
}

// ---- of the objects of a pipeline --------------------------------------------------------------

type Wanted = 'properties' | 'members';

/** Parameters that name members of the input, as regular expressions of command and parameter. */
const INPUT_MEMBERS: readonly (readonly [command: RegExp, parameter: RegExp, Wanted])[] = [
  [/^(?:Where|Sort|Group|Measure)-Object$/i, /^Property$/i, 'properties'],
  [/^Select-Object$/i, /^(?:Expand|Exclude)?Property$/i, 'properties'],
  [/^Format-(?:Table|List|Wide|Custom)$/i, /^(?:Property|GroupBy)$/i, 'properties'],
  [/^ForEach-Object$/i, /^MemberName$/i, 'members'],
];

/** What a parameter names of the objects that its command gets; undefined: nothing of them. */
export function inputMember(command: string, parameter: string): Wanted | undefined {
  return INPUT_MEMBERS.find(([of, name]) => of.test(command) && name.test(parameter))?.[2];
}

/** Members, by `prefix`, of the objects that the command at the end of the text gets. */
export function inputMembers(
  text: string,
  prefix: string,
  wanted: Wanted,
  session: Session,
): CompletionMatch[] {
  const source = pipelineBefore(text);
  if (source === null) return [];
  const given = inferText(source, {session, block: pipelineOfBlock(text)});
  const element = firstElement(given.value);
  const all = instanceMembers({value: element, types: given.types});
  return beginningWith(prefix, all)
    .filter(({resultType}) => wanted === 'members' || resultType === 'Property')
    .map(({resultType, listItemText, toolTip}) =>
      match(quoted(listItemText), resultType, listItemText, toolTip),
    );
}
