/**
 * The user's settings, kept by conf as `settings.json` in the state folder.
 *
 * Only what a person chooses once lives here; what a script sets is a preference variable.
 */
import Conf from 'conf';

export interface Settings {
  readonly maximumHistoryCount: number; // entries read back at start, 1 to 32767
  readonly historySave: boolean; // false: nothing typed is written to disk
}

const SCHEMA = {
  maximumHistoryCount: {type: 'integer', minimum: 1, maximum: 32767, default: 4096},
  historySave: {type: 'boolean', default: true},
} as const;

const DEFAULTS: Settings = {maximumHistoryCount: 4096, historySave: true};

/** Settings of the state folder `folder`. A damaged or invalid file counts as none; it is not overwritten. */
export function readSettings(folder: string): Settings {
  try {
    return new Conf<Settings>({
      cwd: folder,
      configName: 'settings',
      schema: SCHEMA,
      projectName: 'hvsh',
    }).store;
  } catch {
    return DEFAULTS;
  }
}
