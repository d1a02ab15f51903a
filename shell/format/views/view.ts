/**
 * The model of a view: how objects of some types look (language.md 17.3, about_Format.ps1xml).
 *
 * Views are data. A column is a short text, `Label:width+align=Property`, where everything but the
 * label may be absent: `Name`, `Size:12R`, `Num CPUs:8=NumCpu`, `CapacityGB:15R{N3}`. `L`, `C`, `R` set the
 * alignment, braces a .NET format. A computed column is an object.
 */
import type {Alignment} from '../table-layout.ts';

/** What a cell or list line shows: a property by name, or a value computed from the object. */
export type Source = string | ((object: unknown) => unknown);

export interface ViewColumn {
  readonly label: string;
  readonly width?: number | undefined;
  readonly align?: Alignment | undefined;
  readonly source: Source;
  readonly format?: string | undefined;
}

export interface ViewItem {
  readonly label: string;
  readonly source: Source;
  readonly format?: string | undefined;
  /** Left out when this is false for the object. */
  readonly when?: ((object: unknown) => boolean) | undefined;
}

export interface GroupBy {
  readonly label: string;
  readonly source: Source;
  /** Replaces the line `   Label: value`. */
  readonly text?: ((object: unknown) => string) | undefined;
}

interface ViewBase {
  readonly name: string;
  readonly types: readonly string[];
  readonly groupBy?: GroupBy | undefined;
}

export interface TableView extends ViewBase {
  readonly kind: 'table';
  readonly columns: readonly ViewColumn[];
  readonly autoSize: boolean;
  readonly hideHeaders: boolean;
  readonly wrap: boolean;
  /** Other cells for some types; the columns stay those of the table. */
  readonly rows?: readonly {
    readonly types: readonly string[];
    readonly cells: readonly ViewItem[];
  }[];
}

export interface ListView extends ViewBase {
  readonly kind: 'list';
  readonly items: readonly ViewItem[];
  /** Items of some of the types, where they differ. */
  readonly entries?: readonly {
    readonly types: readonly string[];
    readonly items: readonly ViewItem[];
  }[];
}

export interface WideView extends ViewBase {
  readonly kind: 'wide';
  readonly item: ViewItem;
}

export interface CustomView extends ViewBase {
  readonly kind: 'custom';
  /** Printed alone, whatever went before. */
  readonly outOfBand: boolean;
  readonly lines: (object: unknown, screenCells: number) => string[];
}

export type View = TableView | ListView | WideView | CustomView;

const COLUMN =
  /^(?<label>.*?)(?::(?<width>\d+)?(?<align>[LCR])?)?(?:=(?<source>[\w.]+))?(?:\{(?<format>[^}]+)\})?$/;
const ALIGNMENTS: Record<string, Alignment> = {L: 'left', C: 'center', R: 'right'};

/** Reads the short text of a column. */
export function column(text: string): ViewColumn {
  const {label = text, width, align, source, format} = COLUMN.exec(text)?.groups ?? {};
  return {
    label,
    width: width ? Number(width) : undefined,
    align: align ? ALIGNMENTS[align] : undefined,
    source: source ?? label,
    format,
  };
}

export interface TableOptions {
  readonly name?: string;
  readonly groupBy?: GroupBy;
  readonly autoSize?: boolean;
  readonly hideHeaders?: boolean;
  readonly wrap?: boolean;
}

export function table(
  types: string | readonly string[],
  columns: readonly (string | ViewColumn)[],
  options: TableOptions = {},
): TableView {
  const names = typeof types === 'string' ? [types] : types;
  return {
    kind: 'table',
    name: options.name ?? (names[0] as string),
    types: names,
    columns: columns.map(each => (typeof each === 'string' ? column(each) : each)),
    autoSize: options.autoSize ?? false,
    hideHeaders: options.hideHeaders ?? false,
    wrap: options.wrap ?? false,
    groupBy: options.groupBy,
  };
}

type Item = string | ViewItem;

function items(given: readonly Item[]): ViewItem[] {
  return given.map(each => (typeof each === 'string' ? column(each) : each));
}

export interface ListOptions {
  readonly name?: string;
  readonly groupBy?: GroupBy;
  readonly entries?: readonly {
    readonly types: readonly string[];
    readonly items: readonly Item[];
  }[];
}

export function list(
  types: string | readonly string[],
  fields: readonly Item[],
  options: ListOptions = {},
): ListView {
  const names = typeof types === 'string' ? [types] : types;
  return {
    kind: 'list',
    name: options.name ?? (names[0] as string),
    types: names,
    items: items(fields),
    entries: (options.entries ?? []).map(entry => ({
      types: entry.types,
      items: items(entry.items),
    })),
    groupBy: options.groupBy,
  };
}

export function wide(types: string | readonly string[], source: Source, name?: string): WideView {
  const names = typeof types === 'string' ? [types] : types;
  return {
    kind: 'wide',
    name: name ?? (names[0] as string),
    types: names,
    item: {label: '', source},
  };
}

/** A view that writes its own lines. `outOfBand`: printed alone, whatever table or list is open. */
export function custom(
  types: string | readonly string[],
  lines: CustomView['lines'],
  options: {name?: string; outOfBand?: boolean} = {},
): CustomView {
  const names = typeof types === 'string' ? [types] : types;
  return {
    kind: 'custom',
    name: options.name ?? (names[0] as string),
    types: names,
    outOfBand: options.outOfBand ?? false,
    lines,
  };
}
