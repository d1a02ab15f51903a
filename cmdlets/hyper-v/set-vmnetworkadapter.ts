/** Set-VMNetworkAdapter of the Hyper-V module. */
import type {CimValue} from '../../hypervisor/wmi/cim.ts';
import {cmdlet} from '../../shell/cmdlet/cmdlet.ts';
import {
  adapterPassthru,
  adapterSelector,
  fresh,
  macDigits,
  modify,
  selectedAdapters,
  setFeature,
} from '../inventory/change-adapter.ts';
import {requireThisMachine} from '../inventory/connections.ts';

const speaker = {flavour: 'HyperV', cmdlet: 'Set-VMNetworkAdapter'} as const;

const MIRROR: Readonly<Record<string, number>> = {none: 0, destination: 1, source: 2};
/** An address that is to be given at the next start. */
const DYNAMIC = {StaticMacAddress: false, Address: '000000000000'};

const onOff = (help: string) => ({type: 'string', help, validate: [{set: ['On', 'Off']}]}) as const;

interface Wish {
  readonly DynamicMacAddress?: boolean | undefined;
  readonly StaticMacAddress?: string | undefined;
  readonly MacAddressSpoofing?: string | undefined;
  readonly DhcpGuard?: string | undefined;
  readonly RouterGuard?: string | undefined;
  readonly PortMirroring?: string | undefined;
  readonly IeeePriorityTag?: string | undefined;
  readonly DeviceNaming?: string | undefined;
}

const flag = (name: string, text: string | undefined): Record<string, CimValue> =>
  text === undefined ? {} : {[name]: text.toLowerCase() === 'on'};

function portOf(p: Wish): Record<string, CimValue> {
  return {
    ...(p.DynamicMacAddress ? DYNAMIC : {}),
    ...(p.StaticMacAddress === undefined
      ? {}
      : {StaticMacAddress: true, Address: macDigits(p.StaticMacAddress)}),
    ...flag('DeviceNamingEnabled', p.DeviceNaming),
  };
}

function securityOf(p: Wish): Record<string, CimValue> {
  return {
    ...flag('AllowMacSpoofing', p.MacAddressSpoofing),
    ...flag('EnableDhcpGuard', p.DhcpGuard),
    ...flag('EnableRouterGuard', p.RouterGuard),
    ...flag('AllowIeeePriorityTag', p.IeeePriorityTag),
    ...(p.PortMirroring === undefined
      ? {}
      : {MonitorMode: MIRROR[p.PortMirroring.toLowerCase()] ?? 0}),
  };
}

/** Bits a second in multiples of 8, as the original rounds them. */
const rounded = (bits: bigint): bigint => bits - (bits % 8n);

export const setVMNetworkAdapter = cmdlet({
  name: 'Set-VMNetworkAdapter',
  module: 'Hyper-V',
  className: 'Microsoft.HyperV.PowerShell.Commands.SetVMNetworkAdapter',
  synopsis: 'Configures network adapters of virtual machines, running or not.',
  supportsShouldProcess: true,
  defaultParameterSet: 'VMName',
  parameters: {
    ...adapterSelector,
    Name: {
      type: 'string',
      help: 'The name of the adapter; wildcards are allowed.',
      aliases: ['VMNetworkAdapterName'],
      wildcards: true,
    },
    DynamicMacAddress: {type: 'switch', help: 'The host gives the MAC address at the next start.'},
    StaticMacAddress: {type: 'string', help: 'The MAC address: twelve hexadecimal digits.'},
    MacAddressSpoofing: onOff('Whether frames with other source addresses go out.'),
    DhcpGuard: onOff('Whether answers of a DHCP server in the machine are dropped.'),
    RouterGuard: onOff('Whether advertisements of a router in the machine are dropped.'),
    PortMirroring: {
      type: 'string',
      help: 'Source: a copy of its traffic goes to the destinations on the same switch.',
      validate: [{set: ['None', 'Destination', 'Source']}],
    },
    IeeePriorityTag: onOff('Whether 802.1p priorities of the machine stay.'),
    MaximumBandwidth: {
      type: 'long',
      help: 'Most that the machine may send, in bits per second; 0: no limit.',
      validate: [{rangeKind: 'NonNegative'}],
    },
    DeviceNaming: onOff('Whether the guest is told the name.'),
    Passthru: adapterPassthru,
  },
  outputTypes: ['Microsoft.HyperV.PowerShell.VMNetworkAdapter'],
  examples: [
    {title: 'Ten megabits a second', code: 'Set-VMNetworkAdapter web1 -MaximumBandwidth 10MB'},
  ],
  process(run, p) {
    requireThisMachine(run, speaker, p.ComputerName);
    const names = p.Name === undefined ? undefined : [p.Name];
    const [port, security] = [portOf(p), securityOf(p)];
    const limit = p.MaximumBandwidth;
    for (const adapter of selectedAdapters(run, speaker, p, names)) {
      if (!run.shouldProcess(adapter.machine.name, 'Set-VMNetworkAdapter')) continue;
      const some = (values: object): boolean => Object.keys(values).length > 0;
      const done =
        (!some(port) || modify(run, speaker, adapter, adapter.setting, port)) &&
        (!some(security) || setFeature(run, speaker, adapter, 'Security', security)) &&
        (limit === undefined ||
          setFeature(run, speaker, fresh(adapter), 'Bandwidth', {Limit: rounded(BigInt(limit))}));
      if (done && p.Passthru) run.writeObject(fresh(adapter));
    }
  },
});
