/**
 * Which view an object gets: by its type names, most derived first, then in order of registration
 * (language.md 17.1). Built-in views are made when a type of their family is first shown.
 */
import {helpViews} from '../../help/help-views.ts';
import {cimViews} from './cim.ts';
import {errorDetailViews} from './error-details.ts';
import {hyperVViews} from './hyper-v.ts';
import {powerCliViews} from './power-cli.ts';
import {shellObjectViews} from './shell-objects.ts';
import {systemViews} from './system.ts';
import type {View} from './view.ts';

type ViewsByType = ReadonlyMap<string, readonly View[]>;

const FAMILIES: readonly {begins: readonly string[]; make: () => readonly View[]}[] = [
  {begins: ['microsoft.hyperv.', 'microsoft.vhd.', 'hvsh.'], make: hyperVViews},
  {begins: ['vmware.'], make: powerCliViews},
  {begins: ['mamlcommandhelpinfo', 'extendedcmdlethelpinfo'], make: helpViews},
  {begins: ['microsoft.management.infrastructure.ciminstance#'], make: cimViews},
  {begins: ['system.management.automation.errorrecord#'], make: errorDetailViews},
  {
    begins: [
      'system.management.automation.',
      'microsoft.powershell.commands.',
      'microsoft.management.infrastructure.cimclass',
      'moduleinfogrouping',
    ],
    make: shellObjectViews,
  },
  {begins: ['system.'], make: systemViews},
];

const made = new Map<() => readonly View[], ViewsByType>();

/** Views of one type by exact name; `Deserialized.` names find the views of the original type. */
function builtInViews(typeName: string): readonly View[] {
  const name = typeName.toLowerCase().replace(/^deserialized\./, '');
  const family = FAMILIES.find(({begins}) => begins.some(beginning => name.startsWith(beginning)));
  if (!family) return [];
  let views = made.get(family.make);
  if (!views) made.set(family.make, (views = byTypeName(family.make())));
  return views.get(name) ?? [];
}

export function byTypeName(views: readonly View[]): ViewsByType {
  const index = new Map<string, View[]>();
  for (const view of views)
    for (const type of view.types) {
      const key = type.toLowerCase();
      const known = index.get(key);
      if (known) known.push(view);
      else index.set(key, [view]);
    }
  return index;
}

/** Every built-in view, in order of registration. */
export function allBuiltInViews(): View[] {
  return FAMILIES.flatMap(family => family.make());
}

/** Views added by Update-FormatData, before or after the built-in ones. */
export interface AddedViews {
  readonly prepended: readonly View[];
  readonly appended: readonly View[];
}

export const NO_ADDED_VIEWS: AddedViews = {prepended: [], appended: []};

/**
 * The view for an object whose type names are given. `kind` and `name` narrow the choice, as
 * Format-List and `-View` do.
 */
export function findView(
  typeNames: readonly string[],
  wanted: {kind?: View['kind'] | undefined; name?: string | undefined} = {},
  added: AddedViews = NO_ADDED_VIEWS,
): View | undefined {
  const fits = (view: View) =>
    (wanted.kind === undefined ||
      view.kind === wanted.kind ||
      (view.kind === 'custom' && view.outOfBand)) &&
    (wanted.name === undefined || view.name.toLowerCase() === wanted.name.toLowerCase());
  const of = (views: readonly View[], typeName: string) =>
    views.filter(view => view.types.some(type => type.toLowerCase() === typeName.toLowerCase()));
  for (const typeName of typeNames) {
    const found = [
      ...of(added.prepended, typeName),
      ...builtInViews(typeName),
      ...of(added.appended, typeName),
    ].find(fits);
    if (found) return found;
  }
  return undefined;
}
