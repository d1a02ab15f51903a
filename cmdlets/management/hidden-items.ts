/** Hidden files: Get-Item and Remove-Item want -Force for them. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {isHidden, itemName} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';

/** Reports a hidden item as not found; true when it was one. */
export function hiddenNeedsForce<State extends object>(
  run: Run<State>,
  place: ProviderPath,
  force: boolean,
): boolean {
  if (force || !isHidden(place) || itemName(place).length < 2) return false;
  run.writeError(
    run.error(
      'ItemNotFound',
      'ObjectNotFound',
      new NetException('System.IO.IOException', `Could not find item ${place.path}.`),
      place.path,
    ),
  );
  return true;
}
