/** What must hold of a script's tree: its text as printed gives it again. */
import type {ScriptBlockAst} from '../../grammar/ast.ts';
import {parseScript} from '../../grammar/parse.ts';
import {printScript} from '../../grammar/print/index.ts';

const withoutPlaces = (ast: ScriptBlockAst): string =>
  JSON.stringify(ast, (key, value: unknown) =>
    ['start', 'end', 'errorPosition', 'nameOffset'].includes(key) ? undefined : value,
  );

/** What is wrong with the printed text of a tree; undefined when nothing is. */
export function printingProblem(ast: ScriptBlockAst): string | undefined {
  const printed = printScript(ast);
  const again = parseScript(printed);
  if (again.errors.length > 0 || !again.ast) return `printed text has errors: ${printed}`;
  return withoutPlaces(again.ast) === withoutPlaces(ast) ? undefined : `another tree: ${printed}`;
}
