/**
 * VMGuest: the guest of a machine in PowerCLI's words, as it was when it was read. What the integration
 * components do not tell is empty.
 */
import {
  defineEnum,
  defineType,
  enumValue,
  findType,
  getProperty,
  type NetType,
  typedArray,
} from '../../shell/values/index.ts';
import type {Value} from '../../shell/values/value.ts';
import {extensionData} from './extension-data.ts';
import {type GuestFacts, guestFacts} from './guest-facts.ts';
import {powerCliId} from './machine-id.ts';
import {powerStateName} from './machine-state.ts';
import type {VirtualMachine} from './virtual-machine.ts';

const stateType = defineEnum({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VM.Guest.GuestState',
  values: {Unknown: 0, Running: 1, ShuttingDown: 2, Resetting: 3, Standby: 4, NotRunning: 5},
});

export class VMGuest {
  readonly machine: VirtualMachine;
  private known: GuestFacts | undefined;
  constructor(machine: VirtualMachine) {
    this.machine = machine;
  }
  get facts(): GuestFacts {
    this.known ??= guestFacts(this.machine);
    return this.known;
  }
  /** No guest system is configured for a machine: the API's word for that. */
  get configuredGuestId(): string {
    return 'otherGuest64';
  }
  /** VMware.Vim.GuestInfo */
  get view(): Value {
    return getProperty(extensionData(this.machine.door, powerCliId(this.machine.id)), 'Guest');
  }
}

const isOn = ({machine}: VMGuest) => powerStateName(machine.enabledState) === 'PoweredOn';
const nothing = (typeName: string) => (): Value => typedArray(findType(typeName) as NetType, []);

defineType<VMGuest>({
  fullName: 'VMware.VimAutomation.ViCore.Types.V1.VM.Guest.VMGuest',
  accelerator: 'VMGuest',
  instance: VMGuest,
  toText: ({machine}) => `${machine.name}:`,
  properties: {
    State: {get: guest => enumValue(stateType, isOn(guest) ? 'Running' : 'NotRunning')},
    VM: {get: ({machine}) => machine},
    VmId: {type: 'string', get: ({machine}) => powerCliId(machine.id)},
    VmName: {type: 'string', get: ({machine}) => machine.name},
    OSFullName: {type: 'string', get: ({facts}) => facts.osName},
    HostName: {type: 'string', get: ({facts}) => facts.hostName},
    IPAddress: {
      type: 'string[]',
      get: ({facts}) => typedArray(findType('string') as NetType, [...facts.addresses]),
    },
    Nics: {get: nothing('object')},
    Disks: {get: nothing('object')},
    GuestFamily: {type: 'string', get: () => null},
    GuestId: {type: 'string', get: () => null},
    RuntimeGuestId: {type: 'string', get: () => null},
    ConfiguredGuestId: {type: 'string', get: guest => guest.configuredGuestId},
    ToolsVersion: {type: 'string', get: ({view}) => getProperty(view, 'ToolsVersion')},
    ExtensionData: {get: ({view}) => view},
  },
});
