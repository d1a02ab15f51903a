/**
 * Out-Default's formatter: objects and format records in, lines out.
 *
 * One formatter serves an input line or a script, so that consecutive statements share a table
 * (language.md 17.1). `flush` at the end of the input closes what is open.
 */
import type {Session} from '../session/session.ts';
import type {FormatRecord} from './format-record.ts';
import {FormatEntryData, isFormatRecord} from './format-record.ts';
import type {ShapeSettings} from './object-shaper.ts';
import {ObjectShaper} from './object-shaper.ts';
import {RecordWriter} from './record-writer.ts';
import {defineStyleVariable, sessionSettings, sessionStyle} from './session-settings.ts';
import type {FormatStyle} from './style.ts';

export interface FormatterOptions {
  /** Cells in a line (asked at each table, as a terminal may change its size); infinite for texts. */
  readonly width: number | (() => number);
  readonly height?: number;
  readonly writeLine: (line: string) => void;
  /** The lines go to a terminal that understands escape sequences. */
  readonly supportsAnsi: boolean;
  readonly session: Session;
}

export interface Formatter {
  /** One object, shaped by type; a format record as it is. */
  write(value: unknown): void;
  /** Closes the open table or list. */
  flush(): void;
}

export function createFormatter(options: FormatterOptions): Formatter {
  const {session} = options;
  if (session.getVariable('PSStyle') === undefined) defineStyleVariable(session);
  return new LineFormatter({
    width: options.width,
    height: options.height ?? 0,
    screenWidth: () => session.host.width,
    writeLine: options.writeLine,
    style: () => sessionStyle(session, options.supportsAnsi),
    settings: sessionSettings(session, options.supportsAnsi),
  });
}

interface LineFormatterOptions {
  readonly width: number | (() => number);
  readonly height: number;
  /** Cells of tables where `width` is infinite. */
  readonly screenWidth: () => number;
  readonly writeLine: (line: string) => void;
  readonly style: () => FormatStyle | null;
  readonly settings: ShapeSettings;
}

/** A formatter that knows no session: what tests and Out-String build on. */
export class LineFormatter implements Formatter {
  private readonly options: LineFormatterOptions;
  private shaper: ObjectShaper;
  private writer: RecordWriter | null = null;

  constructor(options: LineFormatterOptions) {
    this.options = options;
    this.shaper = new ObjectShaper({}, options.settings);
  }

  write(value: unknown) {
    if (isFormatRecord(value)) {
      // A sequence of its own ends what was open; a single line of text does not.
      if (!(value instanceof FormatEntryData)) this.closeOwn();
      this.print(value);
    } else for (const record of this.shaper.shape(value)) this.print(record);
  }

  flush() {
    this.closeOwn();
    this.writer?.flush();
    this.writer = null;
  }

  private closeOwn() {
    for (const record of this.shaper.end()) this.print(record);
  }

  private print(record: FormatRecord) {
    const {width, height, screenWidth, writeLine, style} = this.options;
    this.writer ??= new RecordWriter({
      width: typeof width === 'function' ? width() : width,
      height,
      screenWidth: screenWidth(),
      writeLine,
      style,
    });
    this.writer.write(record);
  }
}

/** All lines of some objects. */
export function formatObjects(values: Iterable<unknown>, options: FormatterOptions): void {
  const formatter = createFormatter(options);
  for (const value of values) formatter.write(value);
  formatter.flush();
}
