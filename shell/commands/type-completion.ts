/** Names of types and namespaces at Tab: `[dateti`, `[System.Text.Str`, `New-Object Sys`. */
import {acceleratorsNow, typesNow} from '../values/define-type.ts';
import {acceleratorNames, loadableTypeNames} from '../values/type-table.ts';
import {byName, type CompletionMatch, match, startsWith} from './completion-match.ts';
import {openText} from './open-text.ts';

/** Offers for a type's name in brackets that ends the text; undefined: there is none. */
export function bracketedType(
  text: string,
): {readonly start: number; readonly matches: readonly CompletionMatch[]} | undefined {
  const name = /(?:^|[\s({;,=!&|+*/]|\)\]|[[,][\w.]+)\[([\w.]+)$/.exec(text)?.[1];
  if (name === undefined || openText(text).quote !== '') return undefined;
  return {start: text.length - name.length, matches: typeOffers(name)};
}

/** Accelerators, then namespaces one step deeper, then types by full or short name. */
export function typeOffers(prefix: string): CompletionMatch[] {
  const begins = startsWith(prefix);
  const short = [...acceleratorTable()]
    .filter(([name]) => begins(name))
    .map(([name, fullName]) => match(name, 'Type', name, fullName));
  const all = fullNames();
  const full = all.filter(isPlain);
  const spaces = [...namespacesOf(all)]
    .filter(name => begins(name) && depth(name) === depth(prefix))
    .map(name => match(name, 'Namespace', lastPart(name), `Namespace ${name}`));
  const types = full
    .filter(name => isMeant(name, prefix))
    .map(name => match(name, 'Type', lastPart(name), name));
  return [short, spaces, types].flatMap(offers => offers.sort(byName));
}

function isMeant(fullName: string, prefix: string): boolean {
  const begins = startsWith(prefix);
  if (!prefix.includes('.')) return prefix !== '' && begins(lastPart(fullName));
  return [fullName, fullName.replace(/^System\./, '')].some(
    name => begins(name) && depth(name) === depth(prefix),
  );
}

function acceleratorTable(): Map<string, string> {
  const table = new Map(Object.entries(acceleratorNames));
  for (const [name, type] of acceleratorsNow()) table.set(name, type.fullName);
  return table;
}

function fullNames(): string[] {
  const made = Array.from(typesNow(), type => type.fullName);
  const names = [...loadableTypeNames(), ...made];
  return [...new Map(names.map(name => [name.toLowerCase(), name])).values()];
}

/** Can the name be written as it is? It is neither that of an array nor of a generic type. */
function isPlain(name: string): boolean {
  return /^[\w.]+$/.test(name);
}

function namespacesOf(names: readonly string[]): Set<string> {
  const spaces = new Set<string>();
  for (const name of names.map(each => each.replace(/[`[].*/, '')))
    for (let at = name.lastIndexOf('.'); at > 0; at = name.lastIndexOf('.', at - 1))
      spaces.add(name.slice(0, at));
  return spaces;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function depth(name: string): number {
  return name.split('.').length;
}
