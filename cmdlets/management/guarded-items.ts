/** Items of flat drives that are read-only or constant: the errors of changing them without leave. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {flatProvider, mayChangeItem} from '../../shell/providers/flat-providers.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';

const VERBS = {
  NotWritable: 'Cannot write to',
  NotRemovable: 'Cannot remove',
  CannotRename: 'Cannot rename',
} as const;

/** True, with an error, when the item is constant, or read-only and `force` was not given. */
export function isGuarded(
  run: Run,
  place: ProviderPath,
  force: boolean,
  action: keyof typeof VERBS,
): boolean {
  const {name} = place.drive.provider;
  if (mayChangeItem(flatProvider(name).options(run.session, place.path), force)) return false;
  const id = action === 'CannotRename' ? `CannotRename${name}` : `${name}${action}`;
  run.writeError(
    run.error(
      id,
      'WriteError',
      new NetException(
        'System.Management.Automation.SessionStateUnauthorizedAccessException',
        `${VERBS[action]} ${name.toLowerCase()} ${place.path} because it is read-only or constant.`,
      ),
      place.path,
    ),
  );
  return true;
}
