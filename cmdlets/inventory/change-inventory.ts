/** Changes of the inventory through its service, with refusals as PowerCLI's errors. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import type {MethodResult} from '../../hypervisor/wmi/door.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import type {Speaker} from './flavour.ts';
import {perform, refusal} from './jobs.ts';

/** Asks the host for a change; undefined when it refused, which is then an error on the stream. */
export function changeInventory(
  run: Run,
  speaker: Speaker,
  method: string,
  params: Record<string, CimValue>,
  {name, target}: {readonly name: string; readonly target: unknown},
): MethodResult | undefined {
  const outcome = perform(run, 'Hvsh_InventoryService', method, params, `Changing ${name}`);
  if (outcome.code === 0) return outcome.result;
  run.writeError(refusal(speaker, `'${name}'`, outcome, target));
  return undefined;
}
