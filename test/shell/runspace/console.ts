/** A host that keeps what is written and answers from a list: what tests of scripts run in. */
import {cmdletTable, notApplicable} from 'virtual:cmdlets';
import {Runspace, type RunResult} from '../../../shell/runspace/runspace.ts';
import type {ChoiceDescription, Host, RawTerminal} from '../../../shell/session/host.ts';

export class TestHost implements Host {
  readonly name = 'TestHost';
  readonly width = 120;
  readonly height = 30;
  readonly supportsAnsi = false;
  isInteractive = false;
  /** Answers to questions, first to last. */
  answers: string[] = [];
  #text = '';

  write(text: string): void {
    this.#text += text;
  }
  writeLine(text: string): void {
    this.write(`${text}\n`);
  }
  writeErrorLine(text: string): void {
    this.write(`${text}\n`);
  }
  readLine(prompt = ''): string | null {
    const answer = this.answers.shift() ?? null;
    this.writeLine(prompt + (answer ?? ''));
    return answer;
  }
  readSecret(prompt = ''): string | null {
    return this.readLine(prompt);
  }
  /** A terminal at which nobody types. */
  openRawTerminal(): RawTerminal {
    return {
      read: () => undefined,
      write: bytes => this.write(Buffer.from(bytes).toString('utf8')),
      close: () => undefined,
    };
  }
  promptForChoice(
    _caption: string,
    message: string,
    choices: readonly ChoiceDescription[],
    defaultChoice: number,
  ): number {
    const answer = this.readLine(`${message} `);
    const at = choices.findIndex(choice => choice.label.includes(`&${answer?.toUpperCase()}`));
    return at < 0 ? defaultChoice : at;
  }

  /** What was written since the last call, as lines. */
  takeLines(): string[] {
    const lines = this.#text.split('\n');
    this.#text = '';
    if (lines.at(-1) === '') lines.pop();
    return lines;
  }
}

export interface Console {
  readonly host: TestHost;
  readonly runspace: Runspace;
  /** Runs a text and returns all lines that appeared, errors too. */
  lines(text: string): string[];
  run(text: string): RunResult;
}

/** A fresh session with all cmdlets. */
export function openConsole(): Console {
  const host = new TestHost();
  const runspace = new Runspace({
    host,
    stop: new Int32Array(1),
    cmdlets: cmdletTable,
    notApplicable,
  });
  return {
    host,
    runspace,
    run: text => runspace.runText(text),
    lines(text) {
      runspace.runText(text);
      return host.takeLines();
    },
  };
}
