/**
 * What the item and content cmdlets make of -Path, -LiteralPath, -Filter, -Include and -Exclude: the places
 * meant, with an error for each that is not there.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isHidden, itemExists, itemName} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {getProperty, hasWildcard, NetException, wildcard} from '../../shell/values/index.ts';

export interface PathArguments {
  readonly Path?: readonly string[] | undefined;
  readonly LiteralPath?: readonly string[] | undefined;
  readonly Filter?: string | undefined;
  readonly Include?: readonly string[] | undefined;
  readonly Exclude?: readonly string[] | undefined;
  readonly Force?: boolean;
  readonly Credential?: unknown;
}

/** Does the name pass -Filter, -Include and -Exclude? */
export function nameTest(p: PathArguments): (name: string) => boolean {
  const filter = p.Filter ? wildcard(p.Filter) : null;
  const include = (p.Include ?? []).map(pattern => wildcard(pattern));
  const exclude = (p.Exclude ?? []).map(pattern => wildcard(pattern));
  return name =>
    (filter?.(name) ?? true) &&
    (include.length === 0 || include.some(fits => fits(name))) &&
    !exclude.some(fits => fits(name));
}

/** Places the arguments mean; those that are missing are reported and left out. */
export function itemPlaces<State extends object>(
  run: Run<State>,
  p: PathArguments,
): ProviderPath[] {
  return Array.from(eachPlace(run, p)); // found before anything is changed
}

function* eachPlace<State extends object>(
  run: Run<State>,
  p: PathArguments,
): Generator<ProviderPath> {
  const passes = nameTest(p);
  for (const {text, isLiteral} of written(p)) {
    if (refusesCredential(run, p, text)) continue;
    const found = safely(run, text, () => placesOf(run, p, text, isLiteral));
    for (const place of found ?? []) {
      const hiddenByWildcard =
        !isLiteral &&
        hasWildcard(text) &&
        !p.Force &&
        isHidden(place) &&
        !/(?:^|\/)\.[^/]*$/.test(text);
      if (!hiddenByWildcard && passes(itemName(place))) yield place;
    }
  }
}

function placesOf<State extends object>(
  run: Run<State>,
  p: PathArguments,
  text: string,
  isLiteral: boolean,
): ProviderPath[] {
  if (!isLiteral) {
    const found = expandPath(run.session, text, p.Force ?? false);
    if (found.length > 0 || hasWildcard(text)) return found;
  }
  const place = resolvePath(run.session, text);
  if (itemExists(run.session, place)) return [place];
  pathNotFound(run, place.path);
  return [];
}

function* written(p: PathArguments): Generator<{text: string; isLiteral: boolean}> {
  for (const text of p.Path ?? []) yield {text, isLiteral: false};
  for (const text of p.LiteralPath ?? []) yield {text, isLiteral: true};
}

/** The places of paths that need not exist (New-Item, Set-Content). Wildcards that fit something are expanded. */
export function targetPlaces<State extends object>(
  run: Run<State>,
  p: PathArguments,
): ProviderPath[] {
  const places: ProviderPath[] = [];
  for (const {text, isLiteral} of written(p)) {
    if (refusesCredential(run, p, text)) continue;
    const found = safely(run, text, () => {
      const existing = isLiteral ? [] : expandPath(run.session, text, p.Force ?? false);
      return existing.length > 0 ? existing : [resolvePath(run.session, text)];
    });
    places.push(...(found ?? []));
  }
  return places.filter(place => nameTest(p)(itemName(place)));
}

/** True after an error: somebody else is to do this, and no provider can. */
export function refusesCredential<State extends object>(
  run: Run<State>,
  p: {readonly Credential?: unknown},
  text: string,
): boolean {
  if (!isCredential(p.Credential)) return false;
  const place = safely(run, text, () => resolvePath(run.session, text));
  if (place === undefined) return true;
  const reason =
    place.drive.provider.name === 'FileSystem'
      ? 'The FileSystem provider supports credentials only on the New-PSDrive cmdlet.'
      : 'The provider does not support the use of credentials.';
  const exception = new NetException(
    'System.Management.Automation.PSNotSupportedException',
    `${reason} Perform the operation again without specifying credentials.`,
  );
  run.writeError(run.error('NotSupported', 'NotImplemented', exception));
  return true;
}

/** `[pscredential]::Empty` is nobody. */
export function isCredential(value: unknown): boolean {
  return value !== undefined && value !== null && Boolean(getProperty(value, 'UserName'));
}

/** Unknown drives and providers are errors of this path; the others go on. */
function safely<State extends object, T>(
  run: Run<State>,
  text: string,
  work: () => T,
): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NetException) || !error.errorId) throw error;
    run.writeError(run.error(error.errorId, 'ObjectNotFound', error, error.target ?? text));
    return undefined;
  }
}

export function pathNotFound<State extends object>(run: Run<State>, path: string) {
  run.writeError(
    run.error(
      'PathNotFound',
      'ObjectNotFound',
      new NetException(
        'System.Management.Automation.ItemNotFoundException',
        `Cannot find path '${path}' because it does not exist.`,
      ),
      path,
    ),
  );
}
