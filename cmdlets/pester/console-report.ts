/**
 * What a run shows on the console, to the letter of Pester 5.7: Normal shows failures and a line for each
 * file, Detailed shows the tree. Lines go through the information stream, as those of Write-Host.
 */
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import {HostInformationMessage} from '../../shell/session/stream-records.ts';
import {ciLines, type CiSettings} from './ci-format.ts';
import {errorLines, type StackVerbosity} from './error-text.ts';
import {humanTime} from './human-time.ts';
import {PESTER_VERSION} from './result-types.ts';
import type {Block, Container, Test, TestRun, Timing} from './test-tree.ts';

export interface Report {
  start(): void;
  discoveryStart(count: number): void;
  discoveryFailed(container: Container): void;
  discoveryEnd(found: Discovery): void;
  runStart(): void;
  containerStart(container: Container): void;
  containerEnd(container: Container): void;
  blockFailed(block: Block): void;
  testStart(test: Test): void;
  testEnd(test: Test): void;
  end(run: TestRun): void;
}

export interface Discovery {
  readonly tests: readonly Test[];
  readonly milliseconds: number;
  readonly filters: readonly (readonly [name: string, values: readonly string[]])[];
  readonly skipRun: boolean;
}

export interface ReportSettings {
  readonly verbosity: 'Normal' | 'Detailed';
  readonly stack: StackVerbosity;
  readonly render: 'Ansi' | 'ConsoleColor' | 'Plaintext';
  readonly ci: CiSettings | null;
  readonly markers: boolean;
  readonly write: (message: HostInformationMessage) => void;
}

const ANSI: Readonly<Record<string, number>> = {
  DarkGreen: 32,
  DarkCyan: 36,
  Gray: 37,
  DarkGray: 90,
  Green: 92,
  Cyan: 96,
  Red: 91,
  Magenta: 95,
  Yellow: 93,
  White: 97,
};

const none = (): void => undefined;

/** Output None. */
export const silentReport: Report = {
  start: none,
  discoveryStart: none,
  discoveryFailed: none,
  discoveryEnd: none,
  runStart: none,
  containerStart: none,
  containerEnd: none,
  blockFailed: none,
  testStart: none,
  testEnd: none,
  end: none,
};

export class ConsoleReport implements Report {
  readonly #settings: ReportSettings;
  readonly #shown = new Set<Block>();

  constructor(settings: ReportSettings) {
    this.#settings = settings;
  }

  get #detailed(): boolean {
    return this.#settings.verbosity === 'Detailed';
  }

  #line(text: string, colour: string, noNewLine = false): void {
    const {render, write} = this.#settings;
    if (render === 'Ansi') {
      const begin = `\u001b[${ANSI[colour] ?? 37}m`;
      write(new HostInformationMessage(`${text.replace(/^/gm, begin)}\u001b[0m`, noNewLine));
    } else {
      const shown = render === 'Plaintext' ? null : colour;
      write(new HostInformationMessage(text, noNewLine, shown));
    }
  }

  #timed(text: string, colour: string, time: string): void {
    this.#line(text, colour, true);
    this.#line(` ${time}`, 'DarkGray');
  }

  #errors(header: () => void, text: string, records: readonly ErrorRecord[], margin = ''): void {
    const {ci, stack} = this.#settings;
    const lines = errorLines(records, stack).map(line => margin + line);
    if (ci === null) {
      header();
      if (lines.length > 0) this.#line(lines.join('\n'), 'Red');
    } else for (const line of ciLines(ci, text, lines)) this.#line(line, 'White');
  }

  start(): void {
    if (this.#detailed) this.#line(`Pester v${PESTER_VERSION}`, 'Magenta');
  }

  discoveryStart(count: number): void {
    this.#line(`\nStarting discovery in ${count} files.`, 'Magenta');
  }

  discoveryFailed(container: Container): void {
    const header = `[-] Discovery in ${container.info.name} failed with:`;
    this.#errors(() => this.#line(header, 'Red'), header, container.errors);
  }

  discoveryEnd({tests, milliseconds, filters, skipRun}: Discovery): void {
    this.#line(`Discovery found ${tests.length} tests in ${humanTime(milliseconds)}.`, 'Magenta');
    if (this.#detailed && filters.length > 0) {
      for (const [name, values] of filters)
        this.#line(`Filter '${name}' set to ('${values.join("', '")}').`, 'Magenta');
      const selected = tests.filter(test => test.shouldRun).length;
      this.#line(`Filters selected ${selected} tests to run.`, 'Magenta');
    }
    if (skipRun) this.#line('\nTest run was skipped.', 'Magenta');
  }

  runStart(): void {
    this.#line('Running tests.', 'Magenta');
  }

  containerStart({info}: Container): void {
    if (this.#detailed && info.type === 'File')
      this.#line(`\nRunning tests from '${info.name}'`, 'Magenta');
  }

  containerEnd(container: Container): void {
    const {name} = container.info;
    const errors = [...container.errors, ...container.root.errors];
    if (errors.length > 0 && !container.broken) {
      const header = `[-] ${name} failed with:`;
      this.#errors(() => this.#line(header, 'Red'), header, errors);
    }
    if (!this.#detailed && container.result !== 'Failed' && container.shouldRun)
      this.#timed(`[+] ${name}`, 'DarkGreen', times(container.timing));
  }

  blockFailed(block: Block): void {
    if (block.isRoot) return; // shown as an error of its container
    let margin = ' ';
    if (this.#detailed) {
      this.#showBlock(block);
      margin = ' '.repeat(block.path.length + 1);
    }
    const header = `[-] ${block.command} ${block.path.join('.')} failed`;
    this.#errors(() => this.#line(header, 'Red'), header, block.errors, margin);
  }

  #showBlock(block: Block): void {
    if (block.isRoot || this.#shown.has(block)) return;
    if (block.parent !== null) this.#showBlock(block.parent);
    this.#shown.add(block);
    const level = block.path.length - 1;
    if (level === 0 && block.parent?.blocks.find(each => each.shouldRun) !== block)
      this.#line('', 'White');
    const [word, colour] =
      block.command === 'Describe' ? ['Describing', 'Green'] : ['Context', 'Cyan'];
    this.#line(
      `${' '.repeat(level)}${word} ${block.expandedName}${this.#marker(block)}`,
      colour as string,
    );
  }

  #marker(item: Block | Test): string {
    return this.#settings.markers ? `, ${item.file}:${item.line}` : '';
  }

  testStart(test: Test): void {
    if (this.#detailed) this.#showBlock(test.parent);
  }

  testEnd(test: Test): void {
    const margin = this.#detailed ? ' '.repeat(test.path.length) : '';
    const name = this.#detailed ? test.expandedName + ownWords(test) : test.expandedPath;
    const text = name + this.#marker(test);
    const time = times(test.timing);
    if (test.result === 'Failed') {
      const header = `${margin}[-] ${text}`;
      this.#errors(
        () => this.#timed(header, 'Red', time),
        `${header} ${time}`,
        test.errors,
        `${margin} `,
      );
    } else if (this.#detailed)
      this.#timed(`${margin}${MARK[test.result]} ${text}`, COLOUR[test.result], time);
  }

  end(run: TestRun): void {
    this.#line(`Tests completed in ${humanTime(run.durationMs)}`, 'White');
    const failed = run.ofResult('Failed').length;
    const passed = run.ofResult('Passed').length;
    this.#line(`Tests Passed: ${passed}, `, failed > 0 ? 'White' : 'DarkGreen', true);
    this.#line(`Failed: ${failed}, `, failed > 0 ? 'Red' : 'DarkGray', true);
    this.#count(run, 'Skipped', 'Yellow');
    this.#count(run, 'Inconclusive', 'Gray');
    const left = run.ofResult('NotRun').length;
    this.#line(`NotRun: ${left}`, left > 0 ? 'Gray' : 'DarkGray');
    this.#failures(
      'BeforeAll \\ AfterAll failed',
      run.failedBlocks.map(block => block.path.join('.')),
    );
    this.#failures(
      'Container failed',
      run.failedContainers.map(({info}) => info.name),
    );
  }

  #count(run: TestRun, result: 'Skipped' | 'Inconclusive', colour: string): void {
    const count = run.ofResult(result).length;
    this.#line(`${result}: ${count}, `, count > 0 ? colour : 'DarkGray', true);
  }

  #failures(title: string, names: readonly string[]): void {
    if (names.length === 0) return;
    this.#line(`${title}: ${names.length}`, 'Red');
    this.#line(names.map(name => `  - ${name}`).join('\n'), 'Red');
  }
}

const MARK = {
  Passed: '[+]',
  Skipped: '[!]',
  Inconclusive: '[?]',
  NotRun: '[?]',
  Failed: '[-]',
} as const;
const COLOUR = {
  Passed: 'DarkGreen',
  Skipped: 'Yellow',
  Inconclusive: 'Gray',
  NotRun: 'Yellow',
  Failed: 'Red',
} as const;

/** ` is skipped, because ...` of a test that ended itself. */
function ownWords(test: Test): string {
  const [error] = test.errors;
  return test.result === 'Failed' || error === undefined ? '' : ` ${error.message}`;
}

function times(timing: Timing): string {
  return `${humanTime(timing.total)} (${humanTime(timing.user)}|${humanTime(timing.framework)})`;
}
