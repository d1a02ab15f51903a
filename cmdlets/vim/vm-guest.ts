/** GuestInfo: what the integration components say about a guest. Empty where they do not tell. */
import {guestFacts} from '../inventory/guest-facts.ts';
import {powerStateName} from '../inventory/machine-state.ts';
import type {VirtualMachine} from '../inventory/virtual-machine.ts';
import type {VimData} from './vim-data.ts';
import {guestInfo} from './vim-types.ts';

/** Msvm_SummaryInformation.Heartbeat */
const HEARTBEAT_OK = 2;
const NO_CONTACT = 12;

/** vSphere's number for tools that come with the guest. */
const GUEST_MANAGED = '2147483647';

export function guestOf(machine: VirtualMachine): VimData {
  const heartbeat = machine.heartbeatCode;
  const on = powerStateName(machine.enabledState) === 'PoweredOn';
  const running = on && heartbeat === HEARTBEAT_OK;
  const silent = on && heartbeat === NO_CONTACT;
  const {osName, hostName, addresses} = guestFacts(machine);
  return guestInfo.make({
    GuestFullName: osName,
    HostName: hostName,
    IpAddress: addresses[0] ?? null,
    ToolsStatus: running ? 'toolsOk' : silent ? 'toolsNotInstalled' : 'toolsNotRunning',
    ToolsRunningStatus: running ? 'guestToolsRunning' : 'guestToolsNotRunning',
    ToolsVersion: running ? GUEST_MANAGED : '0',
    ToolsVersionStatus: running ? 'guestToolsUnmanaged' : null,
    ToolsVersionStatus2: running ? 'guestToolsUnmanaged' : null,
    GuestState: on ? 'running' : 'notRunning',
  });
}
