/** Names of tests with data in them: `adds <a> and <b.Count>`. Source: pester.dev/docs/usage/data-driven-tests. */
import {expandString} from '../../shell/eval/expand-string.ts';
import type {Frame} from '../../shell/eval/frame.ts';

/**
 * `<name>` and `<name.Member>` stand for variables as `frame` sees them, `<_>` for the item itself; a backtick
 * before the bracket keeps it.
 */
export function expandName(name: string, frame: Frame): string {
  if (!name.includes('<')) return name;
  const template = name.replace(
    /`([<>])|<([^>]+)>|[`"$]/g,
    (whole, bracket: string | undefined, inside: string | undefined) =>
      bracket ?? (inside === undefined ? `\`${whole}` : `$($${inside})`),
  );
  const {session} = frame;
  const outer = session.frame;
  session.frame = frame;
  try {
    return expandString(template, frame);
  } finally {
    session.frame = outer;
  }
}
