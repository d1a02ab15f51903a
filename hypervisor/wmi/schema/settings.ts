/** MOF: settings of the devices of a machine. Source: the public class documentation (wmi.md 3 and 4). */
import {consumerVisibility, enabledOrDisabled, resourceType} from './states.ts';
export const settings = `
class Msvm_ResourceAllocationSettingData : CIM_ResourceAllocationSettingData {
  string VirtualSystemIdentifiers[];
  uint8 TargetVtl;
};

class Msvm_ProcessorSettingData : CIM_ResourceAllocationSettingData {
  boolean LimitCPUID;
  boolean LimitProcessorFeatures;
  uint64 MaxProcessorsPerNumaNode;
  uint64 MaxNumaNodesPerSocket;
  boolean EnableHostResourceProtection;
  uint64 HwThreadsPerCore;
  boolean ExposeVirtualizationExtensions;
  boolean HideHypervisorPresent;
  string CpuGroupId;
  boolean DisableSpeculationControls;
  boolean EnablePerfmonPmu;
  boolean EnablePerfmonLbr;
  boolean EnablePerfmonPebs;
  boolean EnablePerfmonIpt;
  uint8 EnablePageShattering;
  boolean EnableLegacyApicMode;
  boolean AllowACountMCount;
  uint8 LimitProcessorFeaturesMode;
  uint8 ApicMode;
  string CpuBrandString;
  uint32 PerfCpuFreqCapMhz;
  uint32 MaxProcessorCountPerL3;
  uint32 MaxClusterCountPerSocket;
  string ProcessorFeatureSet;
  uint32 L3CacheWays;
  boolean EnableSocketTopology;
  uint32 ExtendedVirtualizationExtensions;
  uint32 MaxHwIsolatedGuests;
  boolean EnablePerfmonArchPmu;
  uint8 L3ProcessorDistributionPolicy;
  string EnlightenmentSet;
  boolean EnableHierarchicalVirtualization;
  uint32 MaxHierarchicalPartitions;
  uint32 MaxHierarchicalVps;
  uint32 PartitionDiagnosticBufferCount;
  uint32 PartitionDiagnosticBufferSizeInPages;
  uint32 PhysicalAddressWidth;
  boolean EnableLayeredVirtualization;
  uint32 MaximumHierarchicalVirtualProcessors;
  uint32 MaximumLayeredVirtualProcessors;
  uint32 PerfCpuFreqMinMhz;
  uint32 PerfCpuFreqDesiredMhz;
  uint32 PerfCpuAutonomousActivityWindow;
  uint32 PerfCpuEnergyPerformancePreference;
  boolean PerfCpuIgnoreHostMaxFrequency;
  string VmmCapabilitySet;
  string VmmAssignableSyntheticPF;
  uint8 LpiMode;
};

class Msvm_MemorySettingData : CIM_ResourceAllocationSettingData {
  boolean DynamicMemoryEnabled;
  uint32 TargetMemoryBuffer;
  boolean IsVirtualized;
  boolean SwapFilesInUse;
  uint64 MaxMemoryBlocksPerNumaNode;
  boolean SgxEnabled;
  uint64 SgxSize;
  uint32 SgxLaunchControlMode;
  string SgxLaunchControlDefault;
  boolean HugePagesEnabled;
  uint8 MemoryEncryptionPolicy;
  uint8 MemoryAccessTrackingPolicy;
  uint8 BackingType;
  uint8 BackingPageSize;
  boolean EnableHotHint;
  boolean EnableColdHint;
  boolean EnableEpf;
  boolean EnablePrivateCompressionStore;
  uint8 MemoryAccessTrackingState;
  boolean CxlEnabled;
  uint32 DynMemOperationAlignment;
  boolean EnableGpaPinning;
};

class Msvm_StorageAllocationSettingData : CIM_StorageAllocationSettingData {
  ${resourceType};
  ${consumerVisibility};
  uint32 Weight;
  uint64 IOPSLimit;
  uint64 IOPSReservation;
  string IOPSAllocationUnits;
  boolean PersistentReservationsSupported;
  string StorageQoSPolicyID;
  string SnapshotId;
  [ValueMap{"0", "2", "3", "4"}, Values{"Unknown", "Default", "No Caching",
    "Cache Sharable Parents"}] uint16 CachingMode;
  boolean IgnoreFlushes;
  uint16 WriteHardeningMethod;
};

class Msvm_HeartbeatComponentSettingData : CIM_ResourceAllocationSettingData {
  ${enabledOrDisabled};
  uint32 ErrorThreshold;
  uint32 Interval;
  uint32 Latency;
};

class Msvm_ShutdownComponentSettingData : CIM_ResourceAllocationSettingData {
  ${enabledOrDisabled};
};

class Msvm_TimeSyncComponentSettingData : CIM_ResourceAllocationSettingData {
  uint16 EnabledState;
};

class Msvm_VssComponentSettingData : CIM_ResourceAllocationSettingData {
  ${enabledOrDisabled};
};

class Msvm_GuestServiceInterfaceComponentSettingData : CIM_ResourceAllocationSettingData {
  ${enabledOrDisabled};
  uint16 DefaultEnabledStatePolicy;
};

class Msvm_CopyFileToGuestSettingData : CIM_SettingData {
  string SourcePath;
  string DestinationPath;
  boolean OverwriteExisting;
  boolean CreateFullPath;
};

class Msvm_KvpExchangeComponentSettingData : CIM_ResourceAllocationSettingData {
  ${enabledOrDisabled};
  [EmbeddedInstance("Msvm_KvpExchangeDataItem")] string HostExchangeItems[];
  [EmbeddedInstance("Msvm_KvpExchangeDataItem")] string HostOnlyItems[];
  boolean DisableHostKVPItems;
};
`;
