/** Text to a script block, or the ParseException that tells why not. */
import {parseScript} from '../../grammar/parse.ts';
import type {ParseResult} from '../../grammar/parse.ts';
import {parseException} from '../errors/parse-exception.ts';
import {requirementsOf} from '../modules/script-requirements.ts';
import type {Session, SessionState} from '../session/session.ts';
import type {TypeScope} from '../values/find-type.ts';
import {classTypeErrors, MAY_HOLD_CLASS, usesModule} from './class-types.ts';
import {typeScope} from './compile-type.ts';
import {ScriptBlock} from './script-block.ts';
import {SourceText} from './source-text.ts';

/**
 * Parses a script. `file` is the absolute path it came from, '' for none; `state` the module it belongs
 * to. Throws a ParseException for a text with syntax errors: nothing of it runs.
 */
export function parseBlock(
  text: string,
  session: Session,
  state: SessionState | null,
  file = '',
): ScriptBlock {
  const source = new SourceText(text, file);
  const {ast, errors} = parseWithTypes(text, typeScope(session.frame));
  if (ast === null || errors.length > 0) throw parseException(source, errors);
  return new ScriptBlock(ast, source, session, state);
}

/**
 * The tree and all errors that are known before the text runs. Classes that `using module` brings are not
 * known yet: such a script is checked when they are (script-types.ts).
 */
export function parseWithTypes(text: string, scope: TypeScope): ParseResult {
  const result = parseScript(text);
  const {ast, errors} = result;
  if (ast === null) return result;
  const all = [...errors, ...(requirementsOf(ast)?.errors ?? [])];
  if (all.length === 0 && MAY_HOLD_CLASS.test(text) && !usesModule(ast))
    all.push(...classTypeErrors(ast, scope));
  return {ast, errors: all};
}
