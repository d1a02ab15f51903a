/** Words that the grammar looks up: statement keywords, flags, escapes. Source: specification 1.2, 1.5, 2. */
import type {FlowStatementAst, StreamName} from '../ast.ts';

/** Words that begin a statement, each by itself. The others of specification 1.5 count only inside one. */
export const statementKeywords: ReadonlyMap<string, string> = new Map(
  (
    'if foreach return function try throw switch for while do break continue exit trap filter class enum ' +
    'using data param begin process end clean dynamicparam define from var'
  )
    .split(' ')
    .map(word => [word, word]),
);

/** `return`, `exit` and `throw` differ in kind only. */
export const flowKinds: ReadonlyMap<string, FlowStatementAst['kind']> = new Map([
  ['return', 'ReturnStatementAst'],
  ['exit', 'ExitStatementAst'],
  ['throw', 'ThrowStatementAst'],
]);

export const usingKinds: ReadonlySet<string> = new Set([
  'namespace',
  'module',
  'assembly',
  'type',
  'command',
]);

/** Kinds of `using` that give a name to something. */
export const aliasKinds: ReadonlySet<string> = new Set(['type', 'command']);

const SWITCH_FLAGS = ['regex', 'wildcard', 'exact', 'casesensitive', 'file', 'parallel'];

/** The flag of a switch that `word` is, or shortens. */
export function switchFlag(word: string): string | undefined {
  return SWITCH_FLAGS.find(flag => flag.startsWith(word.toLowerCase()));
}

/** Backtick and letter (specification 1.2). */
export const escapes: Readonly<Record<string, string>> = {
  '0': '\0',
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const STREAMS: Readonly<Record<string, StreamName>> = {
  '': 'success',
  '1': 'success',
  '2': 'error',
  '3': 'warning',
  '4': 'verbose',
  '5': 'debug',
  '6': 'information',
  '*': 'all',
};

/** The stream that a redirection's digit names. */
export const streamName = (digit: string): StreamName => STREAMS[digit] ?? 'success';
