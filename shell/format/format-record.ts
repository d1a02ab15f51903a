/**
 * What Format-Table and its kin write: records that only an Out- command understands.
 *
 * A sequence is FormatStartData, then for each group GroupStartData, FormatEntryData..., GroupEndData, then
 * FormatEndData. Texts are made (cells, fields), widths are not: those need the screen (record-writer.ts).
 */
import {defineType} from '../values/index.ts';
import type {ListField} from './list-layout.ts';
import type {TableCell, TableColumn} from './table-layout.ts';

export interface TableShape {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  /** Widths from all rows of a group, however long they take. */
  readonly autoSize: boolean;
  readonly hideHeaders: boolean;
  readonly repeatHeader: boolean;
}

export interface WideShape {
  readonly kind: 'wide';
  /** 0: as many columns as fit. */
  readonly columns: number;
}

export type Shape = TableShape | WideShape | {readonly kind: 'list'} | {readonly kind: 'custom'};

export type Entry =
  | {readonly kind: 'row'; readonly cells: readonly TableCell[]; readonly wrap: boolean}
  | {readonly kind: 'fields'; readonly fields: readonly ListField[]}
  | {readonly kind: 'wide'; readonly text: string}
  | {readonly kind: 'lines'; readonly lines: readonly string[]};

export class FormatStartData {
  readonly shape: Shape;
  constructor(shape: Shape) {
    this.shape = shape;
  }
}

export class GroupStartData {
  /** The line above the group, null where nothing is grouped. */
  readonly heading: string | null;
  constructor(heading: string | null) {
    this.heading = heading;
  }
}

export class FormatEntryData {
  readonly entry: Entry;
  /** Printed by itself, outside the table or list that is open. */
  readonly outOfBand: boolean;
  constructor(entry: Entry, outOfBand: boolean) {
    this.entry = entry;
    this.outOfBand = outOfBand;
  }
}

export class GroupEndData {
  readonly ends = 'group';
}

export class FormatEndData {
  readonly ends = 'format';
}

export type FormatRecord =
  | FormatStartData
  | GroupStartData
  | FormatEntryData
  | GroupEndData
  | FormatEndData;

const NAMESPACE = 'Microsoft.PowerShell.Commands.Internal.Format';

const RECORDS: Readonly<Record<string, abstract new (...args: never[]) => FormatRecord>> = {
  FormatStartData,
  GroupStartData,
  FormatEntryData,
  GroupEndData,
  FormatEndData,
};
for (const [name, instance] of Object.entries(RECORDS))
  defineType({fullName: `${NAMESPACE}.${name}`, instance});

export function isFormatRecord(value: unknown): value is FormatRecord {
  return (
    value instanceof FormatEntryData ||
    value instanceof FormatStartData ||
    value instanceof GroupStartData ||
    value instanceof GroupEndData ||
    value instanceof FormatEndData
  );
}

/** Lines printed by themselves. */
export function outOfBandLines(lines: readonly string[]): FormatEntryData {
  return new FormatEntryData({kind: 'lines', lines}, true);
}
