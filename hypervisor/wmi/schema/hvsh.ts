/**
 * MOF: our own classes, for what the public ones can not say: pools that divide, settings in
 * vSphere's terms, measured statistics, facts of the host (resources.md 1 to 5, 11, 15); what a machine boots.
 *
 * Units: MHz and MB as in resources.md 0.3; a limit of null is unlimited.
 */
export const hvsh = `
[Abstract] class Hvsh_AllocationSettings : CIM_SettingData {
  string CpuSharesLevel;
  uint32 NumCpuShares;
  uint64 CpuReservationMHz;
  uint64 CpuLimitMHz;
  string MemSharesLevel;
  uint32 NumMemShares;
  uint64 MemReservationMB;
  uint64 MemLimitMB;
  uint64 CpuEntitlementMHz;
};

class Hvsh_ResourcePool : Hvsh_AllocationSettings {
  Hvsh_ResourcePool ref Parent;
  boolean CpuExpandableReservation;
  boolean MemExpandableReservation;
  datetime CreationTime;
  uint64 CpuReservationUsedMHz;
  uint64 CpuUnreservedMHz;
  uint64 CpuUsageMHz;
  uint64 MemReservationUsedMB;
  uint64 MemUnreservedMB;
};

class Hvsh_ResourceConfiguration : Hvsh_AllocationSettings {
  string SystemName;
  Hvsh_ResourcePool ref Pool;
  string FolderID;
  boolean MemReservationLockedToMax;
};

[Association] class Hvsh_PoolMember : CIM_Component {
  [Key] Hvsh_ResourcePool ref GroupComponent;
  [Key] CIM_ManagedElement ref PartComponent;
};

class Hvsh_ResourceService : CIM_Service {
  uint32 CreatePool([In] string ElementName, [In] Hvsh_ResourcePool ref Parent,
    [In] string CpuSharesLevel, [In] uint32 NumCpuShares, [In] uint64 CpuReservationMHz,
    [In] uint64 CpuLimitMHz, [In] boolean CpuExpandableReservation, [In] string MemSharesLevel,
    [In] uint32 NumMemShares, [In] uint64 MemReservationMB, [In] uint64 MemLimitMB,
    [In] boolean MemExpandableReservation, [Out] Hvsh_ResourcePool ref Pool, [Out] string Fault,
    [Out] string Message);
  uint32 ModifyPool([In] Hvsh_ResourcePool ref Pool, [In] string ElementName,
    [In] string CpuSharesLevel, [In] uint32 NumCpuShares, [In] uint64 CpuReservationMHz,
    [In] uint64 CpuLimitMHz, [In] boolean CpuExpandableReservation, [In] string MemSharesLevel,
    [In] uint32 NumMemShares, [In] uint64 MemReservationMB, [In] uint64 MemLimitMB,
    [In] boolean MemExpandableReservation, [Out] string Fault, [Out] string Message);
  uint32 RemovePool([In] Hvsh_ResourcePool ref Pool, [Out] string Fault, [Out] string Message);
  uint32 MovePool([In] Hvsh_ResourcePool ref Pool, [In] Hvsh_ResourcePool ref Parent,
    [Out] string Fault, [Out] string Message);
  uint32 MoveSystem([In] Msvm_ComputerSystem ref System, [In] Hvsh_ResourcePool ref Pool,
    [Out] string Fault, [Out] string Message);
  uint32 ModifyOptions([In] Msvm_ComputerSystem ref System, [In] string Names[], [In] string Values[],
    [In] string RemovedNames[], [Out] string Fault, [Out] string Message);
  uint32 ModifyConfiguration([In] Msvm_ComputerSystem ref System, [In] string CpuSharesLevel,
    [In] uint32 NumCpuShares, [In] uint64 CpuReservationMHz, [In] uint64 CpuLimitMHz,
    [In] string MemSharesLevel, [In] uint32 NumMemShares, [In] uint64 MemReservationMB,
    [In] uint64 MemLimitMB, [In] boolean MemReservationLockedToMax, [Out] string Fault,
    [Out] string Message);
};

class Hvsh_NatStaticMapping : CIM_ManagedElement {
  [Key] uint32 StaticMappingID;
  string NatName;
  uint8 Protocol;
  string ExternalIPAddress;
  uint16 ExternalPort;
  string InternalIPAddress;
  uint16 InternalPort;
};

class Hvsh_NatService : CIM_Service {
  uint32 AddStaticMapping([In] string NatName, [In] uint8 Protocol, [In] string ExternalIPAddress,
    [In] uint16 ExternalPort, [In] string InternalIPAddress, [In] uint16 InternalPort,
    [Out] Hvsh_NatStaticMapping ref Mapping, [Out] string Fault, [Out] string Message);
  uint32 RemoveStaticMapping([In] Hvsh_NatStaticMapping ref Mapping, [Out] string Fault,
    [Out] string Message);
};

class Hvsh_StatCounter : CIM_ManagedElement {
  [Key] string Key;
  string Name;
  string Group;
  string Rollup;
  string Unit;
  string StatsType;
  uint16 Level;
  uint16 DeviceLevel;
  string Entities[];
};

class Hvsh_StatSeries {
  string Entity;
  string Counter;
  string Instance;
  string Unit;
  uint32 IntervalSecs;
  datetime Timestamps[];
  real64 Values[];
};

class Hvsh_StatService : CIM_Service {
  uint32 QueryStats([In] string Entities[], [In] string Counters[], [In] uint32 IntervalSecs,
    [In] datetime Start, [In] datetime Finish, [In] uint32 MaxSamples, [In] boolean Now,
    [Out, EmbeddedInstance("Hvsh_StatSeries")] string Series[]);
  uint32 QueryAvailable([In] string Entity, [Out] string Counters[]);
};

class Hvsh_Host : CIM_ManagedElement {
  [Key] string HostName;
  string Version;
  uint32 ProcessID;
  datetime StartTime;
  uint32 LogicalProcessors;
  uint32 InstalledLogicalProcessors;
  string ProcessorName;
  uint64 ProcessorMHz;
  uint64 CpuCapacityMHz;
  uint64 CpuUsageMHz;
  uint64 MemoryMB;
  uint64 MemoryCapacityMB;
  uint64 MemoryUsedMB;
  string DataRoot;
  string VirtualMachinePath;
  string VirtualHardDiskPath;
  string ReservationMode;
  uint32 StatIntervalSecs;
};

class Hvsh_BootSourceSettingData : CIM_ResourceAllocationSettingData {
  string Image;
  string Kernel;
  string Initrd;
  string CommandLine;
};

class Hvsh_MachineOption : CIM_ManagedElement {
  [Key] string SystemName;
  [Key] string Name;
  string Value;
};

class Hvsh_Event : CIM_ManagedElement {
  [Key] uint32 Key;
  datetime Time;
  string EventType;
  string SystemName;
  string SystemElementName;
  string UserName;
  string Message;
};

class Hvsh_Datastore : CIM_ManagedElement {
  [Key] string Name;
  string Path;
  uint64 Capacity;
  uint64 FreeSpace;
};

class Hvsh_BootService : CIM_Service {
  uint32 CreateRootDisk([In] string Image, [In] string Path, [Out] string Fault,
    [Out] string Message);
  uint32 StartFromImageState([In] Msvm_ComputerSystem ref System,
    [Out] CIM_ConcreteJob ref Job, [Out] string Fault, [Out] string Message);
};

class Hvsh_Image : CIM_ManagedElement {
  [Key] string Name;
  boolean IsSaved;
  string KernelVersion;
  string CommandLine;
  string DiskCommandLine;
  uint64 DiskSize;
  uint64 StoredSize;
  string Packages[];
  string Source;
  string Warnings[];
  datetime Created;
  string Path;
  string KernelPath;
  string InitrdPath;
  string DiskPath;
};

class Hvsh_ImageService : CIM_Service {
  uint32 SaveImage([In] string Name, [In] string PackagePath, [In] string Mirror, [In] uint64 DiskSize,
    [In] boolean Force, [Out] CIM_ConcreteJob ref Job, [Out] string Fault, [Out] string Message);
  uint32 RemoveImage([In] string Name, [In] boolean Force, [Out] string Fault, [Out] string Message);
};

class Hvsh_GuestJob : Msvm_ConcreteJob {
  sint32 ExitCode;
  string Output;
};

class Hvsh_GuestService : CIM_Service {
  uint32 RunScript([In] Msvm_ComputerSystem ref System, [In] string Text, [In] string UserName,
    [In] string Password, [In] uint32 TimeoutSecs, [In] uint32 ContactSecs,
    [Out] Hvsh_GuestJob ref Job, [Out] string Fault, [Out] string Message);
  uint32 CopyToGuest([In] Msvm_ComputerSystem ref System, [In] string SourcePath,
    [In] string DestinationPath, [In] boolean CreateFullPath, [In] string UserName,
    [In] string Password, [In] uint32 ContactSecs, [Out] Hvsh_GuestJob ref Job, [Out] string Fault,
    [Out] string Message);
  uint32 CopyFromGuest([In] Msvm_ComputerSystem ref System, [In] string SourcePath,
    [In] string DestinationPath, [In] string UserName, [In] string Password,
    [In] uint32 ContactSecs, [Out] Hvsh_GuestJob ref Job, [Out] string Fault, [Out] string Message);
  uint32 SetConsoleSize([In] Msvm_ComputerSystem ref System, [In] uint32 Columns, [In] uint32 Rows,
    [Out] string Fault, [Out] string Message);
};

class Hvsh_HostService : CIM_Service {
  uint32 ModifySettings([In] uint32 LogicalProcessors,
    [In] string VirtualHardDiskPath, [In] string ReservationMode, [Out] string Message);
};
`;
