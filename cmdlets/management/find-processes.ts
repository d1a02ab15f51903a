/** The processes that -Name, -Id and -InputObject mean, with the errors for those that are not there. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {hasWildcard, NetException, unwrap, wildcard} from '../../shell/values/index.ts';
import {allProcesses, processById, ProcessInfo} from '../../shell/types/process.ts';

interface Wanted {
  readonly Name?: readonly string[] | undefined;
  readonly Id?: readonly number[] | undefined;
  readonly InputObject?: unknown;
}

/** As it is now; one that has gone as it was. */
function refreshed(known: ProcessInfo): ProcessInfo {
  if (!known.hasExited) known.refresh();
  return known;
}

/** Names of processes at Tab, each once. */
export function completeProcessNames(_run: Run, word: string): string[] {
  const names = new Set(allProcesses().map(({name}) => name));
  return [...names].filter(wildcard(`${word}*`)).sort();
}

export function findProcesses<State extends object>(run: Run<State>, p: Wanted): ProcessInfo[] {
  if (p.InputObject !== undefined) {
    const list = Array.isArray(p.InputObject) ? p.InputObject : [p.InputObject];
    const given = list.map(each => unwrap(each)).filter(each => each instanceof ProcessInfo);
    return given.map(refreshed);
  }
  if (p.Id)
    return p.Id.flatMap(
      id =>
        processById(id) ??
        missing(
          run,
          'NoProcessFoundForGivenId',
          `Cannot find a process with the process identifier ${id}.`,
          id,
        ),
    );
  const all = allProcesses();
  return (p.Name ?? ['*']).flatMap(name => {
    const found = all.filter(each => wildcard(name)(each.name));
    if (found.length === 0 && !hasWildcard(name))
      return missing(
        run,
        'NoProcessFoundForGivenName',
        `Cannot find a process with the name "${name}". Verify the process name and call the cmdlet again.`,
        name,
      );
    return found;
  });
}

function missing<State extends object>(
  run: Run<State>,
  id: string,
  message: string,
  target: unknown,
): ProcessInfo[] {
  run.writeError(
    run.error(
      id,
      'ObjectNotFound',
      new NetException('Microsoft.PowerShell.Commands.ProcessCommandException', message),
      target,
    ),
  );
  return [];
}
