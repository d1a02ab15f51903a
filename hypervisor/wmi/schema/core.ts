/** MOF: the CIM classes below which everything stands. Source: the public class documentation (wmi.md 3 and 4). */
import {
  consumerVisibility,
  enabledDefault,
  enabledState,
  healthState,
  operationalStatus,
  requestedState,
  resourceType,
} from './states.ts';
export const core = `
[Abstract] class CIM_ManagedElement {
  string InstanceID;
  string Caption;
  string Description;
  string ElementName;
};

[Abstract] class CIM_ManagedSystemElement : CIM_ManagedElement {
  datetime InstallDate;
  string Name;
  ${operationalStatus};
  string StatusDescriptions[];
  string Status;
  ${healthState};
  uint16 CommunicationStatus;
  uint16 DetailedStatus;
  uint16 OperatingStatus;
  uint16 PrimaryStatus;
};

[Abstract] class CIM_LogicalElement : CIM_ManagedSystemElement {
};

[Abstract] class CIM_EnabledLogicalElement : CIM_LogicalElement {
  ${enabledState};
  string OtherEnabledState;
  ${requestedState};
  ${enabledDefault};
  datetime TimeOfLastStateChange;
  uint16 AvailableRequestedStates[];
  uint16 TransitioningToState;
  uint32 RequestStateChange([In] uint16 RequestedState, [In] datetime TimeoutPeriod,
    [Out] CIM_ConcreteJob ref Job);
};

[Abstract] class CIM_System : CIM_EnabledLogicalElement {
  [Key] string Name;
  [Key] string CreationClassName;
  string NameFormat;
  string PrimaryOwnerName;
  string PrimaryOwnerContact;
  string Roles[];
  string OtherIdentifyingInfo[];
  string IdentifyingDescriptions[];
};

[Abstract] class CIM_ComputerSystem : CIM_System {
  string NameFormat;
  uint16 Dedicated[];
  string OtherDedicatedDescriptions[];
  uint16 ResetCapability;
  uint16 PowerManagementCapabilities[];
};

[Abstract] class CIM_SettingData : CIM_ManagedElement {
  [Key] string InstanceID;
  string ElementName;
};

[Abstract] class CIM_VirtualSystemSettingData : CIM_SettingData {
  string VirtualSystemIdentifier;
  string VirtualSystemType;
  string Notes[];
  datetime CreationTime;
  string ConfigurationID;
  string ConfigurationDataRoot;
  string ConfigurationFile;
  string SnapshotDataRoot;
  string SuspendDataRoot;
  string SwapFileDataRoot;
  string LogDataRoot;
  [ValueMap{"2", "3", "4"}, Values{"None", "Restart if previously active",
    "Always startup"}] uint16 AutomaticStartupAction;
  datetime AutomaticStartupActionDelay;
  uint16 AutomaticStartupActionSequenceNumber;
  [ValueMap{"2", "3", "4"}, Values{"Turn Off", "Save state",
    "Shutdown"}] uint16 AutomaticShutdownAction;
  [ValueMap{"2", "3", "4"}, Values{"None", "Restart",
    "Revert to snapshot"}] uint16 AutomaticRecoveryAction;
  string RecoveryFile;
};

[Abstract] class CIM_Service : CIM_EnabledLogicalElement {
  [Key] string Name;
  [Key] string SystemCreationClassName;
  [Key] string SystemName;
  [Key] string CreationClassName;
  string PrimaryOwnerName;
  string PrimaryOwnerContact;
  string StartMode;
  boolean Started;
};

[Abstract] class CIM_VirtualSystemManagementService : CIM_Service {
};

[Abstract] class CIM_Capabilities : CIM_ManagedElement {
  [Key] string InstanceID;
  string ElementName;
};

[Abstract] class CIM_EnabledLogicalElementCapabilities : CIM_Capabilities {
  boolean ElementNameEditSupported;
  uint16 MaxElementNameLen;
  uint16 RequestedStatesSupported[];
  string ElementNameMask;
};

[Abstract] class CIM_VirtualSystemManagementCapabilities : CIM_EnabledLogicalElementCapabilities {
  string VirtualSystemTypesSupported[];
  uint16 SynchronousMethodsSupported[];
  uint16 AsynchronousMethodsSupported[];
  uint16 IndicationsSupported[];
};

[Abstract] class CIM_View : CIM_ManagedElement {
};

[Abstract] class Msvm_SummaryInformationBase : CIM_View {
  [Key] string InstanceID;
  string ElementName;
  datetime CreationTime;
  uint16 EnabledState;
  string OtherEnabledState;
  uint16 HealthState;
  string Name;
  string Notes;
  string Version;
  uint16 NumberOfProcessors;
  uint16 OperationalStatus[];
  string StatusDescriptions[];
  uint64 UpTime;
  uint16 EnhancedSessionModeState;
  string VirtualSwitchNames[];
  string VirtualSystemSubType;
  string HostComputerSystemName;
};

[Abstract] class CIM_Job : CIM_LogicalElement {
  string JobStatus;
  datetime TimeSubmitted;
  datetime ScheduledStartTime;
  datetime StartTime;
  datetime ElapsedTime;
  uint32 JobRunTimes;
  uint8 RunMonth;
  sint8 RunDay;
  sint8 RunDayOfWeek;
  datetime RunStartInterval;
  uint16 LocalOrUtcTime;
  datetime UntilTime;
  string Notify;
  string Owner;
  uint32 Priority;
  uint16 PercentComplete;
  boolean DeleteOnCompletion;
  uint16 ErrorCode;
  string ErrorDescription;
  uint16 RecoveryAction;
  string OtherRecoveryAction;
};

[Abstract] class CIM_ConcreteJob : CIM_Job {
  [Key] string InstanceID;
  string Name;
  [ValueMap{"2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"New", "Starting",
    "Running", "Suspended", "Shutting Down", "Completed", "Terminated", "Killed", "Exception",
    "Service", "Query Pending"}] uint16 JobState;
  datetime TimeOfLastStateChange;
  datetime TimeBeforeRemoval;
};

[Abstract] class CIM_Error {
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}, Values{"Unknown", "Other",
    "Communications Error", "Quality of Service Error", "Software Error", "Hardware Error",
    "Environmental Error", "Security Error", "Oversubscription Error",
    "Unavailable Resource Error", "Unsupported Operation Error"}] uint16 ErrorType;
  string OtherErrorType;
  string OwningEntity;
  string MessageID;
  string Message;
  string MessageArguments[];
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7"}, Values{"Unknown", "Other", "Information",
    "Degraded/Warning", "Minor", "Major", "Critical",
    "Fatal/NonRecoverable"}] uint16 PerceivedSeverity;
  uint16 ProbableCause;
  string ProbableCauseDescription;
  string RecommendedActions[];
  string ErrorSource;
  uint16 ErrorSourceFormat;
  string OtherErrorSourceFormat;
  [ValueMap{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29"},
    Values{"CIM_ERR_FAILED", "CIM_ERR_ACCESS_DENIED", "CIM_ERR_INVALID_NAMESPACE",
    "CIM_ERR_INVALID_PARAMETER", "CIM_ERR_INVALID_CLASS", "CIM_ERR_NOT_FOUND",
    "CIM_ERR_NOT_SUPPORTED", "CIM_ERR_CLASS_HAS_CHILDREN", "CIM_ERR_CLASS_HAS_INSTANCES",
    "CIM_ERR_INVALID_SUPERCLASS", "CIM_ERR_ALREADY_EXISTS", "CIM_ERR_NO_SUCH_PROPERTY",
    "CIM_ERR_TYPE_MISMATCH", "CIM_ERR_QUERY_LANGUAGE_NOT_SUPPORTED", "CIM_ERR_INVALID_QUERY",
    "CIM_ERR_METHOD_NOT_AVAILABLE", "CIM_ERR_METHOD_NOT_FOUND", "CIM_ERR_UNEXPECTED_RESPONSE",
    "CIM_ERR_INVALID_RESPONSE_DESTINATION", "CIM_ERR_NAMESPACE_NOT_EMPTY",
    "CIM_ERR_INVALID_ENUMERATION_CONTEXT", "CIM_ERR_INVALID_OPERATION_TIMEOUT",
    "CIM_ERR_PULL_HAS_BEEN_ABANDONED", "CIM_ERR_PULL_CANNOT_BE_ABANDONED",
    "CIM_ERR_FILTERED_ENUMERATION_NOT_SUPPORTED", "CIM_ERR_CONTINUATION_ON_ERROR_NOT_SUPPORTED",
    "CIM_ERR_SERVER_LIMITS_EXCEEDED", "CIM_ERR_SERVER_IS_SHUTTING_DOWN",
    "CIM_ERR_QUERY_FEATURE_NOT_SUPPORTED"}] uint32 CIMStatusCode;
  string CIMStatusCodeDescription;
};

[Abstract] class CIM_ResourceAllocationSettingData : CIM_SettingData {
  [ValueMap{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
    "32", "33"}, Values{"Other", "Computer System", "Processor", "Memory", "IDE Controller",
    "Parallel SCSI HBA", "FC HBA", "iSCSI HBA", "IB HCA", "Ethernet Adapter",
    "Other Network Adapter", "I/O Slot", "I/O Device", "Floppy Drive", "CD Drive", "DVD drive",
    "Disk Drive", "Tape Drive", "Storage Extent", "Other storage device", "Serial port",
    "Parallel port", "USB Controller", "Graphics controller", "IEEE 1394 Controller",
    "Partitionable Unit", "Base Partitionable Unit", "Power", "Cooling Capacity",
    "Ethernet Switch Port", "Logical Disk", "Storage Volume",
    "Ethernet Connection"}] uint16 ResourceType;
  string OtherResourceType;
  string ResourceSubType;
  string PoolID;
  ${consumerVisibility};
  string HostResource[];
  string AllocationUnits;
  uint64 VirtualQuantity;
  uint64 Reservation;
  uint64 Limit;
  uint32 Weight;
  boolean AutomaticAllocation;
  boolean AutomaticDeallocation;
  string Parent;
  string Connection[];
  string Address;
  uint16 MappingBehavior;
  string AddressOnParent;
  string VirtualQuantityUnits;
};

[Abstract] class CIM_StorageAllocationSettingData : CIM_ResourceAllocationSettingData {
  uint64 VirtualQuantity;
  uint64 Reservation;
  uint64 Limit;
  string VirtualQuantityUnits;
  uint64 VirtualResourceBlockSize;
  [ValueMap{"0", "1", "2", "3"}, Values{"Unknown", "Readable", "Writeable",
    "Read/Write Supported"}] uint16 Access;
  uint64 HostResourceBlockSize;
  uint64 HostExtentStartingAddress;
  string HostExtentName;
  uint16 HostExtentNameFormat;
  string OtherHostExtentNameFormat;
  uint16 HostExtentNameNamespace;
  string OtherHostExtentNameNamespace;
};

[Abstract] class CIM_LogicalDevice : CIM_EnabledLogicalElement {
  [Key] string SystemCreationClassName;
  [Key] string SystemName;
  [Key] string CreationClassName;
  [Key] string DeviceID;
  boolean PowerManagementSupported;
  uint16 PowerManagementCapabilities[];
  [ValueMap{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21"}, Values{"Other", "Unknown", "Running/Full Power", "Warning",
    "In Test", "Not Applicable", "Power Off", "Off Line", "Off Duty", "Degraded", "Not Installed",
    "Install Error", "Power Save - Unknown", "Power Save - Low Power Mode",
    "Power Save - Standby", "Power Cycle", "Power Save - Warning", "Paused", "Not Ready",
    "Not Configured", "Quiesced"}] uint16 Availability;
  [ValueMap{"1", "2", "3", "4", "5"}, Values{"Other", "Unknown", "Enabled", "Disabled",
    "Not Applicable"}] uint16 StatusInfo;
  uint32 LastErrorCode;
  string ErrorDescription;
  boolean ErrorCleared;
  string OtherIdentifyingInfo[];
  uint64 PowerOnHours;
  uint64 TotalPowerOnHours;
  string IdentifyingDescriptions[];
  uint16 AdditionalAvailability[];
  uint64 MaxQuiesceTime;
};

[Abstract] class CIM_Processor : CIM_LogicalDevice {
  string Role;
  uint16 Family;
  string OtherFamilyDescription;
  uint16 UpgradeMethod;
  uint32 MaxClockSpeed;
  uint32 CurrentClockSpeed;
  uint16 DataWidth;
  uint16 AddressWidth;
  uint16 LoadPercentage;
  string Stepping;
  string UniqueID;
  uint16 CPUStatus;
  uint32 ExternalBusClockSpeed;
};

[Abstract] class CIM_StorageExtent : CIM_LogicalDevice {
  string Name;
  uint16 DataOrganization;
  string Purpose;
  [ValueMap{"0", "1", "2", "3", "4"}, Values{"Unknown", "Readable", "Writeable",
    "Read/Write Supported", "Write Once"}] uint16 Access;
  string ErrorMethodology;
  uint64 BlockSize;
  uint64 NumberOfBlocks;
  uint64 ConsumableBlocks;
  boolean IsBasedOnUnderlyingRedundancy;
  boolean SequentialAccess;
  uint16 ExtentStatus[];
  boolean NoSinglePointOfFailure;
  uint16 DataRedundancy;
  uint16 PackageRedundancy;
  uint8 DeltaReservation;
  boolean Primordial;
  uint16 NameFormat;
  uint16 NameNamespace;
  string OtherNameNamespace;
  string OtherNameFormat;
};

[Abstract] class CIM_Memory : CIM_StorageExtent {
  string ErrorMethodology;
  boolean Volatile;
  uint64 StartingAddress;
  uint64 EndingAddress;
  uint16 ErrorInfo;
  string OtherErrorDescription;
  boolean CorrectableError;
  datetime ErrorTime;
  uint16 ErrorAccess;
  uint32 ErrorTransferSize;
  uint8 ErrorData[];
  uint16 ErrorDataOrder;
  uint64 ErrorAddress;
  boolean SystemLevelAddress;
  uint64 ErrorResolution;
  uint8 AdditionalErrorData[];
};

[Abstract] class CIM_ProtocolController : CIM_LogicalDevice {
  uint32 MaxUnitsControlled;
};

[Abstract] class CIM_SCSIProtocolController : CIM_ProtocolController {
  uint16 NameFormat;
  string OtherNameFormat;
};

[Abstract] class CIM_Controller : CIM_LogicalDevice {
  datetime TimeOfLastReset;
  uint16 ProtocolSupported;
  uint32 MaxNumberControlled;
  string ProtocolDescription;
};

[Abstract] class CIM_IDEController : CIM_Controller {
};

[Abstract] class CIM_MediaAccessDevice : CIM_LogicalDevice {
  uint16 Capabilities[];
  string CapabilityDescriptions[];
  string ErrorMethodology;
  string CompressionMethod;
  uint32 NumberOfMediaSupported;
  uint64 MaxMediaSize;
  uint64 DefaultBlockSize;
  uint64 MaxBlockSize;
  uint64 MinBlockSize;
  boolean NeedsCleaning;
  boolean MediaIsLocked;
  uint16 Security;
  datetime LastCleaned;
  uint64 MaxAccessTime;
  uint32 UncompressedDataRate;
  uint64 LoadTime;
  uint64 UnloadTime;
  uint64 MountCount;
  datetime TimeOfLastMount;
  uint64 TotalMountTime;
  string UnitsDescription;
  uint64 MaxUnitsBeforeCleaning;
  uint64 UnitsUsed;
};

[Abstract] class CIM_DiskDrive : CIM_MediaAccessDevice {
};

[Abstract] class CIM_DVDDrive : CIM_MediaAccessDevice {
  uint16 FormatsSupported[];
};

[Abstract] class CIM_LogicalDisk : CIM_StorageExtent {
  uint16 NameFormat;
  uint16 NameNamespace;
};

[Abstract] class CIM_ResourcePool : CIM_LogicalElement {
  [Key] string InstanceID;
  string PoolID;
  boolean Primordial;
  uint64 Capacity;
  uint64 Reserved;
  ${resourceType};
  string OtherResourceType;
  string ResourceSubType;
  string AllocationUnits;
  string ConsumedResourceUnits;
  uint64 CurrentlyConsumedResource;
  uint64 MaxConsumableResource;
};

[Abstract] class CIM_AllocationCapabilities : CIM_Capabilities {
  [ValueMap{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16",
    "17", "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31",
    "32", "33"}, Values{"Other", "Computer System", "Processor", "Memory", "IDE Controller",
    "Parallel SCSI HBA", "FC HBA", "iSCSI HBA", "IB HCA", "Ethernet Adapter",
    "Other Network Adapter", "I/O Slot", "I/O Device", "Floppy Drive", "CD Drive", "DVD drive",
    "Disk Drive", "Tape Drive", "Storage Extent", "Other Storage Device", "Serial port",
    "Parallel port", "USB Controller", "Graphics controller", "IEEE 1394 Controller",
    "Partitionable Unit", "Base Partitionable Unit", "Power", "Cooling Capacity",
    "Ethernet Switch Port", "Logical Disk", "Storage Volume",
    "Ethernet Connection"}] uint16 ResourceType;
  string OtherResourceType;
  string ResourceSubType;
  uint16 RequestTypesSupported;
  uint16 SharingMode;
  uint16 SupportedAddStates[];
  uint16 SupportedRemoveStates[];
};

[Abstract] class CIM_MetricService : CIM_Service {
};

[Abstract] class CIM_BaseMetricDefinition : CIM_ManagedElement {
  [Key] string Id;
  string Name;
  uint16 DataType;
  uint16 Calculable;
  string Units;
  string BreakdownDimensions[];
  boolean IsContinuous;
  uint16 ChangeType;
  uint16 TimeScope;
  uint16 GatheringType;
  string ProgrammaticUnits;
};

[Abstract] class CIM_AggregationMetricDefinition : CIM_BaseMetricDefinition {
  uint16 ChangeType;
  uint16 SimpleFunction;
};

[Abstract] class CIM_BaseMetricValue : CIM_ManagedElement {
  [Key] string InstanceID;
  string MetricDefinitionId;
  string MeasuredElementName;
  datetime TimeStamp;
  datetime Duration;
  string MetricValue;
  string BreakdownDimension;
  string BreakdownValue;
  boolean Volatile;
};

[Abstract] class CIM_AggregationMetricValue : CIM_BaseMetricValue {
  datetime AggregationTimeStamp;
  datetime AggregationDuration;
};
`;
