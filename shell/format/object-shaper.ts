/**
 * From objects to format records: which shape the first object gets, and what each object puts into it
 * (language.md 17.1).
 *
 * The choice is made for the first object that is no scalar and then stays. Scalars, errors and objects
 * that the chosen view does not cover are printed by themselves.
 */
import {ErrorRecord} from '../errors/error-record.ts';
import {InformationalRecord} from '../session/stream-records.ts';
import {isTooDeep, Raised} from '../errors/raise.ts';
import {hooks, looseEquals, toText, typeNamesOf, wildcard} from '../values/index.ts';
import {splitLines} from './cells.ts';
import {customLines} from './custom-layout.ts';
import type {Entry, FormatRecord, Shape} from './format-record.ts';
import {
  FormatEndData,
  FormatEntryData,
  FormatStartData,
  GroupEndData,
  GroupStartData,
  outOfBandLines,
} from './format-record.ts';
import type {PropertyArgument} from './property-argument.ts';
import {resolveWildcards} from './property-argument.ts';
import type {Column} from './shape-column.ts';
import {
  argumentColumn,
  defaultNames,
  itemColumn,
  listItems,
  nameColumn,
  readSource,
  sourceName,
  tableColumn,
  visibleNames,
} from './shape-column.ts';
import type {Alignment, TableCell} from './table-layout.ts';
import {
  alignmentOf,
  displayName,
  elementsOf,
  isCollection,
  isScalar,
  objectText,
  valueText,
} from './value-text.ts';
import {findView} from './views/find-view.ts';
import type {AddedViews} from './views/find-view.ts';
import type {GroupBy, TableView, View} from './views/view.ts';

/** More properties than this make a list instead of a table. */
const MOST_TABLE_PROPERTIES = 4;
/** Columns of a table that nobody asked for. */
const MOST_DEFAULT_COLUMNS = 10;

export type Expansion = 'CoreOnly' | 'EnumOnly' | 'Both';

/** What a Format- cmdlet was asked for; an empty one is Out-Default's. */
export interface ShapeRequest {
  readonly kind?: View['kind'] | undefined;
  readonly properties?: readonly PropertyArgument[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly groupBy?: PropertyArgument | undefined;
  readonly viewName?: string | undefined;
  readonly autoSize?: boolean | undefined;
  readonly hideHeaders?: boolean | undefined;
  readonly repeatHeader?: boolean | undefined;
  readonly wrap?: boolean | undefined;
  /** Columns of a wide view; 0 as many as fit. */
  readonly wideColumns?: number | undefined;
  readonly depth?: number | undefined;
  readonly expand?: Expansion | undefined;
  /** Also shapes what would be printed as plain text. */
  readonly force?: boolean | undefined;
  /** Shows `#ERR` where an expression failed. */
  readonly displayError?: boolean | undefined;
}

/** What the surroundings say. */
export interface ShapeSettings {
  readonly enumerationLimit: () => number;
  readonly addedViews: () => AddedViews;
  /** Lines of an error as `$ErrorView` wants it. */
  readonly errorLines: (record: ErrorRecord) => string[];
  /** Called for an expression that failed. */
  readonly onError?: (error: unknown, object: unknown) => void;
  /** Called when `viewName` names no view of the first object; never returns. */
  readonly onUnknownView?: (object: unknown) => never;
}

interface Chosen {
  readonly shape: Shape;
  readonly view: View | undefined;
  readonly columns: readonly Column[];
}

export class ObjectShaper {
  private readonly request: ShapeRequest;
  private readonly settings: ShapeSettings;
  private chosen: Chosen | null = null;
  private groupValue: unknown = undefined;
  private inGroup = false;

  constructor(request: ShapeRequest, settings: ShapeSettings) {
    this.request = request;
    this.settings = settings;
  }

  /** Records for one object (and, by `expand`, for its elements). */
  *shape(value: unknown): Generator<FormatRecord> {
    const expand = this.request.expand ?? 'EnumOnly';
    if (!isCollection(value)) {
      yield* this.one(value);
      return;
    }
    if (expand !== 'EnumOnly') yield* this.one(value);
    if (expand !== 'CoreOnly') for (const element of elementsOf(value)) yield* this.one(element);
  }

  /** Records that close what is open. */
  *end(): Generator<FormatRecord> {
    if (!this.chosen) return;
    if (this.inGroup) yield new GroupEndData();
    yield new FormatEndData();
    this.chosen = null;
    this.inGroup = false;
  }

  private *one(value: unknown): Generator<FormatRecord> {
    if (value === null || value === undefined) return;
    const alone = this.outOfBand(value);
    if (alone) {
      yield alone;
      return;
    }
    if (!this.chosen) {
      this.chosen = this.choose(value);
      yield new FormatStartData(this.chosen.shape);
    } else if (!this.covers(this.chosen, value)) {
      yield this.aloneAsList(value);
      return;
    }
    yield* this.groupRecords(this.chosen, value);
    yield new FormatEntryData(this.entry(this.chosen, value), false);
  }

  // What is printed by itself --------------------------------------------------------------------

  private outOfBand(value: unknown): FormatEntryData | null {
    if (!this.request.properties && !this.request.kind) {
      if (value instanceof ErrorRecord) return outOfBandLines(this.settings.errorLines(value));
      if (value instanceof InformationalRecord) return outOfBandLines(value.message.split('\n'));
    }
    if (this.request.force && (this.request.properties || this.request.kind)) return null;
    if (isScalar(value)) return outOfBandLines([objectText(value)]);
    const view = findView(typeNamesOf(value), {}, this.settings.addedViews());
    if (view?.kind === 'custom' && view.outOfBand && !this.request.kind)
      return outOfBandLines(view.lines(value, Number.POSITIVE_INFINITY));
    if (view || this.request.kind === 'custom') return null;
    return visibleNames(value).length === 0 ? outOfBandLines(splitLines(textOfEmpty(value))) : null;
  }

  private aloneAsList(value: unknown): FormatEntryData {
    const view = findView(typeNamesOf(value), {kind: 'list'}, this.settings.addedViews());
    const columns =
      view?.kind === 'list'
        ? listItems(view, value).map(itemColumn)
        : defaultNames(value).map(nameColumn);
    return new FormatEntryData({kind: 'fields', fields: this.fields(columns, value)}, true);
  }

  // The choice -----------------------------------------------------------------------------------

  private choose(value: unknown): Chosen {
    const {kind, properties, viewName, exclude} = this.request;
    if (properties || exclude) return this.fromProperties(kind ?? 'table', value, properties);
    const view = findView(
      typeNamesOf(value),
      {kind: viewName ? undefined : kind, name: viewName},
      this.settings.addedViews(),
    );
    if (viewName && (!view || (kind && view.kind !== kind))) this.settings.onUnknownView?.(value);
    if (view && (!kind || view.kind === kind)) return this.fromView(view);
    return this.fromProperties(kind ?? this.kindByCount(value), value, undefined);
  }

  private kindByCount(value: unknown): 'table' | 'list' {
    return defaultNames(value).length > MOST_TABLE_PROPERTIES ? 'list' : 'table';
  }

  private fromView(view: View): Chosen {
    switch (view.kind) {
      case 'table':
        return this.fromTableView(view);
      case 'list':
        return {view, shape: {kind: 'list'}, columns: []};
      case 'wide':
        return {view, shape: this.wideShape(), columns: [itemColumn(view.item)]};
      default:
        return {view, shape: {kind: 'custom'}, columns: []};
    }
  }

  private fromTableView(view: TableView): Chosen {
    const columns = view.columns.map(column => ({
      ...column,
      align: column.align ?? ('left' as const),
    }));
    return {view, columns, shape: this.tableShape(columns, view)};
  }

  private fromProperties(
    kind: View['kind'],
    value: unknown,
    asked: readonly PropertyArgument[] | undefined,
  ): Chosen {
    if (kind === 'wide') return this.wideFromProperties(value, asked);
    if (kind === 'list') return {view: undefined, shape: {kind: 'list'}, columns: []};
    if (kind === 'custom') return {view: undefined, shape: {kind: 'custom'}, columns: []};
    const all = this.columnsOf(value, asked);
    const columns = asked || this.request.exclude ? all : all.slice(0, MOST_DEFAULT_COLUMNS);
    const aligned = columns.map(column => ({
      ...column,
      align: column.align ?? this.alignment(column, value),
    }));
    return {view: undefined, columns: aligned, shape: this.tableShape(aligned, undefined)};
  }

  private wideFromProperties(
    value: unknown,
    asked: readonly PropertyArgument[] | undefined,
  ): Chosen {
    const name = displayName(value) ?? defaultNames(value)[0] ?? '';
    const column = asked ? this.columnsOf(value, asked)[0] : nameColumn(name);
    return {view: undefined, shape: this.wideShape(), columns: [column ?? nameColumn(name)]};
  }

  private wideShape(): Shape {
    return {kind: 'wide', columns: this.request.autoSize ? 0 : (this.request.wideColumns ?? 2)};
  }

  private tableShape(columns: readonly Column[], view: TableView | undefined): Shape {
    return {
      kind: 'table',
      columns: columns.map(tableColumn),
      autoSize: this.request.autoSize ?? view?.autoSize ?? false,
      hideHeaders: this.request.hideHeaders ?? view?.hideHeaders ?? false,
      repeatHeader: this.request.repeatHeader ?? false,
    };
  }

  /** Columns for the properties asked for (wildcards resolved on `value`), else its default ones. */
  private columnsOf(value: unknown, asked: readonly PropertyArgument[] | undefined): Column[] {
    const {exclude} = this.request;
    const excluded = (exclude ?? []).map(pattern => wildcard(pattern));
    const found = asked
      ? resolveWildcards(asked, value).map(each => argumentColumn(each, value))
      : (exclude ? visibleNames(value) : defaultNames(value)).map(nameColumn);
    return found.filter(column => !excluded.some(fits => fits(sourceName(column))));
  }

  private alignment(column: Column, value: unknown): Alignment {
    return alignmentOf(this.evaluate(column, value).value);
  }

  private covers({view}: Chosen, value: unknown): boolean {
    if (!view) return true;
    const types = new Set(view.types.map(type => type.toLowerCase()));
    return typeNamesOf(value).some(name =>
      types.has(name.toLowerCase().replace(/^deserialized\./, '')),
    );
  }

  // Groups ---------------------------------------------------------------------------------------

  private *groupRecords({view}: Chosen, value: unknown): Generator<FormatRecord> {
    const by = this.request.groupBy ?? view?.groupBy;
    if (!by) {
      if (!this.inGroup) yield new GroupStartData(null);
      this.inGroup = true;
      return;
    }
    const current = this.groupKey(by, value);
    if (this.inGroup && looseEquals(current, this.groupValue, {ignoreCase: true})) return;
    if (this.inGroup) {
      yield outOfBandLines(['']);
      yield new GroupEndData();
    }
    this.groupValue = current;
    this.inGroup = true;
    yield new GroupStartData(this.heading(by, value, current));
  }

  private groupKey(by: PropertyArgument | GroupBy, value: unknown): unknown {
    return this.evaluate({label: '', source: 'source' in by ? by.source : by}, value).value;
  }

  private heading(by: PropertyArgument | GroupBy, value: unknown, key: unknown): string {
    if ('text' in by && by.text) return by.text(value);
    const label = by.label ?? ('name' in by ? by.name : '');
    const format = 'format' in by ? by.format : undefined;
    return `   ${label}: ${this.text(key, false, format)}`;
  }

  // One object in the chosen shape ----------------------------------------------------------------

  private entry(chosen: Chosen, value: unknown): Entry {
    switch (chosen.shape.kind) {
      case 'table':
        return {kind: 'row', cells: this.cells(chosen, value), wrap: this.wraps(chosen.view)};
      case 'list':
        return {kind: 'fields', fields: this.fields(this.listColumns(chosen.view, value), value)};
      case 'wide':
        return {kind: 'wide', text: this.columnText(chosen.columns[0] as Column, value, false)};
      default:
        return {kind: 'lines', lines: this.customEntry(chosen.view, value)};
    }
  }

  private wraps(view: View | undefined): boolean {
    return this.request.wrap ?? (view?.kind === 'table' && view.wrap);
  }

  private cells({columns, view}: Chosen, value: unknown): TableCell[] {
    const other =
      view?.kind === 'table'
        ? view.rows?.find(row => row.types.some(type => typeNamesOf(value).includes(type)))
        : undefined;
    return columns.map((column, index) => {
      const item = other?.cells[index];
      const used = item ? {...column, source: item.source, format: item.format} : column;
      return {text: this.columnText(used, value, true), align: column.align ?? 'left'};
    });
  }

  private listColumns(view: View | undefined, value: unknown): Column[] {
    if (view?.kind === 'list') return listItems(view, value).map(itemColumn);
    return this.columnsOf(value, this.request.properties);
  }

  private fields(columns: readonly Column[], value: unknown) {
    return columns.map(column => ({
      label: column.label,
      text: this.columnText(column, value, false),
    }));
  }

  private customEntry(view: View | undefined, value: unknown): string[] {
    if (view?.kind === 'custom') return view.lines(value, Number.POSITIVE_INFINITY);
    const asked = this.request.properties || this.request.exclude;
    const names = asked
      ? this.columnsOf(value, this.request.properties).map(column => sourceName(column))
      : undefined;
    const depth = this.request.depth ?? 5;
    const lines = customLines(value, {
      depth,
      enumerationLimit: this.settings.enumerationLimit(),
      properties: names,
    });
    return [...lines, ''];
  }

  private columnText(column: Column, value: unknown, inTable: boolean): string {
    const result = this.evaluate(column, value);
    if (!result.failed) return this.text(result.value, inTable, column.format);
    return this.request.displayError ? '#ERR' : '';
  }

  private text(value: unknown, inTable: boolean, format: string | undefined): string {
    return valueText(value, {enumerationLimit: this.settings.enumerationLimit(), inTable, format});
  }

  /** The value behind a column. An expression that throws leaves an empty cell. */
  private evaluate({source}: Column, value: unknown): {value: unknown; failed: boolean} {
    try {
      return {value: readSource(source, value), failed: false};
    } catch (error) {
      if (isTooDeep(error) || !(error instanceof Error || error instanceof Raised)) throw error;
      this.settings.onError?.(error, value);
      return {value: null, failed: true};
    }
  }
}

/** An object without properties shows its text. */
function textOfEmpty(value: unknown): string {
  return hooks.isScriptBlock(value) ? toText(value) : objectText(value);
}
