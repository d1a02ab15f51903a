/** The files Select-String is asked to search, with errors for paths that lead nowhere. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isFile, itemName} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

interface PathArguments {
  readonly Path?: readonly string[] | undefined;
  readonly LiteralPath?: readonly string[] | undefined;
  readonly Include?: readonly string[] | undefined;
  readonly Exclude?: readonly string[] | undefined;
}

export function* searchedPlaces<State extends object>(
  run: Run<State>,
  p: PathArguments,
): Generator<ProviderPath> {
  const include = (p.Include ?? []).map(pattern => wildcard(pattern));
  const exclude = (p.Exclude ?? []).map(pattern => wildcard(pattern));
  const wanted = (name: string) =>
    (include.length === 0 || include.some(fits => fits(name))) && !exclude.some(fits => fits(name));
  for (const text of p.LiteralPath ?? []) yield* filesOnly(run, [resolvePath(run.session, text)]);
  for (const text of p.Path ?? []) {
    const found = filesOnly(run, expandPath(run.session, text, false));
    if (found.length === 0 && !hasWildcard(text)) missing(run, text);
    for (const place of found) if (wanted(itemName(place))) yield place;
  }
}

/** Items of other drives have no lines. */
function filesOnly<State extends object>(
  run: Run<State>,
  places: readonly ProviderPath[],
): ProviderPath[] {
  return places.filter(place => {
    if (isFile(place)) return true;
    const {fullName} = place.drive.provider;
    const text = `The path '${place.path}' resolved to provider '${fullName}', which is not the file system. Only files can be searched.`;
    const exception = new NetException('System.ArgumentException', text);
    run.writeError(run.error('ProcessingFile', 'InvalidArgument', exception, place.path));
    return false;
  });
}

function missing<State extends object>(run: Run<State>, text: string) {
  const {path} = resolvePath(run.session, text);
  run.writeError(
    run.error(
      'PathNotFound',
      'ObjectNotFound',
      new NetException(
        'System.Management.Automation.ItemNotFoundException',
        `Cannot find path '${path}' because it does not exist.`,
      ),
      text,
    ),
  );
}
