/** Member names in lower case, remembered: a script uses few names many times. */
const known = new Map<string, string>();
const LIMIT = 20_000;

export function foldName(name: string): string {
  let lower = known.get(name);
  if (lower === undefined) {
    lower = name.toLowerCase();
    if (known.size < LIMIT) known.set(name, lower);
  }
  return lower;
}
