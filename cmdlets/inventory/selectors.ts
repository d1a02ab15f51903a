/** Parameter declarations that cmdlets on machines share. */
import type {ParameterDeclaration} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {toArray} from '../../shell/values/enumerate.ts';
import {typedArray} from '../../shell/values/typed-array.ts';
import {containerType} from './container.ts';
import type {Speaker} from './flavour.ts';
import {completeMachineNames, machinesGiven} from './find-machines.ts';
import {completePoolNames, onePool, poolsGiven} from './find-pools.ts';
import {machineList} from './machine-types.ts';

/** Hyper-V's `-Name` and `-VM`, in their two sets; `-ComputerName` and `-Passthru`. */
export const hyperVSelector = {
  Name: {
    type: 'string[]',
    help: 'Names of the virtual machines; wildcards are allowed.',
    aliases: ['VMName'],
    wildcards: true,
    sets: {Name: {mandatory: true, position: 0, pipeline: 'value'}},
    complete: completeMachineNames,
  },
  VM: {
    type: 'VirtualMachine[]',
    help: 'The virtual machines themselves.',
    sets: {VMObject: {mandatory: true, position: 0, pipeline: 'value'}},
  },
  ComputerName: {
    type: 'string[]',
    help: 'The Hyper-V host: this machine, as localhost or by its name.',
    sets: {Name: {}},
  },
} as const satisfies Record<string, ParameterDeclaration>;

/** `-VMName` and `-VM` of cmdlets on a part of machines, in their two sets; `-ComputerName`. */
export const machineSelector = {
  VMName: {
    type: 'string[]',
    help: 'Names of the virtual machines; wildcards are allowed.',
    wildcards: true,
    sets: {VMName: {mandatory: true, position: 0, pipeline: 'value'}},
    complete: completeMachineNames,
  },
  VM: hyperVSelector.VM,
  ComputerName: {...hyperVSelector.ComputerName, sets: {VMName: {}}},
} as const satisfies Record<string, ParameterDeclaration>;

/** Those of metering take names by parameter only. */
export const meteringSelector = {
  ...machineSelector,
  VMName: {...machineSelector.VMName, sets: {VMName: {mandatory: true, position: 0}}},
} as const satisfies Record<string, ParameterDeclaration>;

export const passthru = {
  type: 'switch',
  help: 'Writes the virtual machine to the pipeline.',
} as const;

type Membership = Omit<Partial<ParameterDeclaration>, 'type'>;

/** PowerCLI's object-by-name: a `-VM` that takes machines or their names. */
export function machineParameter<const M extends Membership>(speaker: Speaker, membership: M) {
  return {
    type: 'VirtualMachine[]',
    help: 'The virtual machines, as objects or by name; wildcards are allowed.',
    wildcards: true,
    allowEmptyCollection: true,
    transform: (run: Run, argument: unknown) =>
      machineList(machinesGiven(run, speaker, toArray(argument))),
    complete: completeMachineNames,
    ...membership,
  } as const satisfies ParameterDeclaration;
}

export const serverParameter = {
  type: 'object[]',
  help: 'The connection, as Connect-VIServer returns it, or its name.',
} as const satisfies ParameterDeclaration;

/** A parameter that takes one resource pool, as object or by name; a host stands for its root pool. */
export function poolParameter<const M extends Membership>(
  speaker: Speaker,
  membership: M,
): M & {readonly type: 'VIContainer'} {
  return {
    type: 'VIContainer',
    help: 'The resource pool, as an object or by name.',
    transform: (run: Run, argument: unknown) => onePool(run, speaker, argument),
    complete: completePoolNames,
    ...membership,
  };
}

/** A parameter that takes several. */
export function poolsParameter<const M extends Membership>(
  speaker: Speaker,
  membership: M,
): M & {readonly type: 'VIContainer[]'} {
  return {
    type: 'VIContainer[]',
    help: 'The resource pools, as objects or by name; wildcards are allowed.',
    wildcards: true,
    allowEmptyCollection: true,
    transform: (run: Run, argument: unknown) =>
      typedArray(containerType, poolsGiven(run, speaker, toArray(argument))),
    complete: completePoolNames,
    ...membership,
  };
}
