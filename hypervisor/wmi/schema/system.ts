/** MOF: systems, their settings and the services that manage them. Source: the public class documentation (wmi.md 3 and 4). */
import {enabledDefault} from './states.ts';
export const system = `
class Msvm_ComputerSystem : CIM_ComputerSystem {
  [ValueMap{"2", "3", "5", "10", "11", "15", "32768", "32769", "32770", "32771", "32772", "32773",
    "32774"}, Values{"OK", "Degraded", "Predictive Failure", "Stopped", "In Service", "Dormant",
    "Creating Snapshot", "Applying Snapshot", "Deleting Snapshot", "Waiting to Start",
    "Merging Disks", "Exporting Virtual Machine",
    "Migrating Virtual Machine"}] uint16 OperationalStatus[];
  [ValueMap{"5", "20", "25"}, Values{"OK", "Major failure",
    "Critical failure"}] uint16 HealthState;
  [ValueMap{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "32773", "32776",
    "32777", "32779", "32780", "32781", "32782", "32783", "32784", "32785", "32786", "32787",
    "32788", "32789", "32790", "32791", "32792", "32793", "32794", "32795", "32796"},
    Values{"Unknown", "Other", "Enabled (Running)", "Disabled (Off)", "Shutting Down (Stopping)",
    "Not Applicable", "Enabled but Offline (Saved)", "In Test", "Deferred", "Quiesce (Paused)",
    "Starting", "Reset", "Saving", "Pausing", "Resuming", "FastSaved", "FastSaving",
    "ForceShutdown", "ForceReboot", "Hibernated", "ComponentServicing", "RunningCritical",
    "OffCritical", "StoppingCritical", "SavedCritical", "PausedCritical", "StartingCritical",
    "ResetCritical", "SavingCritical", "PausingCritical", "ResumingCritical", "FastSavedCritical",
    "FastSavingCritical"}] uint16 EnabledState;
  [ValueMap{"0", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"}, Values{"Unknown",
    "Enabled", "Disabled", "Shut Down", "No Change", "Offline", "Test", "Deferred", "Quiesce",
    "Reboot", "Reset", "Not Applicable"}] uint16 RequestedState;
  ${enabledDefault};
  uint64 OnTimeInMilliseconds;
  uint32 ProcessID;
  datetime TimeOfLastConfigurationChange;
  uint16 NumberOfNumaNodes;
  uint16 ReplicationState;
  uint16 ReplicationHealth;
  uint16 ReplicationMode;
  uint16 FailedOverReplicationType;
  uint16 LastReplicationType;
  datetime LastApplicationConsistentReplicationTime;
  datetime LastReplicationTime;
  datetime LastSuccessfulBackupTime;
  uint16 EnhancedSessionModeState;
  uint32 HwThreadsPerCoreRealized;
  string ManagementVtlImageVersion;
  string ManagementVtlImageFileName;
  uint32 RequestStateChange([In] uint16 RequestedState, [In] datetime TimeoutPeriod,
    [Out] CIM_ConcreteJob ref Job);
};

class Msvm_VirtualSystemSettingData : CIM_VirtualSystemSettingData {
  string VirtualSystemIdentifier;
  string BIOSGUID;
  string BIOSSerialNumber;
  string BaseBoardSerialNumber;
  string ChassisSerialNumber;
  string ChassisAssetTag;
  boolean BIOSNumLock;
  [ValueMap{"0", "1", "2", "3", "4"}, Values{"Floppy", "CD-ROM", "IDE Hard Drive", "PXE Boot",
    "SCSI Hard Drive"}] uint16 BootOrder[];
  string Parent;
  boolean IsSaved;
  string AdditionalRecoveryInformation;
  boolean AllowFullSCSICommandSet;
  uint32 DebugChannelId;
  uint16 DebugPortEnabled;
  uint32 DebugPort;
  string Version;
  boolean IncrementalBackupEnabled;
  boolean VirtualNumaEnabled;
  boolean AllowReducedFcRedundancy;
  string BootSourceOrder[];
  uint64 LowMmioGapSize;
  string VirtualSystemSubType;
  boolean SecureBootEnabled;
  boolean PauseAfterBootFailure;
  [ValueMap{"4096", "4097"}, Values{"IPv4", "IPv6"}] uint16 NetworkBootPreferredProtocol;
  [ValueMap{"2", "3", "4", "5"}, Values{"Disable", "ProductionFallbackToTest",
    "ProductionNoFallback", "Test"}] uint16 UserSnapshotType;
  string SecureBootTemplateId;
  uint16 ConsoleMode;
  [ValueMap{"0", "1"}, Values{"None", "Pause Resume"}] uint16 AutomaticCriticalErrorAction;
  datetime AutomaticCriticalErrorActionTimeout;
  string ParentPackage;
  boolean LockOnDisconnect;
  boolean GuestControlledCacheTypes;
  uint64 HighMmioGapSize;
  string ParentContainerImage;
  uint8 ContainerRuntimeType;
  string Architecture;
  string GuestStateDataRoot;
  string GuestStateFile;
  boolean IsAutomaticSnapshot;
  boolean AutomaticSnapshotsEnabled;
  uint64 HighMmioGapBase;
  uint16 EnhancedSessionTransportType;
  boolean EnableHibernation;
  boolean TurnOffOnGuestRestart;
  boolean BootPciExpress;
  string BootPciExpressInstanceFilter;
  [EmbeddedInstance("Msvm_NumaNodeTopology")] string NumaNodeTopologyArray[];
  boolean GuestStateIsolationEnabled;
  uint16 VirtualSlitType;
  uint16 GuestStateIsolationType;
  uint16 ClusterWideNodeCapabilitiesValidationMode;
  uint64 Vtl2AddressRangeBase;
  uint64 Vtl2AddressRangeSize;
  uint64 Vtl2MmioAddressRangeSize;
  string SourceGuestStateFile;
  uint16 Vtl2AddressSpaceConfigurationMode;
  uint16 GuestStateIsolationMode;
  uint16 VMBusMessageRedirection;
  string WorkerJobObjectName;
  string MemoryHostingJobObjectName;
  string FirmwareFile;
  uint8 FirmwareParameters[];
  boolean WatchdogEnabled;
  uint64 GuestFeatureSet;
  uint16 ManagementVtlUpdatePolicy;
  boolean DefaultBootAlwaysAttempt;
  uint64 Vtl2ReservedDmaSizeMB;
  uint16 VirtualHmatType;
  uint16 GuestStateLifetime;
  uint8 LaunchData[];
  string VMBusHybridHvSocketPath;
  string VMBusManagementVtlHybridHvSocketPath;
  string ResourcePartitionID;
  uint64 ManagementVtlAutomaticUpdateFlags;
  uint32 MaximumHierarchicalPartitions;
  uint32 MaximumLayeredPartitions;
  uint32 PartitionDiagnosticBufferCount;
  uint32 PartitionDiagnosticBufferSizeInPages;
  boolean BootEmulatedPciExpress;
  uint32 EfiDiagnosticsLogLevel;
  uint64 ManagementVtlFeatureFlags;
  uint16 GuestStateEncryptionPolicy;
  boolean EnableLayeredIntegratedScheduler;
  boolean EnableVirtualIommu;
};

class Msvm_VirtualSystemManagementService : CIM_VirtualSystemManagementService {
  uint32 AddResourceSettings([In] CIM_VirtualSystemSettingData ref AffectedConfiguration, [In,
    EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [Out] CIM_ResourceAllocationSettingData ref ResultingResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 DefineSystem([In,
    EmbeddedInstance("CIM_VirtualSystemSettingData")] string SystemSettings, [In,
    EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [In] CIM_VirtualSystemSettingData ref ReferenceConfiguration,
    [Out] CIM_ComputerSystem ref ResultingSystem, [Out] CIM_ConcreteJob ref Job);
  uint32 DestroySystem([In] CIM_ComputerSystem ref AffectedSystem, [Out] CIM_ConcreteJob ref Job);
  uint32 ModifyResourceSettings([In,
    EmbeddedInstance("CIM_ResourceAllocationSettingData")] string ResourceSettings[],
    [Out] CIM_ResourceAllocationSettingData ref ResultingResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifySystemSettings([In,
    EmbeddedInstance("Msvm_VirtualSystemSettingData|Msvm_VirtualEthernetSwitchSettingData")] string SystemSettings, [Out] CIM_ConcreteJob ref Job);
  uint32 RemoveResourceSettings([In] CIM_ResourceAllocationSettingData ref ResourceSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 AddFeatureSettings([In] CIM_SettingData ref AffectedConfiguration, [In,
    EmbeddedInstance("Msvm_FeatureSettingData")] string FeatureSettings[],
    [Out] Msvm_FeatureSettingData ref ResultingFeatureSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifyFeatureSettings([In,
    EmbeddedInstance("Msvm_FeatureSettingData")] string FeatureSettings[],
    [Out] Msvm_FeatureSettingData ref ResultingFeatureSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 RemoveFeatureSettings([In] Msvm_FeatureSettingData ref FeatureSettings[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifyServiceSettings([In,
    EmbeddedInstance("Msvm_VirtualSystemManagementServiceSettingData")] string SettingData,
    [Out] CIM_ConcreteJob ref Job);
  uint32 GetSummaryInformation([In] CIM_VirtualSystemSettingData ref SettingData[],
    [In] uint32 RequestedInformation[], [Out] object SummaryInformation[]);
  uint32 AddKvpItems([In] CIM_ComputerSystem ref TargetSystem, [In,
    EmbeddedInstance("Msvm_KvpExchangeDataItem")] string DataItems[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 ModifyKvpItems([In] CIM_ComputerSystem ref TargetSystem, [In,
    EmbeddedInstance("Msvm_KvpExchangeDataItem")] string DataItems[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 RemoveKvpItems([In] CIM_ComputerSystem ref TargetSystem, [In,
    EmbeddedInstance("Msvm_KvpExchangeDataItem")] string DataItems[],
    [Out] CIM_ConcreteJob ref Job);
  uint32 FormatError([In, EmbeddedInstance("Msvm_Error")] string Errors[],
    [Out] string ErrorMessage);
};

class Msvm_VirtualSystemManagementServiceSettingData : CIM_SettingData {
  string BiosLockString;
  string DefaultExternalDataRoot;
  string DefaultVirtualHardDiskPath;
  string MaximumMacAddress;
  string MinimumMacAddress;
  boolean NumaSpanningEnabled;
  string PrimaryOwnerContact;
  string PrimaryOwnerName;
  uint32 HbaLunTimeout;
  string MaximumWWPNAddress;
  string MinimumWWPNAddress;
  string CurrentWWNNAddress;
  boolean EnhancedSessionModeEnabled;
  uint16 DefaultVirtualHardDiskCachingMode;
  boolean HypervisorRootSchedulerEnabled;
  uint16 HypervisorSnpStatus;
  uint16 HypervisorTdxStatus;
  uint16 HypervisorRmeStatus;
};

class Msvm_VirtualSystemManagementCapabilities : CIM_VirtualSystemManagementCapabilities {
  uint16 SynchronousMethodsSupported[];
  uint16 AsynchronousMethodsSupported[];
  uint16 IndicationsSupported[];
};

class Msvm_VirtualSystemCapabilities : CIM_EnabledLogicalElementCapabilities {
};

class Msvm_SummaryInformation : Msvm_SummaryInformationBase {
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
  string AllocatedGPU;
  instance AsynchronousTasks[];
  string GuestOperatingSystem;
  [ValueMap{"2", "6", "12", "13"}, Values{"OK", "Error", "No Contact",
    "Lost Communication"}] uint16 Heartbeat;
  uint64 MemoryUsage;
  uint64 MemoryDemand;
  sint32 MemoryAvailable;
  sint32 AvailableMemoryBuffer;
  boolean SwapFilesInUse;
  uint16 ProcessorLoad;
  uint16 ProcessorLoadHistory[];
  instance Snapshots[];
  uint8 ThumbnailImage[];
  uint16 ReplicationState;
  uint16 ReplicationHealth;
  uint16 ReplicationMode;
  CIM_ComputerSystem ref TestReplicaSystem;
  uint16 ApplicationHealth;
  uint16 IntegrationServicesVersionState;
  boolean MemorySpansPhysicalNumaNodes;
  uint16 ReplicationStateEx[];
  uint16 ReplicationHealthEx[];
  string ReplicationProviderId[];
  uint16 ThumbnailImageWidth;
  uint16 ThumbnailImageHeight;
  boolean Shielded;
  uint64 HypervisorPartitionId;
};

class Msvm_ImageManagementService : CIM_Service {
  uint32 CreateVirtualHardDisk([In,
    EmbeddedInstance("Msvm_VirtualHardDiskSettingData")] string VirtualDiskSettingData,
    [Out] CIM_ConcreteJob ref Job);
  uint32 ResizeVirtualHardDisk([In] string Path, [In] uint64 MaxInternalSize,
    [Out] CIM_ConcreteJob ref Job);
  uint32 ConvertVirtualHardDisk([In] string SourcePath, [In,
    EmbeddedInstance("Msvm_VirtualHardDiskSettingData")] string VirtualDiskSettingData,
    [Out] CIM_ConcreteJob ref Job);
  uint32 GetVirtualHardDiskSettingData([In] string Path, [Out,
    EmbeddedInstance("Msvm_VirtualHardDiskSettingData")] string SettingData,
    [Out] CIM_ConcreteJob ref Job);
  uint32 GetVirtualHardDiskState([In] string Path, [Out,
    EmbeddedInstance("Msvm_VirtualHardDiskState")] string State, [Out] CIM_ConcreteJob ref Job);
  uint32 DeleteVirtualHardDisk([In] string Path);
  uint32 SetVirtualHardDiskSettingData([In,
    EmbeddedInstance("Msvm_VirtualHardDiskSettingData")] string VirtualDiskSettingData,
    [Out] CIM_ConcreteJob ref Job);
  uint32 SetParentVirtualHardDisk([In] string ChildPath, [In] string ParentPath,
    [In] string LeafPath, [In] boolean IgnoreIDMismatch, [Out] CIM_ConcreteJob ref Job);
  uint32 MergeVirtualHardDisk([In] string SourcePath, [In] string DestinationPath,
    [Out] CIM_ConcreteJob ref Job);
  uint32 CompactVirtualHardDisk([In] string Path, [In, ValueMap{"0", "1", "2", "3", "4"},
    Values{"Full", "Quick", "Retrim", "Pretrimmed", "Prezeroed"}] uint16 Mode,
    [Out] CIM_ConcreteJob ref Job);
  uint32 ValidateVirtualHardDisk([In] string Path, [Out] CIM_ConcreteJob ref Job);
};

class Msvm_VirtualHardDiskSettingData : CIM_SettingData {
  [ValueMap{"2", "3", "4"}, Values{"Fixed", "Dynamic", "Differencing"}] uint16 Type;
  [ValueMap{"2", "3", "4"}, Values{"VHD", "VHDX", "VHDSet"}] uint16 Format;
  string Path;
  string ParentPath;
  uint64 MaxInternalSize;
  uint32 BlockSize;
  uint32 LogicalSectorSize;
  uint32 PhysicalSectorSize;
  string VirtualDiskId;
  string ParentIdentifier;
  datetime ParentTimestamp;
  boolean IsPmemCompatible;
  uint16 PmemAddressAbstractionType;
  uint64 DataAlignment;
};

class Msvm_VirtualHardDiskState {
  uint64 FileSize;
  boolean InUse;
  uint64 MinInternalSize;
  uint32 PhysicalSectorSize;
  uint32 Alignment;
  uint32 FragmentationPercentage;
  datetime Timestamp;
};
`;
