/** Columns of tables and lists: where their values come from and how they are headed. */
import {
  fromTypeData,
  getProperty,
  propertiesOf,
  propertyOf,
  toText,
  typeNamesOf,
} from '../values/index.ts';
import type {PropertyArgument} from './property-argument.ts';
import {argumentValue} from './property-argument.ts';
import type {Alignment, TableColumn} from './table-layout.ts';
import {elementsOf, isCollection} from './value-text.ts';
import type {ListView, Source, ViewItem} from './views/view.ts';

export interface Column {
  readonly label: string;
  readonly source: Source | PropertyArgument;
  readonly width?: number | undefined;
  readonly align?: Alignment | undefined;
  readonly format?: string | undefined;
  readonly customLabel?: boolean | undefined;
}

/** What a column shows of an object. Throws what its expression throws. */
export function readSource(source: Source | PropertyArgument, value: unknown): unknown {
  if (typeof source === 'string') return getProperty(value, source);
  return typeof source === 'function' ? source(value) : argumentValue(source, value);
}

/** The name by which -ExcludeProperty and Format-Custom know a column. */
export function sourceName({label, source}: Column): string {
  if (typeof source === 'string') return source;
  return typeof source === 'function' ? label : source.name;
}

/** A property under its own name. */
export function nameColumn(name: string): Column {
  return {label: name, source: name};
}

/** An item of a view. */
export function itemColumn(item: ViewItem): Column {
  return {label: item.label, source: item.source, format: item.format};
}

/** A property is headed by its own spelling, whatever the spelling it was asked for by. */
export function argumentColumn(argument: PropertyArgument, value: unknown): Column {
  const own = argument.block === undefined ? propertyOf(value, argument.name)?.name : undefined;
  const label = argument.label ?? own ?? argument.name;
  return {
    label,
    source: argument.block === undefined ? argument.name : argument,
    width: argument.width,
    align: argument.align,
    format: argument.format,
    customLabel:
      argument.block !== undefined || label.toLowerCase() !== argument.name.toLowerCase(),
  };
}

/** The head of a column. */
export function tableColumn(column: Column): TableColumn {
  const isPlain = typeof column.source === 'string';
  const customLabel =
    column.customLabel ??
    (!isPlain || column.label.toLowerCase() !== String(column.source).toLowerCase());
  const label = column.label === '' && isPlain ? String(column.source) : column.label;
  return {label, width: column.width, align: column.align, customLabel};
}

/** The items that a list view shows of an object: those for its type, where they apply. */
export function listItems(view: ListView, value: unknown): ViewItem[] {
  const names = typeNamesOf(value);
  const entry = view.entries?.find(each => each.types.some(type => names.includes(type)));
  return (entry?.items ?? view.items).filter(item => item.when?.(value) ?? true);
}

/** Names of all properties that are not hidden. */
export function visibleNames(value: unknown): string[] {
  return propertiesOf(value)
    .filter(property => !property.hidden)
    .map(property => property.name);
}

/** The properties shown when nobody asked: the type's DefaultDisplayPropertySet, else all visible ones. */
export function defaultNames(value: unknown): string[] {
  const own = getProperty(getProperty(value, 'PSStandardMembers'), 'DefaultDisplayPropertySet');
  const names = own === undefined || own === null ? undefined : referencedNames(own);
  const declared = names ?? fromTypeData(value, data => data.defaultDisplayPropertySet);
  return declared ? [...declared] : visibleNames(value);
}

function referencedNames(set: unknown): string[] | undefined {
  const names = getProperty(set, 'ReferencedPropertyNames') ?? set;
  return isCollection(names) ? [...elementsOf(names)].map(toText) : undefined;
}
