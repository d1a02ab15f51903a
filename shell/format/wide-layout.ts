/** Wide views: one text an object, several in a line (language.md 17.3). */
import {cellWidth} from './cells.ts';
import {fitWidths, TableDrawer} from './table-layout.ts';

/** Most columns of `cells` width that fit on the screen with one blank between them. */
export function bestColumnCount(cells: number, screenCells: number): number {
  if (cells <= 0 || cells >= screenCells) return 1;
  let count = 1;
  while (cells * (count + 1) + count < screenCells) count++;
  return count;
}

/** Lines of a group. `columns` 0 asks for as many columns as fit the longest text. */
export function wideLines(
  texts: readonly string[],
  columns: number,
  screenCells: number,
): string[] {
  const count =
    columns > 0 ? columns : bestColumnCount(Math.max(0, ...texts.map(cellWidth)), screenCells);
  const labels = Array.from({length: count}, () => ({label: ''}));
  const drawer = new TableDrawer(
    labels,
    fitWidths(
      labels.map(() => 0),
      screenCells,
    ),
    null,
  );
  const lines: string[] = [];
  for (let at = 0; at < texts.length; at += count) {
    const cells = texts.slice(at, at + count).map(text => ({text, align: 'left' as const}));
    lines.push(...drawer.row(cells, false));
  }
  return lines;
}
