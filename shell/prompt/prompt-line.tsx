/** Draws the rows of the input line with Ink. Nothing else of the prompt knows Ink. */
import {Box, Text} from 'ink';
import type {ReactElement} from 'react';
import type {Cell, Row} from './layout.ts';

function cellOf(cell: Cell, index: number): ReactElement {
  return (
    <Text
      key={index}
      {...(cell.colour ? {color: cell.colour} : {})}
      {...(cell.inverse ? {inverse: true} : {})}
      {...(cell.dim ? {dimColor: true} : {})}
    >
      {cell.text}
    </Text>
  );
}

export function PromptLine({rows}: {readonly rows: readonly Row[]}): ReactElement {
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
