/** The debugger's `list`: lines of the script around where it stands, breakpoints' line marked with a star. */
import type {Node} from '../../grammar/ast.ts';
import type {Frame} from '../eval/frame.ts';
import type {Session} from '../session/session.ts';

const LINES = 16;
const BEFORE = 5;

/**
 * `words`: "list", "list 10", "list 10 5". Answers the line after the last shown, where the next list begins.
 */
export function listSource(
  session: Session,
  frame: Frame,
  at: Node,
  words: string,
  next: number,
): number {
  const {host} = session;
  const {text, file} = frame.source;
  if (file === '') {
    host.writeLine('There is no source code available.');
    return next;
  }
  const here = frame.source.position(at.start).line;
  const lines = text.split(/\r?\n/);
  const [, from = '', count = ''] = words.split(/\s+/);
  const first = from === '' ? Math.max(1, next === here ? here - BEFORE : next) : Number(from);
  if (first < 1 || first > lines.length) {
    host.writeLine(`The line argument must be between 1 and ${lines.length}.`);
    return next;
  }
  const end = Math.min(lines.length, first + (count === '' ? LINES : Number(count)) - 1);
  host.writeLine('');
  for (let line = first; line <= end; line++)
    host.writeLine(
      `${String(line).padStart(5)}:${line === here ? '*' : ' '} ${lines[line - 1] ?? ''}`,
    );
  host.writeLine('');
  return end + 1;
}
