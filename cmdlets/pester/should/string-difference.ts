/** Where two strings differ: lengths, index, and both lines with a mark under the place. */
import {pesterState} from '../pester-state.ts';
import type {Assertion} from './operator.ts';

interface Comparison {
  readonly assertion: Assertion;
  readonly exact: boolean;
}

export function stringDifference(actual: string, wanted: string, {assertion, exact}: Comparison) {
  const index = differenceAt(actual, wanted, exact);
  const lengths =
    wanted.length === actual.length
      ? [`String lengths are both ${wanted.length}.`]
      : [`Expected length: ${wanted.length}`, `Actual length:   ${actual.length}`];
  const shown = [visibleSigns(wanted), visibleSigns(actual)] as const;
  const at = differenceAt(shown[1], shown[0], exact);
  const [left, right] = shown.map(text => excerpt(text, at, assertion)) as [Excerpt, Excerpt];
  return [
    `Expected strings to be the same,${assertion.because} but they were different.`,
    ...lengths,
    `Strings differ at index ${index}.`,
    `Expected: '${left.text}'`,
    `But was:  '${right.text}'`,
    `${' '.repeat(PREFIX - 1)}${'-'.repeat(right.at)}^`,
  ].join('\n');
}

/** Length of `Expected: ''`. */
const PREFIX = 12;
const MARK = '...';

/** The index of the first sign that differs. */
export function differenceAt(a: string, b: string, exact: boolean): number {
  const fold = (text: string) => (exact ? text : text.toLowerCase());
  const longest = Math.max(a.length, b.length);
  for (let at = 0; at < longest; at++) if (fold(a[at] ?? '') !== fold(b[at] ?? '')) return at;
  return 0;
}

/** Line breaks, tabs and their like by their escapes. */
export function visibleSigns(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\0': '\\0',
    '\b': '\\b',
  };
  return text.replace(/[\n\r\t\0\b]/g, sign => signs[sign] ?? sign);
}

interface Excerpt {
  readonly text: string;
  readonly at: number;
}

/** The part of a long line around the difference that fits the console. */
function excerpt(text: string, at: number, {run}: Assertion): Excerpt {
  const {width} = run.session.host;
  const context = Math.round(width / 7);
  const depth = pesterState(run.session)?.test?.path.length ?? 1;
  const room = width - PREFIX - depth - MARK.length;
  if (room < 2 * (context + MARK.length) + 1 || text.length <= room) return {text, at};
  const shift = Math.max(0, at - (room - 1 - context - MARK.length));
  const rest = text.slice(shift);
  const cut = rest.length <= room ? rest : rest.slice(0, room - MARK.length) + MARK;
  return {text: shift === 0 ? cut : MARK + cut.slice(MARK.length), at: at - shift};
}
