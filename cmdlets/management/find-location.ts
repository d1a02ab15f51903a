/** The container a location cmdlet is asked to go to, with the errors for what is none. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {expandPath, isContainer, itemExists} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {resolvePath} from '../../shell/providers/paths.ts';
import {hasWildcard, NetException} from '../../shell/values/index.ts';
import {placeOfDrive} from './locations.ts';

/** A place that exists and is a container; everything else ends the cmdlet. */
export function findLocation<State extends object>(
  run: Run<State>,
  text: string,
  isLiteral: boolean,
): ProviderPath {
  const found =
    isLiteral || !hasWildcard(text) ? [plainPlace(run, text)] : expandPath(run.session, text, true);
  const containers = found.filter(each => isContainer(each));
  if (found.length > 1 && containers.length > 1)
    fail(
      run,
      'Argument',
      'InvalidArgument',
      'System.Management.Automation.PSArgumentException',
      `The path '${text}' resolved to multiple containers. Path can resolve to a single container only.`,
      text,
    );
  const [place] = containers;
  if (place) return place;
  const [first] = found;
  if (!first || !itemExists(run.session, first))
    fail(
      run,
      'PathNotFound',
      'ObjectNotFound',
      'System.Management.Automation.ItemNotFoundException',
      `Cannot find path '${first?.path ?? text}' because it does not exist.`,
      first?.path ?? text,
    );
  return fail(
    run,
    'Argument',
    'InvalidArgument',
    'System.Management.Automation.PSArgumentException',
    `Cannot find path '${text}' because it does not exist or is not a container.`,
    text,
  );
}

/** `Temp:` alone is where that drive stands. */
function plainPlace<State extends object>(run: Run<State>, text: string): ProviderPath {
  const place = resolvePath(run.session, text);
  return /^[^:/\\]+:$/.test(text) ? placeOfDrive(run.session, place.drive) : place;
}

function fail<State extends object>(
  run: Run<State>,
  id: string,
  category: 'InvalidArgument' | 'ObjectNotFound',
  type: string,
  message: string,
  target: unknown,
): never {
  run.throwTerminatingError(run.error(id, category, new NetException(type, message), target));
}
