/** Names that are nearly the one asked for, or that an abbreviation stands for: Get-Command. */
import type {Command} from '../../shell/eval/runtime.ts';

/** Those at most `most` edits away from `name`, nearest first. */
export function nearest(commands: Iterable<Command>, name: string, most: number): Command[] {
  const scored = [...commands].map(command => ({command, score: distance(name, command.name)}));
  return scored
    .filter(({score}) => score <= most)
    .sort((a, b) => a.score - b.score)
    .map(({command}) => command);
}

/** Letters to insert, remove, change or swap with their neighbour (Damerau, optimal string alignment). */
export function distance(from: string, to: string): number {
  const a = from.toLowerCase();
  const b = to.toLowerCase();
  let before: number[] = [];
  let row = Array.from({length: b.length + 1}, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  return row[b.length] as number;
}

/** `i-psdf` stands for Import-PowerShellDataFile: the capital letters, and the dash where it is. */
export function isAbbreviation(given: string, name: string): boolean {
  const capitals = name.replace(/[^A-Z-]/g, '');
  return name.includes('-') && capitals.toLowerCase() === given.toLowerCase();
}
