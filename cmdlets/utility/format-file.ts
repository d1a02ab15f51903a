/**
 * Views of a .ps1xml file (about_Format.ps1xml) as the formatter has them. Names of elements are those of the
 * file; what a view cannot be made of is an XmlError.
 */
import {argumentValue} from '../../shell/format/property-argument.ts';
import type {Alignment} from '../../shell/format/table-layout.ts';
import {
  custom,
  type GroupBy,
  type ListView,
  type Source,
  type TableView,
  type View,
  type ViewColumn,
  type ViewItem,
  wide,
} from '../../shell/format/views/view.ts';
import {
  invokeStatic,
  enumerate,
  getProperty,
  isEnumerable,
  requireType,
  toBool,
  toCurrentText,
} from '../../shell/values/index.ts';
import {readXml, type XmlElement, XmlError} from './xml-tree.ts';

/** Throws XmlError. */
export function readFormatFile(text: string): View[] {
  const root = readXml(text);
  if (root.name !== 'Configuration')
    throw new XmlError(`The element Configuration is expected, but ${root.name} was found.`);
  const sets = selectionSets(root);
  return children(at(root, 'ViewDefinitions'), 'View').map(view => viewOf(view, sets));
}

type SelectionSets = ReadonlyMap<string, readonly string[]>;

/** `at(view, 'TableControl', 'TableHeaders')`: an element by its way down; undefined when it is not there. */
function at(element: XmlElement | undefined, ...way: readonly string[]): XmlElement | undefined {
  return way.reduce<XmlElement | undefined>(
    (here, name) => here?.children.find(child => child.name === name),
    element,
  );
}

function children(element: XmlElement | undefined, name: string): XmlElement[] {
  return element?.children.filter(child => child.name === name) ?? [];
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
  return at(element, name)?.text.trim();
}

function selectionSets(root: XmlElement): SelectionSets {
  const sets = children(at(root, 'SelectionSets'), 'SelectionSet');
  return new Map(
    sets.map(set => [
      textOf(set, 'Name') ?? '',
      children(at(set, 'Types'), 'TypeName').map(({text}) => text.trim()),
    ]),
  );
}

/** Type names of ViewSelectedBy or EntrySelectedBy. */
function selected(element: XmlElement | undefined, sets: SelectionSets): string[] {
  const names = children(element, 'TypeName').map(({text}) => text.trim());
  const ofSets = children(element, 'SelectionSetName').flatMap(
    ({text}) => sets.get(text.trim()) ?? [],
  );
  return [...names, ...ofSets];
}

function viewOf(view: XmlElement, sets: SelectionSets): View {
  const types = selected(at(view, 'ViewSelectedBy'), sets);
  if (types.length === 0) throw new XmlError('A view has no ViewSelectedBy.');
  const name = textOf(view, 'Name') ?? (types[0] as string);
  const base = {name, types, groupBy: groupOf(at(view, 'GroupBy'))};
  const tableControl = at(view, 'TableControl');
  if (tableControl) return tableOf(tableControl, base, sets);
  const listControl = at(view, 'ListControl');
  if (listControl) return listOf(listControl, base, sets);
  const item = at(view, 'WideControl', 'WideEntries', 'WideEntry', 'WideItem');
  if (item) return wide(types, sourceOf(item), name);
  const entries = at(view, 'CustomControl', 'CustomEntries');
  if (!entries) throw new XmlError(`The view ${name} has no control.`);
  return custom(types, object => customLines(entries, object, sets), {
    name,
    outOfBand: at(view, 'OutOfBand') !== undefined,
  });
}

type Base = Pick<TableView, 'name' | 'types' | 'groupBy'>;

function groupOf(element: XmlElement | undefined): GroupBy | undefined {
  if (element === undefined) return undefined;
  const source = sourceOf(element);
  const label = textOf(element, 'Label') ?? (typeof source === 'string' ? source : '');
  return {label, source};
}

/** A property by name, or the value of a block that sees the object as `$_`. */
function sourceOf(element: XmlElement): Source {
  const property = textOf(element, 'PropertyName');
  if (property !== undefined) return property;
  const text = at(element, 'ScriptBlock')?.text;
  if (text === undefined) throw new XmlError(`${element.name} has no PropertyName or ScriptBlock.`);
  let block: unknown;
  return object => {
    block ??= invokeStatic(requireType('scriptblock'), 'Create', [text]);
    return argumentValue({name: text.trim(), block}, object);
  };
}

function alignmentOf(element: XmlElement): Alignment | undefined {
  const text = textOf(element, 'Alignment')?.toLowerCase();
  return text === 'left' || text === 'center' || text === 'right' ? text : undefined;
}

function isTrue(element: XmlElement | undefined): boolean {
  return element !== undefined && element.text.trim().toLowerCase() !== 'false';
}

function tableOf(control: XmlElement, base: Base, sets: SelectionSets): TableView {
  const headers = children(at(control, 'TableHeaders'), 'TableColumnHeader');
  const entries = children(at(control, 'TableRowEntries'), 'TableRowEntry');
  const [first] = entries;
  if (first === undefined) throw new XmlError('A table has no TableRowEntry.');
  const itemsOf = (entry: XmlElement) => children(at(entry, 'TableColumnItems'), 'TableColumnItem');
  const columns = itemsOf(first).map((item, index): ViewColumn => {
    const header = headers[index];
    const source = sourceOf(item);
    const width = Number(textOf(header, 'Width') ?? 0);
    return {
      label: textOf(header, 'Label') || (typeof source === 'string' ? source : item.text.trim()),
      width: width > 0 ? width : undefined,
      align: alignmentOf(item) ?? (header && alignmentOf(header)),
      source,
      format: textOf(item, 'FormatString'),
    };
  });
  const rows = entries.slice(1).map(entry => ({
    types: selected(at(entry, 'EntrySelectedBy'), sets),
    cells: itemsOf(entry).map(itemOf),
  }));
  return {
    ...base,
    kind: 'table',
    columns,
    autoSize: isTrue(at(control, 'AutoSize')),
    hideHeaders: isTrue(at(control, 'HideTableHeaders')),
    wrap: isTrue(at(first, 'Wrap')),
    rows,
  };
}

function itemOf(element: XmlElement): ViewItem {
  const source = sourceOf(element);
  const condition = at(element, 'ItemSelectionCondition');
  const test = condition && sourceOf(condition);
  return {
    label: textOf(element, 'Label') ?? (typeof source === 'string' ? source : ''),
    source,
    format: textOf(element, 'FormatString'),
    when: test === undefined ? undefined : object => toBool(valueOf(test, object)),
  };
}

function valueOf(source: Source, object: unknown): unknown {
  return typeof source === 'string' ? getProperty(object, source) : source(object);
}

function listOf(control: XmlElement, base: Base, sets: SelectionSets): ListView {
  const entries = children(at(control, 'ListEntries'), 'ListEntry').map(entry => ({
    types: selected(at(entry, 'EntrySelectedBy'), sets),
    items: children(at(entry, 'ListItems'), 'ListItem').map(itemOf),
  }));
  const general = entries.find(({types}) => types.length === 0) ?? entries[0];
  if (general === undefined) throw new XmlError('A list has no ListEntry.');
  return {...base, kind: 'list', items: general.items, entries: entries.filter(e => e !== general)};
}

// Custom views: texts, line ends, values and indented frames, one after the other -------------------

function customLines(entries: XmlElement, object: unknown, sets: SelectionSets): string[] {
  const all = children(entries, 'CustomEntry');
  const names = new Set((getTypeNames(object) ?? []).map(name => name.toLowerCase()));
  const own = all.find(entry =>
    selected(at(entry, 'EntrySelectedBy'), sets).some(name => names.has(name.toLowerCase())),
  );
  const entry = own ?? all.find(each => at(each, 'EntrySelectedBy') === undefined);
  const item = at(entry, 'CustomItem');
  return item ? customText(item, object).split('\n') : [];
}

function getTypeNames(object: unknown): string[] | undefined {
  const names = getProperty(getProperty(object, 'PSObject'), 'TypeNames');
  return isEnumerable(names) ? [...enumerate(names)].map(toCurrentText) : undefined;
}

function customText(item: XmlElement, object: unknown): string {
  return item.children.map(part => partText(part, object)).join('');
}

function partText(part: XmlElement, object: unknown): string {
  if (part.name === 'Text') return part.text;
  if (part.name === 'NewLine') return '\n';
  if (part.name === 'Frame') return frameText(part, object);
  if (part.name !== 'ExpressionBinding') return '';
  const condition = at(part, 'ItemSelectionCondition');
  if (condition && !toBool(valueOf(sourceOf(condition), object))) return '';
  const isWhole = at(part, 'PropertyName') === undefined && at(part, 'ScriptBlock') === undefined;
  const value = isWhole ? object : valueOf(sourceOf(part), object);
  const values =
    at(part, 'EnumerateCollection') && isEnumerable(value) ? [...enumerate(value)] : [value];
  const inner = at(part, 'CustomControl', 'CustomEntries', 'CustomEntry', 'CustomItem');
  return values.map(each => (inner ? customText(inner, each) : toCurrentText(each))).join('');
}

function frameText(frame: XmlElement, object: unknown): string {
  const number = (name: string) => Number(textOf(frame, name) ?? 0);
  const [left, first, hanging] = [
    number('LeftIndent'),
    number('FirstLineIndent'),
    number('FirstLineHanging'),
  ];
  const item = at(frame, 'CustomItem');
  const lines = item ? customText(item, object).split('\n') : [];
  return lines
    .map((line, index) => {
      const indent = index === 0 ? left + first : left + hanging;
      return line === '' ? line : ' '.repeat(indent) + line;
    })
    .join('\n');
}
