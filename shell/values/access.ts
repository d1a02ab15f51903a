/** Who may use a member: `private` its own class, `protected` classes that derive from it too. */
import {hooks} from './hooks.ts';
import type {Property} from './member-table.ts';
import type {NetType} from './net-type.ts';

export type Access = 'protected' | 'private';

interface Guarded {
  readonly access?: Access | undefined;
  readonly owner: NetType;
}

/** May the code that runs now use the member? Without `access` everybody may. */
export function canUse({access, owner}: Guarded): boolean {
  if (access === undefined) return true;
  const running = hooks.runningClass();
  if (running === undefined) return false;
  return access === 'private' ? running === owner : running.is(owner);
}

/** May it set the property? */
export function canSet({setAccess, owner}: Property): boolean {
  return canUse({access: setAccess, owner});
}
