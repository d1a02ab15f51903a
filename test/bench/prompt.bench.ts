/** The prompt in a true pseudo-terminal: when it is ready for keys, and how soon a key is painted. */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type IPty, spawn} from 'node-pty';
import {type BenchRow, ms, spread, timed, type Timing} from './bench-row.ts';

const home = mkdtempSync(path.join(tmpdir(), 'hvsh-bench-'));
const hvsh = path.join(path.dirname(HVSH_PRODUCT), 'hvsh');
const READY_MS = 250;
const PAINT_MS = 10;
/** Pause between keys: a fast typist. */
const KEY_PAUSE_MS = 60;
const STARTS = 12;
const TEXT = "Get-VM -Name 'web*' | Where-Object State -eq Running | Sort-Object Name  # and more";

function open(): IPty {
  const env = {...process.env, HVSH_HOME: home};
  return spawn(hvsh, ['-NoLogo', '-NoProfile'], {name: 'xterm', cols: 100, rows: 30, env});
}

/** Resolves when what the terminal shows from now on matches. */
function shown(pty: IPty, pattern: RegExp): Promise<void> {
  let text = '';
  return new Promise(resolve => {
    const listener = pty.onData(data => {
      text += data;
      if (!pattern.test(text)) return;
      listener.dispose();
      resolve();
    });
  });
}

const pause = (time: number): Promise<void> => new Promise(resolve => setTimeout(resolve, time));

async function measured(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Raw mode is on before the prompt is painted, so that a painted prompt takes keys. */
async function startTime(): Promise<number> {
  const pty = open();
  const time = await measured(() => shown(pty, /PS .*> /));
  pty.kill('SIGHUP');
  await pause(50);
  return time;
}

async function keyTimes(): Promise<number[]> {
  const pty = open();
  await shown(pty, /PS .*> /);
  await pause(1500);
  const times: number[] = [];
  for (const key of TEXT) {
    times.push(
      await measured(() => {
        const painted = shown(pty, /./);
        pty.write(key);
        return painted;
      }),
    );
    await pause(KEY_PAUSE_MS);
  }
  pty.kill('SIGHUP');
  return times;
}

const timing = (times: number[]): Timing => timed(times.length, () => times.pop() ?? 0);

export async function run(): Promise<BenchRow[]> {
  try {
    const starts: number[] = [];
    for (let turn = 0; turn < STARTS; turn++) starts.push(await startTime());
    const keys = await keyTimes();
    const p95 = keys.toSorted((a, b) => a - b)[Math.floor(keys.length * 0.95)] ?? 0;
    const ready = timing(starts);
    const paint = timing(keys);
    return [
      {
        what: 'prompt ready for keys',
        median: ms(ready.median),
        spread: spread(ready),
        budget: `<= ${READY_MS} ms`,
        within: ready.median <= READY_MS,
      },
      {
        what: `key to paint, p95 of ${TEXT.length} keys`,
        median: ms(p95),
        spread: spread(paint),
        budget: `<= ${PAINT_MS} ms`,
        within: p95 <= PAINT_MS,
      },
    ];
  } finally {
    rmSync(home, {recursive: true, force: true});
  }
}
