/** Move-VM of PowerCLI: to another resource pool of this host, or into a folder. */
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {machinesGiven} from '../inventory/find-machines.ts';
import {vmError} from '../inventory/flavour.ts';
import {perform, refusal} from '../inventory/jobs.ts';
import {FOLDER, folderMeant, LOCATION, locationsGiven, poolMeant} from '../inventory/locations.ts';
import {itemGiven, itemParameter} from '../inventory/object-by-name.ts';
import {placeMachine} from '../inventory/place-machine.ts';
import type {ResourcePool} from '../inventory/resource-pool.ts';
import {machineParameter, serverParameter} from '../inventory/selectors.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';

const speaker = {flavour: 'PowerCLI', cmdlet: 'Move-VM'} as const;

/** False when the host refused, which is then an error on the stream. */
function moveToPool(run: Run, machine: VirtualMachine, pool: ResourcePool): boolean {
  const params = {System: {ref: machine.path}, Pool: {ref: pool.path}};
  const outcome = perform(
    run,
    'Hvsh_ResourceService',
    'MoveSystem',
    params,
    `Moving ${machine.name}`,
  );
  if (outcome.code !== 0) run.writeError(refusal(speaker, `'${machine.name}'`, outcome, machine));
  return outcome.code === 0;
}

export const moveVM = cmdlet({
  name: 'Move-VM',
  module: 'VMware.VimAutomation.Core',
  className: 'VMware.VimAutomation.ViCore.Cmdlets.Commands.MoveVM',
  synopsis: 'Moves virtual machines to another resource pool or folder.',
  supportsShouldProcess: true,
  parameters: {
    VM: machineParameter(speaker, {position: 0, pipeline: 'value', mandatory: true}),
    Destination: {
      ...itemParameter(speaker, LOCATION, {
        help: 'The pool, this host for its root pool, or a folder.',
        position: 1,
        aliases: ['Location'],
      }),
      transform: (run: Run, argument: unknown) => locationsGiven(run, speaker, [argument])[0],
    },
    InventoryLocation: itemParameter(speaker, FOLDER, {
      help: 'A folder, besides the pool that is the destination.',
    }),
    Server: serverParameter,
  },
  outputTypes: ['VMware.VimAutomation.ViCore.Types.V1.Inventory.VirtualMachine'],
  examples: [
    {title: 'Into a pool', code: 'Move-VM web1 -Destination gold'},
    {title: 'Into a folder', code: 'Get-VM web* | Move-VM -InventoryLocation web'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.Server);
    const door = run.door();
    const to = p.Destination === undefined ? [] : locationsGiven(run, speaker, [p.Destination]);
    const [pool] = to.flatMap(location => poolMeant(door, location) ?? []);
    const folder =
      p.InventoryLocation === undefined
        ? to.map(location => folderMeant(door, location))[0]
        : itemGiven(run, speaker, FOLDER, p.InventoryLocation);
    const names = [pool, folder].flatMap(each => each?.name ?? []);
    if (names.length === 0) {
      const message = 'Specify where to: -Destination or -InventoryLocation.';
      const id = 'Core_MoveVM_NoDestination';
      run.throwTerminatingError(vmError(speaker, id, 'InvalidArgument', message));
    }
    for (const machine of machinesGiven(run, speaker, p.VM)) {
      if (!run.shouldProcess(machine.name, `Moving to '${names.join("', '")}'`)) continue;
      if (pool && !moveToPool(run, machine, pool)) continue;
      if (folder && !placeMachine(run, speaker, machine, folder)) continue;
      run.writeObject(machine.fresh('PowerCLI'));
    }
  },
});
