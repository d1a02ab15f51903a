/** The ends of the host in a switch, as settings: they make it private, internal or external (wmi.md 15). */
import type {CimInstance} from '../../hypervisor/wmi/cim.ts';
import type {Run} from '../../shell/cmdlet/run.ts';
import {textOf} from './cim-fields.ts';
import {type Speaker, vmError} from './flavour.ts';

const port = (path: string): CimInstance => ({
  className: 'Msvm_EthernetPortAllocationSettingData',
  path: '',
  properties: {
    ResourceType: 33,
    ResourceSubType: 'Microsoft:Hyper-V:Ethernet Connection',
    HostResource: [path],
  },
});

/** Settings for a type, or for adapters of the host; an adapter that is not there ends the command. */
export function hostPorts(
  run: Run,
  speaker: Speaker,
  type: string | undefined,
  adapters: readonly string[] | undefined,
  allowManagementOS: boolean | undefined,
): CimInstance[] {
  const fail = (message: string, target: string): never =>
    run.throwTerminatingError(
      vmError(speaker, 'InvalidParameter', 'InvalidArgument', message, target),
    );
  if (allowManagementOS === false)
    fail('The host reaches every external switch: AllowManagementOS can not be false.', 'False');
  if ((adapters?.length ?? 0) > 1)
    fail('A switch is made for one adapter: teams are not supported.', String(adapters));
  const door = run.door();
  if (adapters?.[0] !== undefined) {
    const [wanted] = adapters;
    const found = door
      .instances('Msvm_ExternalEthernetPort')
      .find(row => textOf(row, 'Name').toLowerCase() === wanted.toLowerCase());
    if (!found) return fail(`No network adapter is found with the name "${wanted}".`, wanted);
    return [port(found.path)];
  }
  if (type?.toLowerCase() !== 'internal') return [];
  const [host] = door.query(
    "SELECT * FROM Msvm_ComputerSystem WHERE Caption='Hosting Computer System'",
  );
  return [port(host?.path ?? '')];
}
