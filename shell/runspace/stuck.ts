/**
 * Is a runspace that was told to stop inside something that never ends, or is the machine busy? It is given time
 * by the clock, and more while it waits for a processor.
 */
import {readdirSync, readFileSync} from 'node:fs';

/** Time a runspace has to see Ctrl-C, in ms: by the clock when it waits, else of processor time. */
const STUCK_MS = 2000;
/** Between two looks at one that has had less, in ms; how many there are. */
const LOOK_MS = 200;
const LOOKS = 40;

/** Calls `stuck` unless `isOver` by then. One that runs `finally` blocks has seen Ctrl-C: it is over. */
export function judgeLater(isOver: () => boolean, stuck: () => void): void {
  const began = process.cpuUsage();
  let looks = 0;
  const judge = (): void => {
    if (isOver()) return;
    if (looks++ < LOOKS && isStarved(began)) setTimeout(judge, LOOK_MS).unref();
    else stuck();
  };
  setTimeout(judge, STUCK_MS).unref();
}

function isStarved(began: NodeJS.CpuUsage): boolean {
  const {user, system} = process.cpuUsage(began);
  return (user + system) / 1000 < STUCK_MS && runnableThreads() > 1;
}

/** Threads of this process that run or want to; this one is among them. Source: proc_pid_stat(5), field 3. */
function runnableThreads(): number {
  const folder = '/proc/self/task';
  return readdirSync(folder).filter(id => stateOf(`${folder}/${id}/stat`) === 'R').length;
}

function stateOf(file: string): string | undefined {
  try {
    return /\) (\w)/.exec(readFileSync(file, 'latin1'))?.[1];
  } catch {
    // The thread has just ended.
    return undefined;
  }
}
