/** Text as if it stood in double quotes: `$ExecutionContext.InvokeCommand.ExpandString()`. */
import {parseScript} from '../../grammar/parse.ts';
import {toText} from '../conversion/to-text.ts';
import {compileExpression} from './compile.ts';
import type {Frame} from './frame.ts';
import {parseException} from '../errors/parse-exception.ts';
import {plainExpression} from './plain-expression.ts';
import {SourceText} from './source-text.ts';
import {Unit} from './unit.ts';

export function expandString(text: string, frame: Frame): string {
  // In a here-string quotes need no doubling; a line that would end it gets its quote doubled by a backtick.
  const source = new SourceText(`@"\n${text.replaceAll(/^"@/gm, '`"@')}\n"@`);
  const {ast, errors} = parseScript(source.text);
  const [statement] = ast?.endBlock?.statements ?? [];
  const expression = statement === undefined ? null : plainExpression(statement);
  if (errors.length > 0 || expression === null) throw parseException(source, errors);
  const compiled = compileExpression(expression, new Unit(frame.scope.layout, source));
  frame.scope.grow();
  return toText(compiled(frame));
}
