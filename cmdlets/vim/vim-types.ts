/** The data classes of the API that views are made of. Optional properties nothing fills are left out. */
import {dataType} from './vim-data.ts';

export const description = dataType({
  fullName: 'VMware.Vim.Description',
  fields: {Label: 'string', Summary: 'string'},
});
export const sharesInfo = dataType({
  fullName: 'VMware.Vim.SharesInfo',
  fields: {Shares: 'int', Level: 'string'},
});
export const resourceAllocationInfo = dataType({
  fullName: 'VMware.Vim.ResourceAllocationInfo',
  fields: {
    Reservation: 'long',
    ExpandableReservation: 'bool',
    Limit: 'long',
    Shares: 'object',
  },
});
export const resourceConfigSpec = dataType({
  fullName: 'VMware.Vim.ResourceConfigSpec',
  fields: {Entity: 'object', CpuAllocation: 'object', MemoryAllocation: 'object'},
});
export const optionValue = dataType({
  fullName: 'VMware.Vim.OptionValue',
  fields: {Key: 'string', Value: 'object'},
  toText: self => String(self.values.get('Key') ?? ''),
});
const customFieldValue = dataType({
  fullName: 'VMware.Vim.CustomFieldValue',
  fields: {Key: 'int'},
});
export const customFieldStringValue = dataType({
  fullName: 'VMware.Vim.CustomFieldStringValue',
  base: customFieldValue,
  fields: {Value: 'string'},
});
export const aboutInfo = dataType({
  fullName: 'VMware.Vim.AboutInfo',
  fields: {
    Name: 'string',
    FullName: 'string',
    Vendor: 'string',
    Version: 'string',
    Build: 'string',
    OsType: 'string',
    ProductLineId: 'string',
    ApiType: 'string',
    ApiVersion: 'string',
  },
});

// virtual machines
export const bootOptions = dataType({
  fullName: 'VMware.Vim.VirtualMachineBootOptions',
  fields: {
    BootDelay: 'long',
    EnterBIOSSetup: 'bool',
    EfiSecureBootEnabled: 'bool',
    BootRetryEnabled: 'bool',
    BootRetryDelay: 'long',
  },
});
export const toolsConfigInfo = dataType({
  fullName: 'VMware.Vim.ToolsConfigInfo',
  fields: {ToolsVersion: 'int', ToolsUpgradePolicy: 'string', SyncTimeWithHost: 'bool'},
});
export const fileInfo = dataType({
  fullName: 'VMware.Vim.VirtualMachineFileInfo',
  fields: {VmPathName: 'string', SuspendDirectory: 'string'},
});
export const virtualHardware = dataType({
  fullName: 'VMware.Vim.VirtualHardware',
  fields: {NumCPU: 'int', NumCoresPerSocket: 'int', MemoryMB: 'int', Device: 'object[]'},
});
export const configInfo = dataType({
  fullName: 'VMware.Vim.VirtualMachineConfigInfo',
  fields: {
    Name: 'string',
    Uuid: 'string',
    InstanceUuid: 'string',
    LocationId: 'string',
    Version: 'string',
    CreateDate: 'datetime',
    Annotation: 'string',
    Template: 'bool',
    GuestId: 'string',
    GuestFullName: 'string',
    Firmware: 'string',
    BootOptions: 'object',
    ChangeTrackingEnabled: 'bool',
    Files: 'object',
    Tools: 'object',
    Hardware: 'object',
    CpuAllocation: 'object',
    MemoryAllocation: 'object',
    MemoryHotAddEnabled: 'bool',
    CpuHotAddEnabled: 'bool',
    CpuHotRemoveEnabled: 'bool',
    ExtraConfig: 'object[]',
    ManagedBy: 'object',
    KeyId: 'object',
    VAppConfig: 'object',
  },
});
export const configSpec = dataType({
  fullName: 'VMware.Vim.VirtualMachineConfigSpec',
  fields: {
    Name: 'string',
    Annotation: 'string',
    NumCPUs: 'int',
    NumCoresPerSocket: 'int',
    MemoryMB: 'long',
    CpuAllocation: 'object',
    MemoryAllocation: 'object',
    BootOptions: 'object',
    Tools: 'object',
    ChangeTrackingEnabled: 'bool',
    ExtraConfig: 'object[]',
    DeviceChange: 'object[]',
    GuestId: 'string',
    Version: 'string',
    Firmware: 'string',
    CpuHotAddEnabled: 'bool',
    MemoryHotAddEnabled: 'bool',
  },
});
export const runtimeInfo = dataType({
  fullName: 'VMware.Vim.VirtualMachineRuntimeInfo',
  fields: {
    Host: 'object',
    ConnectionState: 'string',
    PowerState: 'string',
    FaultToleranceState: 'string',
    ToolsInstallerMounted: 'bool',
    BootTime: 'datetime',
    Paused: 'bool',
    MaxCpuUsage: 'int',
    MaxMemoryUsage: 'int',
    ConsolidationNeeded: 'bool',
    Question: 'object',
    MinRequiredEVCModeKey: 'string',
    FeatureRequirement: 'object[]',
  },
});
export const guestInfo = dataType({
  fullName: 'VMware.Vim.GuestInfo',
  fields: {
    ToolsStatus: 'string',
    ToolsRunningStatus: 'string',
    ToolsVersion: 'string',
    ToolsVersionStatus: 'string',
    ToolsVersionStatus2: 'string',
    ToolsInstallType: 'string',
    GuestId: 'string',
    GuestFamily: 'string',
    GuestFullName: 'string',
    HostName: 'string',
    IpAddress: 'string',
    Net: 'object[]',
    Disk: 'object[]',
    GuestState: 'string',
  },
});
export const vmSummary = dataType({
  fullName: 'VMware.Vim.VirtualMachineSummary',
  fields: {
    Vm: 'object',
    Runtime: 'object',
    Guest: 'object',
    Config: 'object',
    Storage: 'object',
    QuickStats: 'object',
    OverallStatus: 'string',
  },
});
export const vmConfigSummary = dataType({
  fullName: 'VMware.Vim.VirtualMachineConfigSummary',
  fields: {
    Name: 'string',
    Template: 'bool',
    VmPathName: 'string',
    MemorySizeMB: 'int',
    CpuReservation: 'int',
    MemoryReservation: 'int',
    NumCpu: 'int',
    NumEthernetCards: 'int',
    NumVirtualDisks: 'int',
    Uuid: 'string',
    InstanceUuid: 'string',
    GuestId: 'string',
    GuestFullName: 'string',
    Annotation: 'string',
  },
});
export const vmStorageSummary = dataType({
  fullName: 'VMware.Vim.VirtualMachineStorageSummary',
  fields: {Committed: 'long', Uncommitted: 'long', Unshared: 'long', Timestamp: 'datetime'},
});
export const vmQuickStats = dataType({
  fullName: 'VMware.Vim.VirtualMachineQuickStats',
  fields: {
    OverallCpuUsage: 'int',
    GuestMemoryUsage: 'int',
    HostMemoryUsage: 'int',
    GuestHeartbeatStatus: 'string',
    UptimeSeconds: 'int',
  },
});

// devices
export const virtualDevice = dataType({
  fullName: 'VMware.Vim.VirtualDevice',
  fields: {
    Key: 'int',
    DeviceInfo: 'object',
    Backing: 'object',
    Connectable: 'object',
    ControllerKey: 'int',
    UnitNumber: 'int',
  },
});
export const virtualController = dataType({
  fullName: 'VMware.Vim.VirtualController',
  base: virtualDevice,
  fields: {BusNumber: 'int', Device: 'int[]'},
});
export const scsiController = dataType({
  fullName: 'VMware.Vim.ParaVirtualSCSIController',
  base: virtualController,
  fields: {SharedBus: 'string', ScsiCtlrUnitNumber: 'int'},
});
export const ideController = dataType({
  fullName: 'VMware.Vim.VirtualIDEController',
  base: virtualController,
  fields: {},
});
export const diskBacking = dataType({
  fullName: 'VMware.Vim.VirtualDiskFlatVer2BackingInfo',
  fields: {
    FileName: 'string',
    Datastore: 'object',
    DiskMode: 'string',
    ThinProvisioned: 'bool',
    Uuid: 'string',
    Parent: 'object',
    KeyId: 'object',
    Sharing: 'string',
    CompatibilityMode: 'string',
  },
});
export const virtualDisk = dataType({
  fullName: 'VMware.Vim.VirtualDisk',
  base: virtualDevice,
  fields: {CapacityInKB: 'long', CapacityInBytes: 'long'},
});

// datastores
export const datastoreSummary = dataType({
  fullName: 'VMware.Vim.DatastoreSummary',
  fields: {
    Datastore: 'object',
    Name: 'string',
    Url: 'string',
    Capacity: 'long',
    FreeSpace: 'long',
    Uncommitted: 'long',
    Accessible: 'bool',
    MultipleHostAccess: 'bool',
    Type: 'string',
    MaintenanceMode: 'string',
  },
});
export const datastoreInfo = dataType({
  fullName: 'VMware.Vim.LocalDatastoreInfo',
  fields: {Name: 'string', Url: 'string', FreeSpace: 'long', Path: 'string', Timestamp: 'datetime'},
});
export const mountInfo = dataType({
  fullName: 'VMware.Vim.HostMountInfo',
  fields: {Path: 'string', AccessMode: 'string', Mounted: 'bool', Accessible: 'bool'},
});
export const hostMount = dataType({
  fullName: 'VMware.Vim.DatastoreHostMount',
  fields: {Key: 'object', MountInfo: 'object'},
});

// tasks
export const taskInfo = dataType({
  fullName: 'VMware.Vim.TaskInfo',
  fields: {
    Key: 'string',
    Task: 'object',
    Name: 'string',
    DescriptionId: 'string',
    Entity: 'object',
    EntityName: 'string',
    State: 'string',
    Cancelled: 'bool',
    Cancelable: 'bool',
    Progress: 'int',
    QueueTime: 'datetime',
    StartTime: 'datetime',
    CompleteTime: 'datetime',
    Error: 'object',
  },
});
export const localizedFault = dataType({
  fullName: 'VMware.Vim.LocalizedMethodFault',
  fields: {LocalizedMessage: 'string'},
});
