/**
 * The user's settings, kept by conf as `settings.json` in the state folder.
 *
 * Only what a person chooses once lives here; what a script sets is a preference variable.
 */
import Conf from 'conf';

/** Settings of PowerCLI's Set-PowerCLIConfiguration, by its names; absent: not set. */
export interface PowerCliSettings {
  readonly ProxyPolicy?: string;
  readonly DefaultVIServerMode?: string;
  readonly InvalidCertificateAction?: string;
  readonly DisplayDeprecationWarnings?: boolean;
  readonly WebOperationTimeoutSeconds?: number;
  readonly ParticipateInCEIP?: boolean;
  readonly CEIPDataTransferProxyPolicy?: string;
}

export interface Settings {
  readonly maximumHistoryCount: number; // entries read back at start, 1 to 32767
  readonly historySaveStyle: HistorySaveStyle;
  readonly predictionSource: PredictionSource;
  readonly powerCli?: PowerCliSettings;
}

/** PSReadLine's names. SaveAtExit is not offered: sessions side by side would lose each other's lines. */
export type HistorySaveStyle = 'SaveIncrementally' | 'SaveNothing';
export type PredictionSource = 'History' | 'None';

const SCHEMA = {
  maximumHistoryCount: {type: 'integer', minimum: 1, maximum: 32767, default: 4096},
  historySaveStyle: {enum: ['SaveIncrementally', 'SaveNothing'], default: 'SaveIncrementally'},
  predictionSource: {enum: ['History', 'None'], default: 'History'},
  powerCli: {type: 'object'},
} as const;

const DEFAULTS: Settings = {
  maximumHistoryCount: 4096,
  historySaveStyle: 'SaveIncrementally',
  predictionSource: 'History',
};

function open(folder: string): Conf<Settings> {
  return new Conf<Settings>({
    cwd: folder,
    configName: 'settings',
    schema: SCHEMA,
    projectName: 'hvsh',
  });
}

/** Settings of the state folder `folder`. A damaged or invalid file counts as none; it is not overwritten. */
export function readSettings(folder: string): Settings {
  try {
    return {...DEFAULTS, ...open(folder).store};
  } catch {
    return DEFAULTS;
  }
}

/** Keeps `changes` beside what is there. Throws when the folder can not be written or the file is damaged. */
export function writeSettings(folder: string, changes: Partial<Settings>): void {
  const kept = open(folder);
  kept.store = {...kept.store, ...changes};
}
