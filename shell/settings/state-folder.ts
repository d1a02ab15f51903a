/** Where this user's machines, settings and history live: the same rule as the host service's. */
import {homedir} from 'node:os';
import path from 'node:path';

/** `$HVSH_HOME`, else `$XDG_STATE_HOME/hvsh`, else `~/.local/state/hvsh`. Absolute; may not exist yet. */
export function stateFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HVSH_HOME) return path.resolve(env.HVSH_HOME);
  const base =
    env.XDG_STATE_HOME && path.isAbsolute(env.XDG_STATE_HOME)
      ? env.XDG_STATE_HOME
      : path.join(homedir(), '.local/state');
  return path.join(base, 'hvsh');
}
