/**
 * Reads one input line from the terminal: raw mode, keys to the reducer, rows to Ink.
 *
 * Ink is mounted for this line only and taken down before anything runs, so programs find the terminal as
 * they expect it.
 */
import {type Instance, render} from 'ink';
import {createElement} from 'react';
import {type EditorState, type Effect, newEditor, reduce, showMatch} from './editor.ts';
import {decodeKeys, flushEscape, type Key} from './keys.ts';
import {inputRows, screenRows} from './layout.ts';
import {PromptLine} from './prompt-line.tsx';
import type {PromptSession} from './prompt-session.ts';

export type LineResult =
  | {readonly kind: 'line'; readonly text: string}
  | {readonly kind: 'interrupt'}
  | {readonly kind: 'eof'};

const PASTE_ON = '\x1b[?2004h';
const PASTE_OFF = '\x1b[?2004l';
const CLEAR = '\x1b[H\x1b[2J';
/** After this pause a lone ESC was the Escape key. */
const ESCAPE_MS = 50;

export interface LineOptions {
  readonly input: NodeJS.ReadStream;
  readonly output: NodeJS.WriteStream;
  readonly session: PromptSession;
  readonly history: readonly string[];
  readonly prompt: string; // the last line of the prompt
}

export class LineReader {
  private state: EditorState;
  private readonly ink: Instance;
  private rest = '';
  private escapeTimer: NodeJS.Timeout | undefined;
  private queue: Promise<void> = Promise.resolve();
  private finished = false;
  private finish: (result: LineResult) => void = () => {};

  private readonly options: LineOptions;

  constructor(options: LineOptions) {
    this.options = options;
    this.state = newEditor(options.history);
    this.ink = render(this.picture(), {
      stdout: options.output,
      stdin: options.input,
      exitOnCtrlC: false,
      patchConsole: false,
      maxFps: 120,
    });
  }

  read(): Promise<LineResult> {
    const {input, output} = this.options;
    output.write(PASTE_ON);
    input.setRawMode?.(true);
    input.setEncoding('utf8');
    input.on('data', this.onData);
    input.on('end', this.onEnd);
    output.on('resize', this.draw);
    input.resume();
    return new Promise(resolve => {
      this.finish = resolve;
    });
  }

  private readonly onData = (chunk: string): void => {
    clearTimeout(this.escapeTimer);
    const {keys, rest} = decodeKeys(this.rest + chunk);
    this.rest = rest;
    this.press(keys);
    if (rest !== '') this.escapeTimer = setTimeout(this.onPause, ESCAPE_MS);
  };

  private readonly onPause = (): void => {
    if (this.rest.startsWith('\x1b[200~')) return; // a paste under way
    const keys = flushEscape(this.rest);
    this.rest = '';
    this.press(keys);
  };

  private readonly onEnd = (): void => this.close({kind: 'eof'}, false);

  /** Keys are taken in order even when one of them has to ask the session. */
  private press(keys: readonly Key[]): void {
    this.queue = this.queue.then(async () => {
      for (const pressed of keys) {
        if (this.finished) {
          this.unused.push(pressed);
          continue;
        }
        const {state, effect} = reduce(this.state, pressed);
        this.state = state;
        if (effect) await this.carryOut(effect);
      }
      if (!this.finished) this.draw();
    });
  }

  /** Keys that arrived with the line's Enter: typed ahead for the next line. */
  readonly unused: Key[] = [];

  type(keys: readonly Key[]): void {
    this.press(keys);
  }

  private async carryOut(effect: Effect): Promise<void> {
    if (effect === 'accept') await this.accept();
    else if (effect === 'complete') await this.complete();
    else if (effect === 'clear-screen') this.options.output.write(CLEAR);
    else if (effect === 'eof') this.close({kind: 'eof'}, true);
    else this.close({kind: 'interrupt'}, true);
  }

  private async accept(): Promise<void> {
    const {text} = this.state;
    if (text.trim() !== '' && (await this.options.session.isIncomplete(text))) {
      this.state = reduce({...this.state, cursor: text.length}, newline).state;
    } else this.close({kind: 'line', text}, true);
  }

  private async complete(): Promise<void> {
    const {text, cursor} = this.state;
    const result = await this.options.session.complete(text, cursor);
    if (result.matches.length > 0) this.state = showMatch(this.state, result, 0, text);
  }

  private readonly draw = (): void => {
    this.ink.rerender(this.picture());
  };

  private picture(): ReturnType<typeof createElement> {
    const {columns = 80, rows: lines = 24} = this.options.output;
    return createElement(PromptLine, {
      rows: screenRows(this.options.prompt, this.state, columns, lines),
    });
  }

  private close(result: LineResult, drawLast: boolean): void {
    const {input, output} = this.options;
    this.finished = true;
    clearTimeout(this.escapeTimer);
    input.off('data', this.onData);
    input.off('end', this.onEnd);
    output.off('resize', this.draw);
    if (drawLast) {
      const text = result.kind === 'interrupt' ? `${this.state.text}^C` : this.state.text;
      const last = {...this.state, text, menu: null, search: null};
      const {rows} = inputRows(this.options.prompt, last, output.columns ?? 80, true);
      this.ink.rerender(createElement(PromptLine, {rows}));
    }
    this.ink.unmount();
    input.setRawMode?.(false);
    input.pause();
    output.write(PASTE_OFF);
    this.finish(result);
  }
}

const newline: Key = {name: 'j', text: '', ctrl: true, alt: false, shift: false};
