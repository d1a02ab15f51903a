/** Files that are not run but opened: what Start-Process and Invoke-Item hand to the desktop. */
import {accessSync, constants, existsSync} from 'node:fs';

/** An existing file or folder, given by its absolute path, that cannot be executed. */
export function isDocument(file: string): boolean {
  if (!file.startsWith('/') || !existsSync(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return false;
  } catch {
    return true; // no right to execute it
  }
}
