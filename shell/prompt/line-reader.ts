/**
 * Reads one input line from the terminal: raw mode, keys to the reducer, frames to the painter.
 *
 * The terminal is raw for this line only, so that programs find it as they expect it. The prompt is seen, and
 * keys are taken, before the composer is loaded; they are worked on as soon as it is.
 */
import {
  type EditorState,
  type Effect,
  insert,
  newEditor,
  reduce,
  takeCompletion,
} from './editor.ts';
import {decodeKeys, flushEscape, type Key} from './keys.ts';
import {type Frame, inputFrame, type Row, rowWidth, screenFrame} from './layout.ts';
import type {PromptSession} from './prompt-session.ts';
import {type PaintedRow, ScreenPainter} from './screen-painter.ts';

export type LineResult =
  | {readonly kind: 'line'; readonly text: string}
  | {readonly kind: 'interrupt'}
  | {readonly kind: 'eof'};

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const PASTE_BEGIN = '\x1b[200~';
const CLEAR = '\x1b[H\x1b[2J';
/** After this pause a lone ESC was the Escape key. */
const ESCAPE_MS = 50;

/** What is ready some time after the first prompt is seen. */
export interface LineMeans {
  readonly compose: (rows: readonly Row[], columns: number) => string[];
  readonly history: readonly string[];
  readonly predicts: boolean;
}

export interface LineOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly session: PromptSession;
  readonly prompt: string; // the last line of the prompt
  readonly means: Promise<LineMeans>;
}

export class LineReader {
  /** Keys that arrived with the line's Enter: typed ahead for the next line. */
  readonly unused: Key[] = [];
  private state: EditorState = newEditor([]);
  private rest = '';
  private escapeTimer: NodeJS.Timeout | undefined;
  private queue: Promise<void>;
  private finished = false;
  private finish: (result: LineResult) => void = () => {};
  private compose: LineMeans['compose'] | undefined;
  private readonly painter: ScreenPainter;
  private readonly options: LineOptions;

  constructor(options: LineOptions) {
    this.options = options;
    this.painter = new ScreenPainter(options.output);
    this.queue = options.means.then(({compose, history, predicts}) => {
      this.compose = compose;
      this.state = newEditor(history, predicts);
      this.draw();
    });
  }

  read(): Promise<LineResult> {
    const {input, output} = this.options;
    input.setRawMode?.(true);
    output.write(PASTE_ON);
    input.setEncoding('utf8');
    input.on('data', this.onData);
    input.on('end', this.onEnd);
    output.on('resize', this.onResize);
    input.resume();
    this.draw();
    return new Promise(resolve => {
      this.finish = resolve;
    });
  }

  /** Keys are taken in order even when one of them has to ask the session. */
  type(keys: readonly Key[]): void {
    this.queue = this.queue.then(async () => {
      for (const pressed of keys) {
        if (this.finished) this.unused.push(pressed);
        else await this.press(pressed);
      }
      this.draw();
    });
  }

  private async press(pressed: Key): Promise<void> {
    const {state, effect} = reduce(this.state, pressed);
    this.state = state;
    if (effect) await this.carryOut(effect);
  }

  private readonly onData = (chunk: string): void => {
    clearTimeout(this.escapeTimer);
    const {keys, rest} = decodeKeys(this.rest + chunk);
    this.rest = rest;
    this.type(keys);
    if (rest !== '') this.escapeTimer = setTimeout(this.onPause, ESCAPE_MS);
  };

  private readonly onPause = (): void => {
    if (this.rest.startsWith(PASTE_BEGIN)) return; // a paste under way
    const keys = flushEscape(this.rest);
    this.rest = '';
    this.type(keys);
  };

  private readonly onEnd = (): void => this.close({kind: 'eof'});

  private readonly onResize = (): void => {
    this.painter.resized(this.columns);
    this.draw();
  };

  private get columns(): number {
    return Math.max(1, this.options.output.columns || 80);
  }

  private async carryOut(effect: Effect): Promise<void> {
    switch (effect) {
      case 'accept':
        return this.accept();
      case 'complete':
      case 'menu':
        return this.complete(effect === 'menu');
      case 'clear-screen':
        this.options.output.write(CLEAR);
        this.painter.forget();
        return;
      default:
        this.close({kind: effect});
    }
  }

  private async accept(): Promise<void> {
    const {text} = this.state;
    const open = text.trim() !== '' && (await this.options.session.isIncomplete(text));
    if (open) this.state = insert(this.state, '\n');
    else this.close({kind: 'line', text});
  }

  private async complete(menu: boolean): Promise<void> {
    const {text, cursor} = this.state;
    const result = await this.options.session.complete(text, cursor);
    if (result.matches.length > 0) this.state = takeCompletion(this.state, result, menu);
  }

  private draw(): void {
    if (this.finished) return;
    const lines = Math.max(1, this.options.output.rows || 24);
    const frame = screenFrame(this.options.prompt, this.state, this.columns, lines);
    this.painter.paint(this.painted(frame), frame.cursor);
  }

  /** Until the composer is there rows are shown without colours. */
  private painted({rows}: Frame): PaintedRow[] {
    const texts = this.compose?.(rows, this.columns);
    return rows.map((row, index) => ({
      text: texts?.[index] ?? row.map(cell => cell.text).join(''),
      width: rowWidth(row),
    }));
  }

  private close(result: LineResult): void {
    const {input, output, prompt} = this.options;
    this.finished = true;
    clearTimeout(this.escapeTimer);
    input.off('data', this.onData);
    input.off('end', this.onEnd);
    output.off('resize', this.onResize);
    const text = result.kind === 'interrupt' ? `${this.state.text}^C` : this.state.text;
    const last = {...newEditor([]), text, cursor: text.length};
    this.painter.finish(this.painted(inputFrame(prompt, last, this.columns)));
    output.write(PASTE_OFF);
    input.setRawMode?.(false);
    input.pause();
    this.finish(result);
  }
}
