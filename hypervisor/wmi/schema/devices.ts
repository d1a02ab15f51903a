/** MOF: live devices and integration components. Source: the public class documentation (wmi.md 3 and 4). */
import {
  enabledDefault,
  enabledState,
  healthState,
  operationalStatus,
  requestedState,
} from './states.ts';
export const devices = `
class Msvm_Processor : CIM_Processor {
  uint16 LoadPercentageHistory[];
};

class Msvm_Memory : CIM_Memory {
  boolean MemoryEncryption;
};

class Msvm_SCSIProtocolController : CIM_SCSIProtocolController {
};

class Msvm_IDEController : CIM_IDEController {
};

class Msvm_DiskDrive : CIM_DiskDrive {
  uint32 DriveNumber;
};

class Msvm_DVDDrive : CIM_DVDDrive {
};

class Msvm_LogicalDisk : CIM_LogicalDisk {
  uint16 OperationalStatus[];
};

class Msvm_HeartbeatComponent : CIM_LogicalDevice {
  [ValueMap{"2", "3", "7", "12", "13", "15", "32775", "32782", "32783", "32784"}, Values{"OK",
    "Degraded", "Non-Recoverable Error", "No Contact", "Lost Communication", "Paused",
    "Protocol Mismatch", "Application Critical State", "Communication Timed Out",
    "Communication Failed"}] uint16 OperationalStatus[];
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
};

class Msvm_ShutdownComponent : CIM_LogicalDevice {
  ${operationalStatus};
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
  uint32 InitiateShutdown([In] boolean Force, [In] string Reason);
  uint32 InitiateReboot([In] boolean Force, [In] string Reason);
};

class Msvm_TimeSyncComponent : CIM_LogicalDevice {
  ${operationalStatus};
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
};

class Msvm_VssComponent : CIM_LogicalDevice {
  ${operationalStatus};
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
};

class Msvm_GuestServiceInterfaceComponent : CIM_LogicalDevice {
  ${operationalStatus};
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
};

class Msvm_GuestService : CIM_Service {
};

class Msvm_GuestFileService : Msvm_GuestService {
  uint32 CopyFilesToGuest([In,
    EmbeddedInstance("Msvm_CopyFileToGuestSettingData")] string CopyFileToGuestSettings[],
    [Out] CIM_ConcreteJob ref Job);
};

[Abstract] class CIM_UserDevice : CIM_LogicalDevice {
};

[Abstract] class CIM_Keyboard : CIM_UserDevice {
  uint16 NumberOfFunctionKeys;
  string Layout;
};

class Msvm_Keyboard : CIM_Keyboard {
  boolean UnicodeSupported;
  uint32 TypeText([In] string asciiText);
  uint32 TypeKey([In] uint32 keyCode);
  uint32 PressKey([In] uint32 keyCode);
  uint32 ReleaseKey([In] uint32 keyCode);
  uint32 TypeCtrlAltDel();
  uint32 TypeScancodes([In] uint8 Scancodes[]);
  uint32 IsKeyPressed([In] uint32 keyCode, [Out] boolean keyState);
};

class Msvm_KvpExchangeComponent : CIM_LogicalDevice {
  ${operationalStatus};
  ${healthState};
  ${enabledState};
  ${requestedState};
  ${enabledDefault};
  [EmbeddedInstance("Msvm_KvpExchangeDataItem")] string GuestExchangeItems[];
  [EmbeddedInstance("Msvm_KvpExchangeDataItem")] string GuestIntrinsicExchangeItems[];
  [EmbeddedInstance("Msvm_KvpExchangeDataItem")] string GuestIntrinsicExchangeItemsHypervisorOnly[];
};

class Msvm_KvpExchangeDataItem : CIM_ManagedElement {
  [ValueMap{"0", "1", "2", "4"}, Values{"Host (pushed to guest)", "Guest", "Guest intrinsic",
    "Host only"}] uint16 Source;
  string Name;
  string Data;
};
`;
