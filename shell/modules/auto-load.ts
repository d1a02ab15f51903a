/** Modules that are imported because one of their commands was called. Language specification 14. */
import type {Frame} from '../eval/frame.ts';
import type {Command} from '../eval/runtime.ts';
import type {Session} from '../session/session.ts';
import {toText} from '../values/index.ts';
import {availableModules} from './module-path.ts';
import {importModule} from './import-module.ts';
import {modulesOf} from './module-table.ts';

/** Names that are being looked up, so that an import does not start itself again. */
const underWay = new Set<string>();

/** Imports the module on the module path that declares `name`; true when it did. */
export function autoLoad(session: Session, name: string, frame: Frame): boolean {
  const lower = name.toLowerCase();
  const preference = toText(session.getVariable('PSModuleAutoLoadingPreference', frame) ?? 'All');
  if (preference.toLowerCase() === 'none' || underWay.has(lower)) return false;
  underWay.add(lower);
  try {
    for (const found of availableModules(session)) {
      if (!found.declares(lower)) continue;
      importModule({session, frame: session.topFrame, found});
      return true;
    }
    return false;
  } finally {
    underWay.delete(lower);
  }
}

/** The command `name` that the imported module `module` exports. */
export function exportedCommand(
  session: Session,
  module: string,
  name: string,
): Command | undefined {
  return modulesOf(session).find(module)?.command(name);
}
