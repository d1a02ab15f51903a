/** Items whose properties can be read and set: those of the file system. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {isFile, itemObject} from '../../shell/providers/items.ts';
import type {ProviderPath} from '../../shell/providers/paths.ts';
import {NetException} from '../../shell/values/index.ts';

/** The item, or undefined with an error when its provider knows no properties. */
export function propertyHolder(run: Run, place: ProviderPath): unknown {
  if (isFile(place)) return itemObject(run.session, place);
  run.writeError(
    run.error(
      'NotSupported',
      'NotImplemented',
      new NetException(
        'System.Management.Automation.PSNotSupportedException',
        'Cannot use interface. The IPropertyCmdletProvider interface is not supported by this provider.',
      ),
      place.path,
    ),
  );
  return undefined;
}
