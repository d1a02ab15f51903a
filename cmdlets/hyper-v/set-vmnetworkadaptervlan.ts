/** Set-VMNetworkAdapterVlan of the Hyper-V module. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {adapterSelector, fresh, selectedAdapters, setFeature} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';
import {vmError} from '../inventory/flavour.ts';
import {VlanSetting} from '../inventory/network-adapter.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMNetworkAdapterVlan'} as const;

const MODE = {Access: 1, Trunk: 2, Private: 3} as const;
const PRIVATE = {Isolated: 1, Community: 2, Promiscuous: 3} as const;
const MAX_ID = 4094;

interface Wish {
  readonly Untagged?: boolean | undefined;
  readonly Access?: boolean | undefined;
  readonly VlanId?: number | undefined;
  readonly Trunk?: boolean | undefined;
  readonly NativeVlanId?: number | undefined;
  readonly AllowedVlanIdList?: string | undefined;
  readonly Isolated?: boolean | undefined;
  readonly Community?: boolean | undefined;
  readonly Promiscuous?: boolean | undefined;
  readonly PrimaryVlanId?: number | undefined;
  readonly SecondaryVlanId?: number | undefined;
  readonly SecondaryVlanIdList?: string | undefined;
}

function fail(run: Run, message: string): never {
  return run.throwTerminatingError(
    vmError(speaker, 'InvalidParameter', 'InvalidArgument', message),
  );
}

/** `1-3,7` as numbers. */
function idList(run: Run, text: string): number[] {
  const ids = text.split(',').flatMap(part => {
    const [, from, to] = /^\s*(\d+)\s*(?:-\s*(\d+))?\s*$/.exec(part) ?? [];
    const [low, high] = [Number(from), Number(to ?? from)];
    if (!(low >= 1 && high <= MAX_ID && low <= high))
      fail(run, `"${text}" is no list of VLAN ids between 1 and ${MAX_ID}.`);
    return Array.from({length: high - low + 1}, (_, index) => low + index);
  });
  return [...new Set(ids)];
}

/** The settings of the mode asked for; undefined: untagged. */
function vlanOf(run: Run, p: Wish): Record<string, CimValue> | undefined {
  const need = <T>(value: T | undefined, name: string): T =>
    value ?? fail(run, `The mode needs a value for "${name}".`);
  const modes = [p.Untagged, p.Access, p.Trunk, p.Isolated, p.Community, p.Promiscuous];
  if (modes.filter(Boolean).length !== 1)
    fail(run, 'One of Untagged, Access, Trunk, Isolated, Community and Promiscuous is needed.');
  if (p.Untagged) return undefined;
  if (p.Access) return {OperationMode: MODE.Access, AccessVlanId: need(p.VlanId, 'VlanId')};
  if (p.Trunk)
    return {
      OperationMode: MODE.Trunk,
      NativeVlanId: need(p.NativeVlanId, 'NativeVlanId'),
      TrunkVlanIdArray: idList(run, need(p.AllowedVlanIdList, 'AllowedVlanIdList')),
    };
  const base = {
    OperationMode: MODE.Private,
    PrimaryVlanId: need(p.PrimaryVlanId, 'PrimaryVlanId'),
  };
  if (p.Promiscuous) {
    const list = idList(run, need(p.SecondaryVlanIdList, 'SecondaryVlanIdList'));
    return {...base, PvlanMode: PRIVATE.Promiscuous, SecondaryVlanIdArray: list};
  }
  const PvlanMode = p.Isolated ? PRIVATE.Isolated : PRIVATE.Community;
  return {...base, PvlanMode, SecondaryVlanId: need(p.SecondaryVlanId, 'SecondaryVlanId')};
}

const id = (help: string) => ({type: 'int', help, validate: [{range: [0, MAX_ID]}]}) as const;

export const setVMNetworkAdapterVlan = cmdlet({
  name: 'Set-VMNetworkAdapterVlan',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMNetworkAdapterVlan',
  synopsis: 'Configures the VLAN of network adapters of virtual machines, running or not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...adapterSelector,
    VMNetworkAdapterName: {
      type: 'string',
      help: 'The name of the adapter; wildcards are allowed.',
      wildcards: true,
    },
    Untagged: {type: 'switch', help: 'Frames have no tags: the default.', aliases: ['u']},
    Access: {type: 'switch', help: 'The guest sees no tags of its VLAN.', aliases: ['a']},
    VlanId: {...id('The VLAN of an access port.'), aliases: ['AccessVlanId']},
    Trunk: {type: 'switch', help: 'The guest sees tags of several VLANs.', aliases: ['t']},
    NativeVlanId: id('The VLAN of frames without a tag on a trunk.'),
    AllowedVlanIdList: {type: 'string', help: 'VLANs of a trunk, such as 1-5,9.'},
    Isolated: {type: 'switch', help: 'Private VLAN: speaks to promiscuous ports.', aliases: ['i']},
    Community: {type: 'switch', help: 'And to its own community.', aliases: ['c']},
    Promiscuous: {type: 'switch', help: 'Speaks to all of its secondaries.', aliases: ['p']},
    PrimaryVlanId: id('Primary VLAN of a private one.'),
    SecondaryVlanId: id('Secondary VLAN of an isolated or community port.'),
    SecondaryVlanIdList: {type: 'string', help: 'Secondary VLANs of a promiscuous port.'},
    Passthru: {type: 'switch', help: 'Writes the VLAN setting to the pipeline.'},
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapterVlanSetting'],
  examples: [{title: 'On VLAN 5', code: 'Set-VMNetworkAdapterVlan web1 -Access -VlanId 5'}],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const vlan = vlanOf(run, p);
    const names = p.VMNetworkAdapterName === undefined ? undefined : [p.VMNetworkAdapterName];
    for (const adapter of selectedAdapters(run, speaker, p, names)) {
      if (!run.shouldProcess(adapter.machine.name, 'Set-VMNetworkAdapterVlan')) continue;
      if (setFeature(run, speaker, adapter, 'Vlan', vlan) && p.Passthru)
        run.writeObject(new VlanSetting(fresh(adapter)));
    }
  },
});
