/**
 * The host of a runspace: writes by itself, asks the thread that serves it for what the user types.
 *
 * Source: language specification 21; texts of prompts as the console host of PowerShell has them.
 */
import type * as Tty from 'node:tty';
import type {ProgressRecord} from '../cmdlet/run.ts';
import {PipelineStopped} from '../eval/flow.ts';
import {headCells} from '../format/cells.ts';
import type {ChoiceDescription, Diversion, RawTerminal, ThreadHost} from '../session/host.ts';
import type {Transcript} from '../session/transcript.ts';
import {isTerminal} from '../session/terminal.ts';
import {NetException} from '../values/net-exception.ts';
import type {Channel} from './channel.ts';
import {
  erasePassing,
  flushOutput,
  leaveTerminal,
  showPassing,
  writeBytes,
  writeError,
  writeOutput,
} from './output.ts';

/** Columns and rows where there is no terminal. */
const DEFAULT_WIDTH = 120;
const DEFAULT_HEIGHT = 30;

/** The input ended before an answer: whoever asked must not take it for a yes. */
const NO_ANSWER = -1;

/** What would move the cursor out of a progress row. */
const CONTROLS = /\p{Cc}+/gu;

export class RunspaceHost implements ThreadHost {
  readonly name = 'ConsoleHost';
  /** False under -NonInteractive: asking is an error. */
  isInteractive = true;
  readonly supportsAnsi: boolean;
  transcript: Transcript | null = null;
  /** Set while a job runs here: gets what would be shown. */
  diversion: Diversion | null = null;
  readonly #channel: Channel;

  constructor(channel: Channel) {
    this.#channel = channel;
    this.supportsAnsi =
      isTerminal(1) && process.env.TERM !== 'dumb' && process.env.NO_COLOR === undefined;
  }

  get width(): number {
    return this.#size()?.[0] ?? DEFAULT_WIDTH;
  }
  get height(): number {
    return this.#size()?.[1] ?? DEFAULT_HEIGHT;
  }

  /** Asked each time: a terminal may change its size. */
  #size(): [number, number] | undefined {
    if (!isTerminal(1)) return undefined;
    const stream = terminalStream();
    stream._refreshSize?.();
    return stream.columns > 0 ? [stream.columns, stream.rows] : undefined;
  }

  write(text: string): void {
    if (this.diversion !== null) return this.diversion.text(text);
    writeOutput(text);
    this.transcript?.write(text);
  }
  writeLine(text: string): void {
    this.write(`${text}\n`);
  }
  writeErrorLine(text: string): void {
    if (this.diversion !== null) return this.diversion.text(`${text}\n`);
    writeError(`${text}\n`);
    this.transcript?.write(`${text}\n`);
  }

  readLine(prompt = ''): string | null {
    return this.#ask(prompt, false);
  }
  readSecret(prompt = ''): string | null {
    return this.#ask(prompt, true);
  }

  #ask(prompt: string, secret: boolean): string | null {
    if (!this.isInteractive) throw notInteractive();
    this.write(prompt);
    flushOutput();
    const id = this.#channel.newId();
    this.#channel.post({kind: 'readLine', id, secret});
    const answer = this.#channel.wait(id);
    if (answer === undefined) throw new PipelineStopped();
    if (secret) this.writeLine('');
    return answer.kind === 'line' ? answer.text : null;
  }

  flush(): void {
    flushOutput();
  }

  promptForChoice(
    caption: string,
    message: string,
    choices: readonly ChoiceDescription[],
    defaultChoice: number,
  ): number {
    if (!this.isInteractive) throw notInteractive();
    if (caption !== '') this.writeLine(`\n${caption}`);
    if (message !== '') this.writeLine(message);
    const keys = choices.map(choice => hotKey(choice.label));
    for (;;) {
      const answer = this.readLine(choiceLine(choices, keys, defaultChoice));
      if (answer === null) return NO_ANSWER;
      const text = answer.trim().toLowerCase();
      if (text === '' && defaultChoice >= 0) return defaultChoice;
      const taken = choices.findIndex(
        (choice, at) => keys[at] === text || plainLabel(choice.label).toLowerCase() === text,
      );
      if (taken >= 0) return taken;
      if (text === '?') this.#help(choices, keys);
    }
  }

  #help(choices: readonly ChoiceDescription[], keys: readonly string[]): void {
    choices.forEach((choice, at) =>
      this.writeLine(`${(keys[at] ?? '').toUpperCase()} - ${choice.helpMessage}`),
    );
  }

  openRawTerminal(): RawTerminal {
    leaveTerminal();
    const id = this.#channel.newId();
    this.#channel.post({kind: 'rawOpen', id});
    return {
      read: timeoutMs => {
        const answer = this.#channel.wait(id, true, timeoutMs);
        if (answer === undefined) return null;
        return answer.kind === 'data' ? answer.bytes : undefined;
      },
      write: bytes => {
        writeBytes(bytes);
      },
      close: () => {
        this.#channel.post({kind: 'rawClose', id});
        this.#channel.drop(id);
      },
    };
  }

  /** One line below the output, on terminals only. */
  writeProgress(record: ProgressRecord): void {
    if (this.diversion !== null) return this.diversion.progress(record);
    if (!this.supportsAnsi) return;
    if (record.recordType === 'Completed') return erasePassing();
    const percent = record.percentComplete < 0 ? '' : ` ${Math.round(record.percentComplete)}%`;
    const text = ` ${record.activity} [${record.statusDescription}${percent}]`;
    const row = headCells(text.replace(CONTROLS, ' '), this.width - 1);
    showPassing(`\x1b[33;1m${row}\x1b[0m`);
  }
}

let terminal: (Tty.WriteStream & {_refreshSize?: () => void}) | null = null;

function terminalStream(): Tty.WriteStream & {_refreshSize?: () => void} {
  // Loaded when a terminal's size is first asked for.
  const tty = require('node:tty') as typeof Tty;
  terminal ??= new tty.WriteStream(1);
  return terminal;
}

function plainLabel(label: string): string {
  return label.replace('&', '');
}

/** The letter after `&`, in lower case; the whole label when there is none. */
function hotKey(label: string): string {
  const at = label.indexOf('&');
  return (at < 0 ? label : (label[at + 1] ?? '')).toLowerCase();
}

/** `[Y] Yes  [N] No  [?] Help (default is "Y"): ` */
function choiceLine(
  choices: readonly ChoiceDescription[],
  keys: readonly string[],
  defaultChoice: number,
): string {
  const shown = choices.map(
    (choice, at) => `[${keys[at]?.toUpperCase()}] ${plainLabel(choice.label)}`,
  );
  const fallback = defaultChoice < 0 ? '' : ` (default is "${keys[defaultChoice]?.toUpperCase()}")`;
  return `${shown.join('  ')}  [?] Help${fallback}: `;
}

function notInteractive(): NetException {
  return new NetException(
    'System.Management.Automation.PSInvalidOperationException',
    'PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.',
    {errorId: 'InvalidOperation', category: 'InvalidOperation'},
  );
}
