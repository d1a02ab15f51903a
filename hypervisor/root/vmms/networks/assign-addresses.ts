/** Gives adapters with a dynamic MAC address theirs: at the first start, for good (wmi.md 15.3). */
import {settingOf} from '../device-kinds.ts';
import type {Machine} from '../machine.ts';
import type {Vmms} from '../vmms.ts';
import {adaptersOf, addressOf, NO_ADDRESS} from './machine-adapters.ts';
import {freeMac, macRange} from './mac-pool.ts';

export function assignAddresses(vmms: Vmms, machine: Machine): void {
  const without = adaptersOf(machine.config).filter(
    adapter => settingOf(adapter, 'StaticMacAddress') !== true && addressOf(adapter) === NO_ADDRESS,
  );
  if (without.length === 0) return;
  const taken = new Set(
    [...vmms.machines.values()].flatMap(({config}) => adaptersOf(config).map(addressOf)),
  );
  const range = macRange(vmms.options.home);
  const resources = machine.config.resources.map(resource => {
    if (!without.includes(resource)) return resource;
    const address = freeMac(range, taken);
    taken.add(address);
    return {...resource, properties: {...resource.properties, Address: address}};
  });
  vmms.keep(machine, {...machine.config, resources});
}
