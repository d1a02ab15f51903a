/** Which of the two vocabularies the session chose by importing its module last. */
import type {Run} from '../../shell/cmdlet/cmdlet.ts';
import type {Flavour} from '../inventory/flavour.ts';

/** Undefined when neither Hyper-V nor a VMware module was imported by name. */
export function lastImportedFlavour(run: Run): Flavour | undefined {
  const names = run.session.importedModules;
  for (const name of [...names].reverse()) {
    if (/^hyper-v$/i.test(name)) return 'HyperV';
    if (/^vmware\./i.test(name)) return 'PowerCLI';
  }
  return undefined;
}
