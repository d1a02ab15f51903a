/** MOF: live devices and integration components. Source: the public class documentation (wmi.md 3 and 4). */
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
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Enabled", "Disabled", "Shutting Down", "Not Applicable", "Enabled but Offline", "In Test",
    "Deferred", "Quiesce", "Starting"}] uint16 EnabledState;
  [ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState;
  [ValueMap{"2", "3", "5", "6", "7", "9"}, Values{"Enabled", "Disabled", "Not Applicable",
    "Enabled but Offline", "No Default", "Quiesce"}] uint16 EnabledDefault;
};

class Msvm_ShutdownComponent : CIM_LogicalDevice {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[];
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Enabled", "Disabled", "Shutting Down", "Not Applicable", "Enabled but Offline", "In Test",
    "Deferred", "Quiesce", "Starting"}] uint16 EnabledState;
  [ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState;
  [ValueMap{"2", "3", "5", "6", "7", "9"}, Values{"Enabled", "Disabled", "Not Applicable",
    "Enabled but Offline", "No Default", "Quiesce"}] uint16 EnabledDefault;
  uint32 InitiateShutdown([In] boolean Force, [In] string Reason);
  uint32 InitiateReboot([In] boolean Force, [In] string Reason);
};

class Msvm_TimeSyncComponent : CIM_LogicalDevice {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[];
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Enabled", "Disabled", "Shutting Down", "Not Applicable", "Enabled but Offline", "In Test",
    "Deferred", "Quiesce", "Starting"}] uint16 EnabledState;
  [ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState;
  [ValueMap{"2", "3", "5", "6", "7", "9"}, Values{"Enabled", "Disabled", "Not Applicable",
    "Enabled but Offline", "No Default", "Quiesce"}] uint16 EnabledDefault;
};

class Msvm_KvpExchangeComponent : CIM_LogicalDevice {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15",
    "16", "17", "18"}, Values{"Unknown", "Other", "OK", "Degraded", "Stressed",
    "Predictive Failure", "Error", "Non-Recoverable Error", "Starting", "Stopping", "Stopped",
    "In Service", "No Contact", "Lost Communication", "Aborted", "Dormant",
    "Supporting Entity in Error", "Completed", "Power Mode"}] uint16 OperationalStatus[];
  [ValueMap{"0", "5", "10", "15", "20", "25", "30"}, Values{"Unknown", "OK", "Degraded/Warning",
    "Minor failure", "Major failure", "Critical failure",
    "Non-recoverable error"}] uint16 HealthState;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Enabled", "Disabled", "Shutting Down", "Not Applicable", "Enabled but Offline", "In Test",
    "Deferred", "Quiesce", "Starting"}] uint16 EnabledState;
  [ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState;
  [ValueMap{"2", "3", "5", "6", "7", "9"}, Values{"Enabled", "Disabled", "Not Applicable",
    "Enabled but Offline", "No Default", "Quiesce"}] uint16 EnabledDefault;
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
