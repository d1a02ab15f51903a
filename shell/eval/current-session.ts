/** The session of this thread. */
import {watchStop} from '../session/stop-point.ts';
import type {Session} from '../session/session.ts';
import {useTypeTable} from '../values/type-data.ts';

let current: Session | null = null;

export function setCurrentSession(session: Session): void {
  current = session;
  watchStop(session.stop);
  useTypeTable(session.typeTable);
}

export function currentSession(): Session {
  if (current === null) throw new Error('no session runs in this thread');
  return current;
}
