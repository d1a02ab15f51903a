/** Which of the two vocabularies the session chose by importing its module last. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import {lastImported} from '../../shell/modules/module-table.ts';
import type {Flavour} from '../inventory/flavour.ts';

const FLAVOURS: Readonly<Record<string, Flavour>> = {'Hyper-V': 'HyperV', 'VMware.*': 'PowerCLI'};

/** Undefined when neither Hyper-V nor a VMware module was imported by name. */
export function lastImportedFlavour(run: Run): Flavour | undefined {
  const name = lastImported(run.session, Object.keys(FLAVOURS));
  return name === undefined ? undefined : FLAVOURS[name];
}
