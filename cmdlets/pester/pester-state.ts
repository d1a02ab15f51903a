/**
 * What Pester knows while it runs in a session: the phase, where in the tree it is, and what blocks left for
 * their end. Describe, It, Should and Mock are separate commands; this is where they meet.
 */
import type {ErrorRecord} from '../../shell/errors/error-record.ts';
import type {Session} from '../../shell/session/session.ts';
import {runtimeError} from '../../shell/values/index.ts';
import type {PesterConfiguration} from './configuration.ts';
import type {MockTable} from './mock-table.ts';
import type {RunScope} from './run-scope.ts';
import type {Block, Test} from './test-tree.ts';

export interface PesterState {
  readonly configuration: PesterConfiguration;
  phase: 'discovery' | 'run';
  /** A filter of a mock is being asked: an assertion that holds says so by $true. */
  inParameterFilter?: boolean;
  block: Block;
  test: Test | null;
  /** Where variables of the present block or test live. Discovery has none. */
  scope: RunScope | null;
  readonly mocks: MockTable;
  /** Failed assertions of the present test under Should.ErrorAction Continue. */
  readonly failures: ErrorRecord[];
}

const states = new WeakMap<Session, PesterState>();

export function pesterState(session: Session): PesterState | undefined {
  return states.get(session);
}

/** Runs `action` with `state` as the session's; runs within runs are allowed. */
export function withState<T>(session: Session, state: PesterState, action: () => T): T {
  const outer = states.get(session);
  states.set(session, state);
  try {
    return action();
  } finally {
    if (outer === undefined) states.delete(session);
    else states.set(session, outer);
  }
}

/** The state, for commands that mean nothing outside a run. */
export function requireState(session: Session, command: string): PesterState {
  const state = states.get(session);
  if (state === undefined)
    throw runtimeError('RuntimeException', `${command} can only be used inside of Invoke-Pester.`);
  return state;
}
