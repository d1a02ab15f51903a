/**
 * What New-, Remove-, Rename-, Copy- and Move-ItemProperty have in common: no provider here has items that take
 * new properties (the registry does, which there is none of), so each item is refused, as on every Linux.
 */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {NetException} from '../../shell/values/index.ts';
import {itemPlaces, type PathArguments} from './item-arguments.ts';

/** `property`: its name, for the question of -WhatIf. */
export function refuseProperties(
  run: Run,
  p: PathArguments,
  action: string,
  property: (path: string) => string,
): void {
  for (const place of itemPlaces(run, p)) {
    if (!run.shouldProcess(property(place.path), action)) continue;
    const text =
      'Cannot use interface. The IDynamicPropertyCmdletProvider interface is not implemented by this provider.';
    const exception = new NetException(
      'System.Management.Automation.PSNotSupportedException',
      text,
    );
    run.writeError(run.error('NotSupported', 'NotImplemented', exception, place.path));
  }
}

export const PROPERTY_NAME = {
  mandatory: true,
  pipeline: 'name',
  aliases: ['PSProperty'],
  help: 'The property.',
} as const;
