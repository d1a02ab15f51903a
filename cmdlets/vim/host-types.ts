/** The data classes of the API that the view of a host is made of. */
import {dataType} from './vim-data.ts';

export const hostSummary = dataType({
  fullName: 'VMware.Vim.HostListSummary',
  fields: {
    Host: 'object',
    Hardware: 'object',
    Runtime: 'object',
    Config: 'object',
    QuickStats: 'object',
    OverallStatus: 'string',
    ManagementServerIp: 'string',
    RebootRequired: 'bool',
    CurrentEVCModeKey: 'string',
    MaxEVCModeKey: 'string',
  },
});
export const hostHardwareSummary = dataType({
  fullName: 'VMware.Vim.HostHardwareSummary',
  fields: {
    Vendor: 'string',
    Model: 'string',
    Uuid: 'string',
    MemorySize: 'long',
    CpuModel: 'string',
    CpuMhz: 'int',
    NumCpuPkgs: 'short',
    NumCpuCores: 'short',
    NumCpuThreads: 'short',
  },
});
export const hostConfigSummary = dataType({
  fullName: 'VMware.Vim.HostConfigSummary',
  fields: {Name: 'string', Port: 'int', Product: 'object', VmotionEnabled: 'bool'},
});
export const hostQuickStats = dataType({
  fullName: 'VMware.Vim.HostListSummaryQuickStats',
  fields: {OverallCpuUsage: 'int', OverallMemoryUsage: 'int', Uptime: 'int'},
});
export const hostRuntime = dataType({
  fullName: 'VMware.Vim.HostRuntimeInfo',
  fields: {
    ConnectionState: 'string',
    PowerState: 'string',
    InMaintenanceMode: 'bool',
    BootTime: 'datetime',
  },
});
export const hostHardware = dataType({
  fullName: 'VMware.Vim.HostHardwareInfo',
  fields: {
    SystemInfo: 'object',
    CpuInfo: 'object',
    MemorySize: 'long',
    BiosInfo: 'object',
  },
});
export const hostSystemInfo = dataType({
  fullName: 'VMware.Vim.HostSystemInfo',
  fields: {Vendor: 'string', Model: 'string', Uuid: 'string', SerialNumber: 'string'},
});
export const hostCpuInfo = dataType({
  fullName: 'VMware.Vim.HostCpuInfo',
  fields: {
    NumCpuPackages: 'short',
    NumCpuCores: 'short',
    NumCpuThreads: 'short',
    Hz: 'long',
  },
});
export const hostBiosInfo = dataType({
  fullName: 'VMware.Vim.HostBIOSInfo',
  fields: {BiosVersion: 'string', ReleaseDate: 'datetime', Vendor: 'string'},
});
export const hostConfig = dataType({
  fullName: 'VMware.Vim.HostConfigInfo',
  fields: {Host: 'object', Product: 'object'},
});
export const hostConfigManager = dataType({
  fullName: 'VMware.Vim.HostConfigManager',
  fields: {
    ImageConfigManager: 'object',
    NetworkSystem: 'object',
    StorageSystem: 'object',
    DatastoreSystem: 'object',
    PowerSystem: 'object',
    ServiceSystem: 'object',
    DateTimeSystem: 'object',
    AdvancedOption: 'object',
    VsanSystem: 'object',
  },
});
export const serviceContent = dataType({
  fullName: 'VMware.Vim.ServiceContent',
  fields: {
    RootFolder: 'object',
    PropertyCollector: 'object',
    About: 'object',
    SessionManager: 'object',
    EventManager: 'object',
    TaskManager: 'object',
    PerfManager: 'object',
  },
});
export const computeResourceSummary = dataType({
  fullName: 'VMware.Vim.ComputeResourceSummary',
  fields: {
    TotalCpu: 'int',
    TotalMemory: 'long',
    NumCpuCores: 'short',
    NumCpuThreads: 'short',
    EffectiveCpu: 'int',
    EffectiveMemory: 'long',
    NumHosts: 'int',
    NumEffectiveHosts: 'int',
    OverallStatus: 'string',
  },
});
export const poolRuntime = dataType({
  fullName: 'VMware.Vim.ResourcePoolRuntimeInfo',
  fields: {Cpu: 'object', Memory: 'object', OverallStatus: 'string'},
});
export const poolUsage = dataType({
  fullName: 'VMware.Vim.ResourcePoolResourceUsage',
  fields: {ReservationUsed: 'long', UnreservedForPool: 'long', OverallUsage: 'long'},
});
