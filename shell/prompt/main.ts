/**
 * The interactive prompt: shows the prompt, reads a line, has it run, again until the session ends.
 *
 * Built as files of their own: dist/prompt.mjs, and dist/prompt-late.mjs for what the first paint can do without.
 */
import type {Settings} from '../settings/settings.ts';
import type * as Late from './late.ts';
import {appendHistory, readHistory} from './history-file.ts';
import {remember} from './history-search.ts';
import type {Key} from './keys.ts';
import {type LineMeans, LineReader, type LineResult} from './line-reader.ts';
import {PlainLines} from './plain-lines.ts';
import type {PromptSession} from './prompt-session.ts';
import {promptParts, withoutStyles} from './prompt-text.ts';
import {freshLine} from './screen-painter.ts';

/** Runs the prompt until `exit` or Ctrl-D; answers the exit code. */
export async function runPrompt(session: PromptSession): Promise<number> {
  const {stdin, stdout} = process;
  const plain = process.env.TERM === 'dumb' || !stdin.isTTY || !stdout.isTTY;
  const inputs = plain ? new PlainInputs(session) : new EditedInputs(session);
  for (;;) {
    const result = await inputs.next();
    if (result.kind === 'eof') return 0;
    if (result.kind === 'interrupt' || result.text.trim() === '') continue;
    const {exitCode} = await session.submit(result.text);
    if (exitCode !== undefined) return exitCode;
  }
}

/** Inputs from the line editor. */
class EditedInputs {
  private typedAhead: Key[] = [];
  private history: readonly string[] = [];
  private late: Promise<typeof Late> | undefined;
  private compose: LineMeans['compose'] | undefined;
  private readonly session: PromptSession;

  constructor(session: PromptSession) {
    this.session = session;
  }

  async next(): Promise<LineResult> {
    const {above, silent, last} = promptParts(await this.session.promptText());
    const {stdin: input, stdout: output} = process;
    if (this.late) freshLine(output, output.columns || 80);
    output.write(above + silent);
    const means = this.late ? this.means() : afterPaint().then(() => this.means());
    const reader = new LineReader({input, output, session: this.session, prompt: last, means});
    const reading = reader.read();
    reader.type(this.typedAhead);
    const result = await reading;
    this.typedAhead = reader.unused;
    if (result.kind === 'line' && result.text.trim() !== '') await this.keep(result.text);
    return result;
  }

  /** What a line is read with. The first time Ink, the settings and the history are loaded. */
  private async means(): Promise<LineMeans> {
    this.late ??= import('./prompt-late.mjs');
    const {InkComposer} = await this.late;
    const settings = await this.settings();
    if (!this.compose) {
      const composer = new InkComposer();
      this.compose = (rows, columns) => composer.compose(rows, columns);
      const entries = readHistory(this.session.stateFolder, settings.maximumHistoryCount);
      this.history = entries.reduceRight<string[]>(
        (kept, entry) => (kept.includes(entry) ? kept : [entry, ...kept]),
        [],
      );
    }
    const predicts = settings.predictionSource !== 'None';
    return {compose: this.compose, history: this.history, predicts};
  }

  private async settings(): Promise<Settings> {
    const {readSettings} = await (this.late ??= import('./prompt-late.mjs'));
    return readSettings(this.session.stateFolder);
  }

  private async keep(text: string): Promise<void> {
    const {maximumHistoryCount, historySaveStyle} = await this.settings();
    const repeated = this.history.at(-1) === text;
    this.history = remember(this.history, text).slice(-maximumHistoryCount);
    if (!repeated && historySaveStyle !== 'SaveNothing')
      appendHistory(this.session.stateFolder, text);
  }
}

/** Lets what was written reach the terminal before something long begins. */
function afterPaint(): Promise<void> {
  return new Promise(resolve => setImmediate(resolve));
}

/** Inputs where no line can be edited: `>> ` asks for more of an unfinished one. */
class PlainInputs {
  private readonly lines = new PlainLines();
  private readonly session: PromptSession;

  constructor(session: PromptSession) {
    this.session = session;
  }

  async next(): Promise<LineResult> {
    const {above, last} = promptParts(await this.session.promptText());
    const first = await this.lines.read(above + withoutStyles(last));
    if (first.kind !== 'line') return first;
    let {text} = first;
    while (text.trim() !== '' && (await this.session.isIncomplete(text))) {
      const more = await this.lines.read('>> ');
      if (more.kind !== 'line') return more;
      text += `\n${more.text}`;
    }
    return {kind: 'line', text};
  }
}
