/** What management sets of a network adapter (Msvm_SyntheticEthernetPortSettingData). */
import type {PortSettings} from '../../../switch/port-settings.ts';

/** Structured-cloneable. */
export interface AdapterSettings {
  /** Instance id of the device: a GUID, stable for the life of the machine's configuration. */
  instanceId: string;
  /** For people, and what the guest reads as the adapter's name. */
  name: string;
  port: PortSettings;
  /** Id of the switch it is connected to; undefined: its cable is out. */
  switchId: string | undefined;
}

/** What a guest is told of the link, in bits a second: that of Hyper-V's own switch. */
export const LINK_SPEED = 10_000_000_000;
