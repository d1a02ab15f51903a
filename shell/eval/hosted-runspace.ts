/** A session that hosted shells share: `[runspacefactory]::CreateRunspace()`, or the one they are called from. */
import type {Session} from '../session/session.ts';
import {Variable} from '../session/variable.ts';
import {type Hashtable, hashtable} from '../values/hashtable.ts';
import {installHooks} from './value-hooks.ts';

/** What a fresh session begins with: initial-session-state.ts. */
export interface SessionSetup {
  apply(session: Session): void;
}

export class HostedRunspace {
  readonly #parent: Session;
  readonly setup: SessionSetup | null;
  /** It is the session that runs now: `RunspaceMode.CurrentRunspace`. */
  readonly isCurrent: boolean;
  #session: Session | null = null;
  name = '';

  constructor(parent: Session, setup: SessionSetup | null = null, isCurrent = false) {
    this.#parent = parent;
    this.setup = setup;
    this.isCurrent = isCurrent;
    if (isCurrent) this.#session = parent;
  }

  /** Made at first use. */
  get session(): Session {
    if (this.#session === null) {
      this.#session = this.#parent.newSession();
      installHooks(this.#session);
      try {
        this.setup?.apply(this.#session);
      } finally {
        installHooks(this.#parent);
      }
    }
    return this.#session;
  }

  /** Variables that scripts and the setup made here: what a run on another thread takes along. */
  ownVariables(): Hashtable {
    const values = hashtable();
    const scope = (this.setup === null ? this.#session : this.session)?.globalScope;
    for (const name of scope?.variableNames() ?? []) {
      const content = scope?.own(name);
      if (!(content instanceof Variable)) values.set(name, content);
    }
    return values;
  }

  /** Variables and definitions of the session go; the next use begins anew. */
  reset(): void {
    if (!this.isCurrent) this.#session = null;
  }
}
