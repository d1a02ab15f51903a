/** Durations as the console shows them: `12ms`, `1.25s`. */
export function humanTime(milliseconds: number): string {
  return milliseconds < 1000
    ? `${Math.round(milliseconds)}ms`
    : `${Math.round(milliseconds / 10) / 100}s`;
}
