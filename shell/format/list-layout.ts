/** Lists as lines of text: `Label : value`, long values under their beginning (language.md 17.3). */
import {cellWidth, headCells, splitLines, wrapWords} from './cells.ts';

const SEPARATOR = ' : ';

export interface ListField {
  readonly label: string;
  readonly text: string;
}

/** Lines of one object, without the empty line that follows it. */
export function listLines(
  fields: readonly ListField[],
  screenCells: number,
  style: {label: string; reset: string} | null = null,
): string[] {
  const room = Math.max(1, screenCells - SEPARATOR.length - 1);
  const labelCells = Math.min(room, Math.max(0, ...fields.map(field => cellWidth(field.label))));
  const indent = ' '.repeat(labelCells + SEPARATOR.length);
  const valueCells = Math.max(1, screenCells - indent.length);
  return fields.flatMap(({label, text}) => {
    const cut = headCells(label, labelCells);
    const head = cut + ' '.repeat(labelCells - cellWidth(cut)) + SEPARATOR;
    const first = style ? style.label + head + style.reset : head;
    return splitLines(text)
      .flatMap(line => wrapWords(line, valueCells))
      .map((line, index) => (index === 0 ? first : indent) + line);
  });
}
