/**
 * Comment-based help: finding the comment that belongs to a function or script, and reading its keywords.
 *
 * The comment stands right before the function, at the start or the end of its body, or at the top of a
 * script. A keyword that help does not know makes the block an ordinary comment. Source: language
 * specification 16, about_Comment_Based_Help.
 */
import type {ScriptBlockAst} from '../../grammar/ast.ts';

const KEYWORDS = [
  'synopsis',
  'description',
  'parameter',
  'example',
  'inputs',
  'outputs',
  'notes',
  'link',
  'component',
  'role',
  'functionality',
  'externalhelp',
  'forwardhelptargetname',
  'forwardhelpcategory',
  'remotehelprunspace',
] as const;

type Keyword = (typeof KEYWORDS)[number];

export interface CommentHelp {
  /** Text of a keyword that stands once; '' when it is not there. */
  text(keyword: Keyword): string;
  /** Texts of a keyword that may stand more than once, in order. */
  all(keyword: Keyword): readonly string[];
  /** Descriptions by parameter name in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

/** Where a comment may stand: the whole text, the function's start (-1: a script), and its body. */
export interface CommentPlace {
  readonly text: string;
  readonly definedAt: number;
  readonly body: ScriptBlockAst;
}

/** The help comment of a function or script, or undefined. */
export function findCommentHelp(place: CommentPlace): CommentHelp | undefined {
  for (const comment of candidates(place)) {
    const help = parseHelp(comment);
    if (help !== undefined) return help;
  }
  return undefined;
}

function* candidates({text, definedAt, body}: CommentPlace): Iterable<string> {
  if (definedAt >= 0) yield commentEndingAt(text, definedAt);
  const braced = text[body.start] === '{';
  const from = braced ? body.start + 1 : body.start;
  const to = braced ? body.end - 1 : body.end;
  yield commentStartingAt(text, definedAt < 0 && !braced ? 0 : from);
  yield commentEndingAt(text, to);
}

/** The comment that ends before `end`, with at most one blank line between. */
function commentEndingAt(text: string, end: number): string {
  const before = text.slice(0, end);
  const gap = /\s*$/.exec(before)?.[0] ?? '';
  if ((gap.match(/\n/g)?.length ?? 0) > 2) return '';
  const trimmed = before.slice(0, before.length - gap.length);
  if (trimmed.endsWith('#>')) {
    const start = trimmed.lastIndexOf('<#');
    return start < 0 ? '' : trimmed.slice(start + 2, -2);
  }
  const lines: string[] = [];
  for (const line of trimmed.split('\n').toReversed()) {
    if (!/^\s*#/.test(line)) break;
    lines.unshift(line.replace(/^\s*#/, ''));
  }
  return lines.join('\n');
}

function commentStartingAt(text: string, start: number): string {
  const rest = text.slice(start).replace(/^(\s|#requires[^\n]*|#![^\n]*)+/i, '');
  if (rest.startsWith('<#')) {
    const end = rest.indexOf('#>');
    return end < 0 ? '' : rest.slice(2, end);
  }
  const lines: string[] = [];
  for (const line of rest.split('\n')) {
    if (!/^\s*#/.test(line)) break;
    lines.push(line.replace(/^\s*#/, ''));
  }
  return lines.join('\n');
}

/** Reads the keywords of a comment; undefined when it is no help. */
function parseHelp(comment: string): CommentHelp | undefined {
  const sections: {keyword: Keyword; argument: string; lines: string[]}[] = [];
  for (const line of comment.split(/\r?\n/)) {
    const found = /^\s*\.(\w+)(?:[ \t]+(\S.*?))?\s*$/.exec(line);
    if (found === null) {
      sections.at(-1)?.lines.push(line);
      continue;
    }
    const keyword = KEYWORDS.find(known => known === found[1]?.toLowerCase());
    if (keyword === undefined) return undefined;
    sections.push({keyword, argument: found[2] ?? '', lines: []});
  }
  if (sections.length === 0) return undefined;
  const all = (keyword: Keyword) =>
    sections
      .filter(section => section.keyword === keyword)
      .map(section =>
        [section.argument, dedent(section.lines)].filter(part => part !== '').join('\n'),
      );
  const parameters = sections
    .filter(section => section.keyword === 'parameter')
    .map(section => [section.argument.toLowerCase(), dedent(section.lines)] as const);
  return {text: keyword => all(keyword)[0] ?? '', all, parameters: new Map(parameters)};
}

/** Lines without their common indentation and without blank lines at the ends. */
function dedent(lines: readonly string[]): string {
  const filled = lines.filter(line => line.trim() !== '');
  const indent = Math.min(...filled.map(line => /^\s*/.exec(line)?.[0].length ?? 0));
  return lines
    .map(line => line.slice(Number.isFinite(indent) ? indent : 0).trimEnd())
    .join('\n')
    .replace(/^\n+|\n+$/g, '');
}

/** The comment right before a parameter, which stands in for a `.PARAMETER` section. */
export function parameterComment(text: string, start: number): string {
  const before = text.slice(0, start).trimEnd();
  if (before.endsWith('#>')) return before.slice(before.lastIndexOf('<#') + 2, -2).trim();
  const line = before.slice(before.lastIndexOf('\n') + 1).trim();
  return line.startsWith('#') ? line.slice(1).trim() : '';
}
