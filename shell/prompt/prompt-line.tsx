/** The rows of the input line as Ink composes them. Nothing else of the prompt knows Ink. */
import {EventEmitter} from 'node:events';
import {Box, type Instance, render, Text} from 'ink';
import type {ReactElement} from 'react';
import type {Cell, Row} from './layout.ts';

function cellOf(cell: Cell, index: number): ReactElement {
  const styled = cell.style ? `${cell.style}${cell.text}\x1b[0m` : cell.text;
  return (
    <Text
      key={index}
      {...(cell.colour ? {color: cell.colour} : {})}
      {...(cell.inverse ? {inverse: true} : {})}
      {...(cell.dim ? {dimColor: true} : {})}
    >
      {styled}
    </Text>
  );
}

function PromptLine({rows}: {readonly rows: readonly Row[]}): ReactElement {
  return (
    <Box flexDirection="column">
      {rows.map((row, index) => (
        <Text key={index} wrap="truncate-end">
          {row.length === 0 ? ' ' : row.map(cellOf)}
        </Text>
      ))}
    </Box>
  );
}

/** Takes what Ink would write: the frame as one text. */
class Page extends EventEmitter {
  columns = 80;
  readonly rows = Number.MAX_SAFE_INTEGER;
  readonly isTTY = true;
  text = '';
  write(text: string): boolean {
    this.text = text;
    return true;
  }
}

/**
 * Rows to terminal lines. Ink composes onto a page of ours and the painter (screen-painter.ts) brings it to
 * the terminal: Ink's own painting hides the cursor, leaves an empty line under the text and loses its place
 * when a terminal that grows narrower wraps what is shown.
 */
export class InkComposer {
  private readonly page = new Page();
  private readonly ink: Instance;

  constructor() {
    this.ink = render(<PromptLine rows={[]} />, {
      stdout: this.page as unknown as NodeJS.WriteStream,
      exitOnCtrlC: false,
      patchConsole: false,
      debug: true, // every frame is written whole, at once
    });
  }

  compose(rows: readonly Row[], columns: number): string[] {
    if (this.page.columns !== columns) {
      this.page.columns = columns;
      this.page.emit('resize');
    }
    this.ink.rerender(<PromptLine rows={rows} />);
    return this.page.text.split('\n');
  }
}
