/**
 * The clipboard: that of the desktop through its programs (wl-clipboard, xclip), or, where there is none, one of
 * the session's own, as the original does.
 */
import {spawnSync} from 'node:child_process';
import type {Session} from '../../shell/session/session.ts';

const own = new WeakMap<Session, string>();

const WAYLAND = {read: ['wl-paste', '--no-newline'], write: ['wl-copy']} as const;
const X11 = {
  read: ['xclip', '-selection', 'clipboard', '-out'],
  write: ['xclip', '-selection', 'clipboard', '-in'],
} as const;

/** What the desktop's program says; undefined without a desktop or such a program. */
function desktop(way: 'read' | 'write', input?: string): string | undefined {
  const {WAYLAND_DISPLAY, DISPLAY} = process.env;
  const programs = WAYLAND_DISPLAY ? WAYLAND : DISPLAY ? X11 : undefined;
  if (programs === undefined) return undefined;
  const [program, ...args] = programs[way];
  // What writes stays behind to serve the text, so its output is not waited for.
  const output = way === 'write' ? 'ignore' : 'pipe';
  const stdio: ['pipe', 'ignore' | 'pipe', 'ignore'] = ['pipe', output, 'ignore'];
  const done = spawnSync(program, args, {encoding: 'utf8', input: input ?? '', stdio});
  return done.error ? undefined : (done.stdout ?? '');
}

export function readClipboard(session: Session): string {
  return desktop('read') ?? own.get(session) ?? '';
}

export function writeClipboard(session: Session, text: string): void {
  if (desktop('write', text) === undefined) own.set(session, text);
}
