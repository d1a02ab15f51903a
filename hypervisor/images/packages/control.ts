/** Paragraphs of `Name: value` lines, as in package indices, Release files and packages. Source: deb822(5). */

/** By lower-case name. Values of several lines keep their line ends; the first line may be empty. */
export type Fields = ReadonlyMap<string, string>;

export function parseControl(text: string): Fields[] {
  return text
    .split(/\n[ \t]*\n/)
    .map(parseParagraph)
    .filter(fields => fields.size > 0);
}

export function parseParagraph(text: string): Fields {
  const fields = new Map<string, string>();
  let name = '';
  for (const line of text.split('\n')) {
    if (/^[ \t]/.test(line)) fields.set(name, `${fields.get(name) ?? ''}\n${line.trim()}`);
    else {
      const colon = line.indexOf(':');
      if (colon <= 0) continue;
      name = line.slice(0, colon).toLowerCase();
      fields.set(name, line.slice(colon + 1).trim());
    }
  }
  return fields;
}
