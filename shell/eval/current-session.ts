/** The session of this thread. Leaf: types only. */
import type {Session} from '../session/session.ts';

let current: Session | null = null;

export function setCurrentSession(session: Session): void {
  current = session;
}

export function currentSession(): Session {
  if (current === null) throw new Error('no session runs in this thread');
  return current;
}
