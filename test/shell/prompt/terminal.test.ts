/** The prompt on a true pseudo-terminal, with a terminal in memory as the screen that is looked at. */
import {mkdtempSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import type * as Headless from '@xterm/headless';
import {type IPty, spawn} from 'node-pty';

const {Terminal} = createRequire(import.meta.url)('@xterm/headless') as typeof Headless;
const hvsh = path.join(path.dirname(HVSH_PRODUCT), 'hvsh');
const home = mkdtempSync(path.join(tmpdir(), 'hvsh-prompt-'));
const WAIT_MS = 30_000;

/** A session on a screen. */
class Screen {
  readonly pty: IPty;
  exitCode: number | undefined;
  private readonly terminal: Headless.Terminal;

  constructor(cols: number, rows: number, term = 'xterm') {
    this.terminal = new Terminal({cols, rows, allowProposedApi: true});
    const {CI: _, ...env} = process.env;
    this.pty = spawn(hvsh, ['-NoLogo', '-NoProfile'], {
      name: term,
      cols,
      rows,
      cwd: home,
      env: {...env, HVSH_HOME: home},
    });
    this.pty.onData(data => this.terminal.write(data));
    this.pty.onExit(({exitCode}) => {
      this.exitCode = exitCode;
    });
  }

  /** All lines, `PS folder` shortened to `PS`, with `|` where the cursor is. */
  lines(): string[] {
    const {active} = this.terminal.buffer;
    const cursor = active.baseY + active.cursorY;
    const lines = Array.from({length: cursor + this.terminal.rows}, (_, at) => {
      const line = active.getLine(at);
      if (at !== cursor) return line?.translateToString(true) ?? '';
      const text = line?.translateToString(false) ?? '';
      return `${text.slice(0, active.cursorX)}|${text.slice(active.cursorX).trimEnd()}`;
    });
    const last = lines.findLastIndex(line => line !== '');
    return lines.slice(0, last + 1).map(line => line.replace(`PS ${home}`, 'PS').trimEnd());
  }

  async until(done: () => boolean): Promise<boolean> {
    const deadline = Date.now() + WAIT_MS;
    while (!done() && Date.now() < deadline) await new Promise(resolve => setTimeout(resolve, 20));
    return done();
  }

  /** Types, and waits for the lines to end like this. */
  async shows(keys: string, ...end: string[]): Promise<string[]> {
    this.pty.write(keys);
    const reached = (): boolean => {
      const lines = this.lines().slice(-end.length);
      return lines.join('\n') === end.join('\n');
    };
    await this.until(reached);
    return this.lines().slice(-end.length);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.pty.resize(columns, rows);
  }

  end(): void {
    if (this.exitCode === undefined) this.pty.kill('SIGHUP');
    this.terminal.dispose();
  }
}

test.after.always(() => rmSync(home, {recursive: true, force: true}));

type Step = readonly [keys: string, ...end: string[]];

const PROMPT: Step = ['', 'PS> |'];
const sessions: Record<string, readonly Step[]> = {
  'runs, edits, interrupts': [
    PROMPT,
    ['1 + 1\r', 'PS> 1 + 1', '2', 'PS> |'],
    ["'ac'\x1b[D\x1b[Db", "PS> 'ab|c'"],
    ['\x03', "PS> 'abc'^C", 'PS> |'],
    ['\x0c', 'PS> |'],
  ],
  'an unfinished block goes on, and comes back from the history': [
    PROMPT,
    ['\x1b[200~if (1) {\n 2\x1b[201~\r', 'PS> if (1) {', '>>  2', '>> |'],
    ['}\r', '>> }', '2', 'PS> |'],
    ['\x1b[A', 'PS> if (1) {', '>>  2', '>> }|'],
  ],
  'output without a line end is kept': [
    PROMPT,
    ["[Console]::Write('abc')\r", 'abc', 'PS> |'],
    ["sh -c 'printf def'\r", 'def', 'PS> |'],
  ],
  'Ctrl-C stops a loop, a sleep, a program': [
    PROMPT,
    ['while (1) { if (-not $x) { $x = 1; "on" } }\r', 'on', '|'],
    ['\x03', '^C', 'PS> |'],
    ["'on'; Start-Sleep 60\r", 'on', '|'],
    ['\x03', '^C', 'PS> |'],
    ["sh -c 'echo on; sleep 60'\r", 'on', '|'],
    ['\x03', '^C', 'PS> |'],
  ],
  'a runspace that does not stop is given up, the prompt is not': [
    PROMPT,
    ["'on'; 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!' -match '^(a+)+$'\r", 'on', '|'],
    ['\x03', 'tions are gone, machines are not.', 'PS> |'],
    ["'on again'\r", 'on again', 'PS> |'],
  ],
  'events come while the prompt waits': [
    PROMPT,
    [
      '$t = [Timers.Timer]50; $j = Register-ObjectEvent $t Elapsed -Max 1 -Action { $global:n++ }; $t.Start()\r',
      'PS> |',
    ],
    [
      '$j = Register-EngineEvent PowerShell.OnIdle -Max 1 -Action { Write-Host idle -NoNewline }\r',
      'PS> idle|',
    ],
    ['\x0c"n $n"\r', 'PS> "n $n"', 'n 1', 'PS> |'],
  ],
  'what is typed while a command runs waits for the prompt': [
    PROMPT,
    ["'on'; Start-Sleep 1\r", 'on', '|'],
    ["'a'\r'b'\r'c", "PS> 'a'", 'a', "PS> 'b'", 'b', "PS> 'c|"],
  ],
  'the process of a job leaves the keys to the prompt when it ends': [
    PROMPT,
    ['Start-Job { 1 } | Receive-Job -Wait\r', '1', 'PS> |'],
    ["$null = Start-Job { 2 } | Wait-Job; 'done'\r", 'done', 'PS> |'],
    ["'ac'", "PS> 'ac'|"],
    ['\x1b[D\x1b[Db', "PS> 'ab|c'"],
  ],
  'a step past the end of what was typed ends in the prompt': [
    PROMPT,
    ['Wait-Debugger; 7\r', '[DBG]: PS>> |'],
    ['s\r', '+                ~', '[DBG]: PS>> |'],
    ['s\r', '[DBG]: PS>> s', '7', 'PS> |'],
    ['8\r', 'PS> 8', '8', 'PS> |'],
  ],
  'progress is gone before output and before the prompt': [
    PROMPT,
    ["'on'; Write-Progress copy; Start-Sleep 60\r", 'on', '', ' copy [Processing]|'],
    ['\x03', 'on', 'PS> |'],
    [
      "0..1 | % { Write-Progress copy; $_ }; Write-Progress copy; sh -c 'echo 2'\r",
      '0',
      '1',
      '2',
      'PS> |',
    ],
    ["Write-Host a -NoNewline; Write-Progress copy; [Console]::Write('b')\r", 'ab', 'PS> |'],
  ],
  'Read-Host takes a line': [PROMPT, ['Read-Host name\r', 'name: |'], ['bob\r', 'bob', 'PS> |']],
};

for (const [name, steps] of Object.entries(sessions)) {
  test.serial(`terminal: ${name}`, async t => {
    const screen = new Screen(60, 20);
    try {
      for (const [keys, ...end] of steps) t.deepEqual(await screen.shows(keys, ...end), end);
    } finally {
      screen.end();
    }
  });
}

test.serial('terminal: a line keeps its shape when the terminal changes its own', async t => {
  const screen = new Screen(50, 10);
  const text = "'abcdefghijklmnopqrstuvwxyz0123456789'";
  try {
    await screen.shows('', 'PS> |');
    screen.pty.write("function prompt { 'PS> ' }\r\x0c");
    screen.resize(30, 10);
    await screen.shows('\x0c', 'PS> |');
    await screen.shows(text, `PS> ${text.slice(0, 26)}`, `${text.slice(26)}|`);
    screen.resize(20, 10);
    const narrow = [`PS> ${text.slice(0, 16)}`, text.slice(16, 36), `${text.slice(36)}|`];
    await screen.shows('', ...narrow);
    t.deepEqual(screen.lines(), narrow);
    screen.resize(60, 10);
    await screen.shows('', `PS> ${text}|`);
    t.deepEqual(screen.lines(), [`PS> ${text}|`]);
  } finally {
    screen.end();
  }
});

test.serial('terminal: one that knows no sequences gets none', async t => {
  const screen = new Screen(60, 10, 'dumb');
  let sent = '';
  screen.pty.onData(data => {
    sent += data;
  });
  try {
    await screen.shows('', 'PS> |');
    t.deepEqual(await screen.shows('1 + 1\r', 'PS> 1 + 1', '2', 'PS> |'), [
      'PS> 1 + 1',
      '2',
      'PS> |',
    ]);
    t.false(sent.includes('\x1b'));
  } finally {
    screen.end();
  }
});

test.serial('terminal: exit ends with its code, in the middle of a paste', async t => {
  const screen = new Screen(40, 5);
  await screen.shows('', 'PS> |');
  screen.pty.write("\x1b[200~'a'\nexit 4\n'b'\x1b[201~\r");
  await screen.until(() => screen.exitCode !== undefined);
  t.is(screen.exitCode, 4);
  screen.end();
});
